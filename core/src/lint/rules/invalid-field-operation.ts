import { scalarOf, sequenceOf } from "../../model/read";
import type { YamlMap } from "../../yaml/index";
import { fieldNamed } from "../contact-field";
import type { CheckedFile, Report } from "../rule";
import { defineRule } from "../rule";

/** Reports adding to a contact field that is known and holds no number, and adding what is no number. */
export const rule = defineRule({
  id: "invalid-field-operation",
  severity: "warning",
  summary: "Only number fields are added to and subtracted from, and only by numbers.",
  domain: ["F24"],
  about: ["workflow"],
  check(file, report) {
    for (const block of file.workflow?.blocks.values() ?? []) {
      if (block.type !== "updateFields") continue;
      for (const item of sequenceOf(block.node, "fields")?.items ?? []) if (item.kind === "map") reportItem(file, item, report);
    }
  },
});

function reportItem(file: CheckedFile, item: YamlMap, report: (report: Report) => void): void {
  const operation = scalarOf(item, "operation");
  const field = scalarOf(item, "field");
  const value = scalarOf(item, "value");
  if (!field || (operation?.text !== "+" && operation?.text !== "-")) return;
  const known = fieldNamed(file.project, field.text);
  const does = operation.text === "+" ? "adds to" : "subtracts from";
  if (known && known.type !== "number" && known.type !== "decimal")
    report({
      span: operation.span,
      message: `\`${operation.text}\` ${does} a number, and \`${field.text.slice(0, 60)}\` is ${known.title}`,
      help: "Leave `operation` out to set the value, or name a number field",
      related: known.place ? [{ ...known.place, message: "The field" }] : [],
    });
  else if (
    value &&
    typeof value.value === "string" &&
    !value.text.includes("$") &&
    !/^\s*[-+]?\d+([.,]\d+)?\s*$/.test(value.text)
  )
    report({
      span: value.span,
      message: `\`${operation.text}\` ${does} a number, and \`${value.text.slice(0, 40)}\` is none`,
      help: "Write a number or a variable",
    });
}
