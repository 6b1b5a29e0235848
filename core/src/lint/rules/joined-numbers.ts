import { shortText } from "../../model/data";
import type { ExpressionNode } from "../../velocity/index";
import { walk } from "../../velocity/index";
import { defineRule } from "../rule";
import { asReference, someOf } from "../template-references";
import type { CheckedTemplate } from "../templates";

/** Reports `$price + 1` where samples give the price as a text: `+` joins texts. */
export const rule = defineRule({
  id: "joined-numbers",
  severity: "warning",
  summary: "Numbers that come as texts are added with $mathTool.add.",
  domain: ["T09"],
  fixable: true,
  about: ["workflow", "template"],
  check(file, report) {
    for (const template of file.templates) {
      if (template.broken || !template.text.includes("+")) continue;
      walk(template.tree, (node, ancestors) => {
        if (node.kind !== "binary" || node.operator !== "+") return;
        const text = [node.left, node.right].find((side) => numericText(template, side));
        const other = text === node.left ? node.right : node.left;
        const found = text && isNumber(template, other) ? numericText(template, text) : undefined;
        if (!text || !found) return;
        const place = { start: node.left.span.start, end: node.right.span.end };
        const plain = [node.left, node.right].every(({ kind }) => kind === "reference" || kind === "number");
        const sum = `$mathTool.add(${template.textOf(node.left)}, ${template.textOf(node.right)})`;
        const edits = plain && !ancestors.some(({ kind }) => kind === "string") ? template.replace(place, sum) : undefined;
        report({
          span: template.toFile(place),
          message: `\`${template.textOf(text)}\` is a text${found.where && ` in ${found.where}`}, "${found.value}", so \`+\` joins instead of adding`,
          help: `Write \`${sum}\``,
          fix: edits && { title: "Add with `$mathTool.add`", edits },
        });
      });
    }
  },
});

/** Where samples have a number as a text, and nothing else. */
function numericText(template: CheckedTemplate, node: ExpressionNode): { where: string; value: string } | undefined {
  if (!asReference(node)) return undefined;
  const values = (template.shapes.valuesOf(node) ?? []).filter(({ value }) => value !== undefined && value !== null);
  const [first] = values;
  if (typeof first?.value !== "string" || first.from === undefined) return undefined;
  if (!values.every(({ value }) => typeof value === "string" && /^-?\d+([.,]\d+)?$/.test(value))) return undefined;
  return { where: someOf(values.flatMap(({ from }) => from ?? [])), value: shortText(first.value, 20) };
}

function isNumber(template: CheckedTemplate, node: ExpressionNode): boolean {
  const shape = template.shapes.shapeOf(node);
  return shape?.types.size === 1 && shape.types.has("number");
}
