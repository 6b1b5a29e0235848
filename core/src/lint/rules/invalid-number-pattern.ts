import { walk } from "../../velocity/index";
import { defineRule } from "../rule";
import { literalText } from "../template-references";

/** Hints at a number format without a zero before the point. */
export const rule = defineRule({
  id: "invalid-number-pattern",
  severity: "hint",
  summary: "Number formats have a zero before the point.",
  domain: ["T24"],
  fixable: true,
  about: ["workflow", "template"],
  check(file, report) {
    for (const template of file.templates) {
      if (template.broken || !template.text.includes("numberTool")) continue;
      walk(template.tree, (node) => {
        if (node.kind !== "reference" || template.shapes.entryOf(node)?.name !== "numberTool") return;
        const [call] = node.steps;
        if (call?.kind !== "method" || call.name !== "format" || call.arguments.length !== 2) return;
        const [pattern] = call.arguments;
        const text = literalText(pattern);
        const found = text === undefined ? null : /^[^0-9#.]*[#,]*#(?=\.0)/.exec(text);
        if (!pattern || text === undefined || !found) return;
        const right = `${text.slice(0, found[0].length - 1)}0${text.slice(found[0].length)}`;
        const at = pattern.span.start + found[0].length;
        const edits = template.text.charAt(at) === "#" ? template.replace({ start: at, end: at + 1 }, "0") : undefined;
        report({
          span: template.toFile(pattern.span),
          message: `\`${text}\` drops the zero of numbers below one: 0.5 becomes \`.5\``,
          help: `Write \`${right}\``,
          fix: edits && { title: `Change to \`${right}\``, edits },
        });
      });
    }
  },
});
