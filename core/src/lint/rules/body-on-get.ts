import { removeEntry } from "../fixes";
import { defineRule } from "../rule";

/** Reports a body on a GET webhook: the platform sends bodies with POST only. */
export const rule = defineRule({
  id: "body-on-get",
  severity: "error",
  summary: "Only POST webhooks have a body.",
  domain: ["W05"],
  fixable: true,
  about: ["webhook"],
  check(file, report) {
    const webhook = file.webhook;
    if (!webhook?.body || webhook.method?.text !== "GET") return;
    const { document } = file.source;
    const removal = document && !webhook.body.entry.merged ? removeEntry(document, webhook.body.entry) : undefined;
    report({
      span: webhook.body.entry.key.span,
      message: "A GET request has no body",
      help: "Put the values behind `?` in the URL, or change the method to POST",
      related: [{ uri: file.source.uri, span: webhook.method.span, message: "The method is GET" }],
      fix:
        webhook.method.uses.length === 0 && webhook.method.style === "plain"
          ? { title: "Change the method to POST", edits: [{ span: webhook.method.span, newText: "POST" }] }
          : removal && { title: "Remove the body", edits: [removal] },
    });
  },
});
