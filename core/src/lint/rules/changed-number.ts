import type { YamlNode, YamlScalar } from "../../yaml/index";
import { defineRule } from "../rule";

/** Reports a value of a sample that YAML reads as a number and so changes: `00501` becomes 501. */
export const rule = defineRule({
  id: "changed-number",
  severity: "warning",
  summary: "Phones, postcodes and ids in samples stand in quotes.",
  fixable: true,
  about: ["event", "contact"],
  check({ source }, report) {
    const root = source.document?.root;
    if (root?.kind !== "map" || (source.kind !== "event" && source.kind !== "contact")) return;
    const entry = root.get(source.kind === "event" ? "params" : "fields");
    for (const scalar of entry ? changed(entry.value) : [])
      report({
        span: scalar.span,
        message: `\`${scalar.text.slice(0, 40)}\` is read as the number ${String(scalar.value)}`,
        help: "Put it in quotes to keep it as it is written",
        fix: { title: "Put quotes around it", edits: [{ span: scalar.span, newText: JSON.stringify(scalar.text) }] },
      });
  },
});

function* changed(node: YamlNode): Generator<YamlScalar> {
  if (node.uses.length > 0) return;
  if (node.kind === "sequence") for (const item of node.items) yield* changed(item);
  else if (node.kind === "map") for (const { value, merged } of node.entries) if (!merged) yield* changed(value);
  if (node.kind !== "scalar" || node.style !== "plain" || typeof node.value !== "number") return;
  if (/^\+|^-?0[\dxo]/.test(node.text)) yield node;
}
