import { active } from "../../model/source-file";
import { codePointName } from "../../text/code-points";
import { defineRule } from "../rule";
import { withoutReferences } from "../url-parts";

/** Reports a text in a header's value that no header can carry: a line end, or a character above U+00FF. */
export const rule = defineRule({
  id: "invalid-header-value",
  severity: "error",
  summary: "Values of headers are one line of characters up to U+00FF.",
  check({ source, webhook }, report) {
    for (const value of source.values) {
      if (value.place !== "header") continue;
      const text = withoutReferences(value.text, active(value)).replaceAll("\ue000", "x");
      const end = /[\r\n]/.exec(text);
      if (end) {
        const atEnd = text.slice(end.index).trim() === "";
        const header = webhook?.headers.find((candidate) => candidate.value === value.scalar);
        report({
          // A line end has no place of its own: show the header, or the sign before it.
          span:
            atEnd && header ? header.name.span : value.toFile({ start: Math.max(0, end.index - 1), end: Math.max(1, end.index) }),
          message: atEnd
            ? "The header's value ends with a line end, which no header can carry"
            : "The header's value goes over several lines",
          help: atEnd ? "Write it on the line of its name, or begin the text with `>-`" : "Write it on one line",
        });
        continue;
      }
      const wide = /[^\0-\xff]/u.exec(text);
      if (!wide) continue;
      report({
        span: value.toFile({ start: wide.index, end: wide.index + wide[0].length }),
        message: `A header cannot carry ${codePointName(wide[0])}: its characters end at U+00FF`,
        help: "Percent-encode the value, or move it to the URL or the body, where any text can go",
      });
    }
  },
});
