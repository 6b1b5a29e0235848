import { walk } from "../../velocity/index";
import { defineRule } from "../rule";
import { hiddenDirective, templateFaults } from "../template-faults";

/** Reports `##elseif(…)`: two hashes begin a comment, so the directive is none. */
export const rule = defineRule({
  id: "hidden-directive",
  severity: "error",
  summary: "A directive begins with one hash.",
  domain: ["T12"],
  fixable: true,
  check(file, report) {
    for (const template of file.templates) {
      if (!template.text.includes("##")) continue;
      const told = new Set<number>();
      const tell = (place: { readonly start: number; readonly end: number }): void => {
        if (told.has(place.start)) return;
        told.add(place.start);
        const name = /^\{?(\w+)/.exec(template.text.slice(place.end))?.[1] ?? "";
        const edits = template.replace(place, "#");
        report({
          span: template.toFile({ start: place.start, end: place.end + name.length }),
          message: `\`##${name}\` is a comment: it hides the directive and the rest of its line`,
          help: `Write \`#${name}\``,
          fix: edits && { title: `Change to \`#${name}\``, edits },
        });
      };
      if (template.broken) for (const { cause, place } of templateFaults(template.value)) if (cause === "hidden") tell(place);
      walk(template.tree, (node) => {
        if (node.kind !== "comment" || node.style !== "line") return;
        const marks = hiddenDirective.exec(template.textOf(node));
        // On a line of its own it may be switched off on purpose; in an HTML comment it also swallows the end of that.
        if (marks && /<!--[ \t]*$/.test(template.text.slice(Math.max(0, node.span.start - 20), node.span.start)))
          tell({ start: node.span.start, end: node.span.start + marks[0].length });
      });
    }
  },
});
