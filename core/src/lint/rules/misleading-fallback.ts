import { walk } from "../../velocity/index";
import { defineRule } from "../rule";
import { someOf } from "../template-references";

/** Hints at `${count|'none'}` where a sample has a zero, which takes the fallback too. */
export const rule = defineRule({
  id: "misleading-fallback",
  severity: "hint",
  summary: "A fallback stands for a missing value, not for zero.",
  domain: ["T18"],
  about: ["workflow", "template"],
  check(file, report) {
    for (const template of file.templates) {
      if (template.broken || !template.text.includes("|")) continue;
      walk(template.tree, (node) => {
        if (node.kind !== "reference" || !node.alternate) return;
        const zeros = (template.shapes.valuesOf(node, node.steps.length) ?? []).filter(
          ({ value }) => value === false || ((typeof value === "number" || typeof value === "bigint") && Number(value) === 0),
        );
        const [first] = zeros;
        const { alternate } = node;
        if (!first || (alternate.kind === "number" && Number(alternate.text) === 0)) return;
        if (alternate.kind === "string" && alternate.text.trim() === String(first.value)) return;
        const where = someOf(zeros.flatMap(({ from }) => from ?? []));
        const path = node.source.replace(/^\$!?\{?/, "").replace(/\|[\s\S]*$/, "");
        report({
          span: template.toFile(alternate.span),
          message: `The fallback is shown for ${String(first.value)} too${where && `, as in ${where}`}`,
          help: `Write \`#if("$!{${path}}" == '')…#{else}$!{${path}}#end\` if only a missing value is meant`,
        });
      });
    }
  },
});
