import { soleType } from "../../scope/method-shapes";
import { encloses } from "../../text/span";
import { mistypedIn } from "../read-trees";
import { defineRule } from "../rule";
import { spacedCall } from "../template-spaces";

/** Reports a list or an object that is printed in a message: the reader sees Java's form of it. */
export const rule = defineRule({
  id: "unprintable-value",
  severity: "warning",
  summary: "A message shows texts and numbers, not whole lists and objects.",
  domain: ["T25"],
  about: ["workflow", "template"],
  check(file, report) {
    for (const template of file.templates) {
      if (template.broken) continue;
      for (const { node, printed, escaped, target } of template.references) {
        if (!printed || escaped || target || node.alternate) continue;
        const isData = node.name === "data" && node.steps.length === 0 && !template.shapes.isLocal(node);
        const type = isData ? "object" : soleType(template.shapes.shapeOf(node));
        if ((type !== "list" && type !== "object") || spacedCall(template.text, node)) continue;
        // What a #set without its parentheses would have set has a finding of its own.
        if (mistypedIn(template.value).some(({ sets, whole }) => sets !== undefined && encloses(whole, node.span))) continue;
        const source = template.textOf(node);
        report({
          span: template.toFile(node.span),
          message:
            type === "list"
              ? `\`${source}\` is a list, which is shown as Java writes it, \`[…, …]\``
              : `\`${source}\` is an object, which is shown as Java writes it, \`{name=…}\``,
          help: type === "list" ? "Go through it with #foreach and show what is in its items" : "Show one of its fields",
        });
      }
    }
  },
});
