import { nestedJson } from "../nested-json";
import { defineRule } from "../rule";

/** Reports JSON text between quotes whose own quotes are bare, in an event sample. */
export const rule = defineRule({
  id: "nested-json-text",
  severity: "error",
  summary: "JSON inside a text has its quotes escaped, or stands there as it is.",
  domain: ["E04"],
  fixable: true,
  about: ["event"],
  check(file, report) {
    for (const span of nestedJson(file.source))
      report({
        span: { start: span.start, end: span.start + 2 },
        message: "JSON stands between quotes here and has bare quotes of its own, so nobody can tell where the text ends",
        help: "Take the quotes around it away, or write a backslash before each quote inside",
        fix: {
          title: "Take the quotes around it away",
          edits: [
            { span: { start: span.start, end: span.start + 1 }, newText: "" },
            { span: { start: span.end - 1, end: span.end }, newText: "" },
          ],
        },
      });
  },
});
