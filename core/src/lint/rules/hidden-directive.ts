import type { ReferenceValue } from "../../model/source-file";
import type { Span } from "../../text/span";
import { walk } from "../../velocity/index";
import { replaceInValue } from "../fixes";
import { refusedTexts } from "../refused-texts";
import { defineRule } from "../rule";
import { hiddenDirective } from "../template-faults";

/** Reports `##elseif(…)`: two hashes begin a comment, so the directive is none. */
export const rule = defineRule({
  id: "hidden-directive",
  severity: "error",
  summary: "A directive begins with one hash.",
  domain: ["T12"],
  fixable: true,
  check(file, report) {
    const told = new Set<number>();
    const tell = (value: ReferenceValue, place: Span): void => {
      const { start } = value.toFile(place);
      if (told.has(start)) return;
      told.add(start);
      const name = /^\{?(\w+)/.exec(value.text.slice(place.end))?.[1] ?? "";
      const edits = replaceInValue(file.source.document, value, place, "#");
      report({
        span: value.toFile({ start: place.start, end: place.end + name.length }),
        message: `\`##${name}\` is a comment: it hides the directive and the rest of its line`,
        help: `Write \`#${name}\``,
        fix: edits && { title: `Change to \`#${name}\``, edits },
      });
    };
    for (const { value, faults } of refusedTexts(file))
      for (const { cause, place } of faults) if (cause === "hidden") tell(value, place);
    for (const template of file.templates) {
      if (!template.text.includes("##")) continue;
      walk(template.tree, (node) => {
        if (node.kind !== "comment" || node.style !== "line") return;
        const marks = hiddenDirective.exec(template.textOf(node));
        // On a line of its own it may be switched off on purpose; in an HTML comment it also swallows the end of that.
        if (marks && /<!--[ \t]*$/.test(template.text.slice(Math.max(0, node.span.start - 20), node.span.start)))
          tell(template.value, { start: node.span.start, end: node.span.start + marks[0].length });
      });
    }
  },
});
