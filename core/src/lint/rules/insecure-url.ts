import { active } from "../../model/source-file";
import { replaceInValue } from "../fixes";
import { defineRule } from "../rule";
import { urlValue } from "../url-parts";
import { readScheme } from "../url-scheme";

/**
 * Reports a URL that is not https, in every spelling: `HTTP:`, escaped, folded, without a scheme. Judged on the decoded text and
 * shown on the scheme alone.
 */
export const rule = defineRule({
  id: "insecure-url",
  severity: "error",
  summary: "A webhook's URL begins with https://.",
  domain: ["W03"],
  fixable: true,
  about: ["webhook"],
  check(file, report) {
    const value = urlValue(file);
    if (!value) return;
    const scheme = readScheme(value.text, active(value));
    if (scheme.kind === "https" || scheme.kind === "variable" || scheme.kind === "unknown") return;
    const edits =
      scheme.kind === "other" && scheme.name !== "http"
        ? undefined
        : replaceInValue(file.source.document, value, scheme.span, scheme.kind === "missing" ? "https://" : "https");
    const shown = value.text.slice(scheme.span.start, scheme.span.end);
    report({
      span: value.toFile(scheme.kind === "missing" ? scheme.shown : scheme.span),
      message:
        scheme.kind === "other"
          ? `The URL is \`${shown}:\`, and the platform saves only \`https:\``
          : "The URL does not begin with `https://`, and the platform saves nothing else",
      help: edits ? "Use https" : "Write the https address of the endpoint",
      fix: edits && { title: scheme.kind === "other" ? "Change to https" : "Begin with https://", edits },
    });
  },
});
