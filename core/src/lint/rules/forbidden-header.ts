import { isForbiddenHeader } from "../../request/header-rules";
import { literalSecrets } from "../literal-secrets";
import { defineRule } from "../rule";

/** Reports a header that the sender writes itself, or that belongs to the connection and not to the request. */
export const rule = defineRule({
  id: "forbidden-header",
  severity: "error",
  summary: "Headers of the connection are left to the sender.",
  about: ["webhook"],
  check(file, report) {
    const headers = file.webhook?.headers.filter(({ name }) => isForbiddenHeader(name.text)) ?? [];
    if (headers.length === 0) return;
    // A credential in plain text is the worse fault of the two.
    const told = new Set(literalSecrets(file).map(({ entry }) => entry));
    for (const { name, entry } of headers) {
      if (told.has(entry)) continue;
      report({
        span: name.span,
        message: `The header \`${name.text}\` cannot be sent by a webhook: ${reason(name.text.toLowerCase())}`,
        help: "Remove it",
      });
    }
  },
});

function reason(name: string): string {
  if (name === "host") return "it follows from the URL";
  if (name === "content-length" || name === "transfer-encoding") return "the sender counts the body itself";
  if (name === "cookie") return "a webhook has no session";
  return name.startsWith("proxy-") ? "it speaks to a proxy" : "it belongs to the connection";
}
