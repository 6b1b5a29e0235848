import { replaceInValue } from "../fixes";
import { gluedReference } from "../glued";
import { defineRule } from "../rule";

/** Reports `$contactId.json`: without braces the text behind a reference is read as a part of it. */
export const rule = defineRule({
  id: "glued-reference",
  severity: "warning",
  summary: "A reference has braces where text follows that could be a part of its name.",
  domain: ["W17"],
  fixable: true,
  check(file, report) {
    for (const checked of file.references) {
      const glued = gluedReference(checked);
      if (!glued) continue;
      const { value } = checked;
      const written = value.text.slice(glued.span.start, glued.span.end);
      const braced = written.replace(/^(\$!?)(.*)$/, "$1{$2}");
      const edits = replaceInValue(file.source.document, value, glued.span, braced);
      const tail = glued.tail.slice(0, 40);
      report({
        span: value.toFile({ start: glued.span.start, end: glued.span.end + glued.tail.length }),
        message: glued.hyphen
          ? `Older engines read \`${tail}\` as a part of the name \`${glued.name}\` and print the text itself`
          : `\`${tail}\` is read as a part of \`${written}\`, so ${written.startsWith("$!") ? "nothing" : "the text itself"} is printed`,
        help: `Write \`${braced}${tail}\``,
        severity: glued.hyphen ? "hint" : "warning",
        fix: edits && { title: `Write \`${braced}\``, edits },
      });
    }
  },
});
