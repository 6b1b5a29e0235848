import { replaceInValue } from "../fixes";
import { literalSecrets } from "../literal-secrets";
import { defineRule } from "../rule";
import { urlFault } from "../url-form";
import { urlParts } from "../url-parts";

/** Reports an https URL that cannot be sent as it is written, or that programs read in different ways. */
export const rule = defineRule({
  id: "invalid-url",
  severity: "error",
  summary: "A webhook's URL has a host, and means the same to every program.",
  fixable: true,
  about: ["webhook"],
  check(file, report) {
    const parts = urlParts(file);
    const fault = urlFault(file);
    if (!parts || !fault || literalSecrets(file).some(({ where }) => where.includes("user part"))) return;
    const { value } = parts;
    const span = value.toFile(fault.span);
    // A line end has no place of its own: show the sign before it.
    const hidden = fault.span.start > 0 && /^\s*[\r\n]/.test(file.source.text.slice(span.start, span.end));
    const edits =
      fault.replacement === undefined || hidden
        ? undefined
        : replaceInValue(file.source.document, value, fault.span, fault.replacement);
    report({
      span: hidden ? value.toFile({ start: fault.span.start - 1, end: fault.span.start }) : span,
      message: hidden ? "The URL goes over several lines" : fault.message,
      help: hidden ? "Write the URL on one line" : fault.help,
      ...(fault.severity && { severity: fault.severity }),
      fix: edits && { title: `Write ${fault.help.replace(/^Write /, "")}`, edits },
    });
  },
});
