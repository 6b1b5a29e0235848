import { scalarOf } from "../../model/read";
import { active } from "../../model/source-file";
import type { YamlScalar } from "../../yaml/index";
import { reportSchemaProblems } from "../from-schema";
import type { CheckedFile, Fix, Report } from "../rule";
import { defineRule } from "../rule";

/** Reports settings of the promo code tasks that the platform cannot take. */
export const rule = defineRule({
  id: "invalid-promo-code",
  severity: "error",
  summary: "A promo code task has all its settings, a discount of two digits and a type from 0 to 31.",
  domain: ["F19"],
  fixable: true,
  about: ["workflow"],
  check(file, report) {
    reportSchemaProblems("invalid-promo-code", file, report);
    for (const { node } of file.workflow?.blocks.values() ?? []) {
      const task = scalarOf(node, "task")?.text;
      if (task !== "createPromoCode" && task !== "getPromoCode") continue;
      for (const key of ["days", "promoType"]) reportEmpty(file, key, scalarOf(node, key), report);
      const discount = scalarOf(node, "discount");
      if (discount && isLiteral(file, discount)) reportDiscount(discount, task, report);
      const type = scalarOf(node, "promoType");
      if (task === "createPromoCode" && type && isLiteral(file, type) && !/^\s*([012]?\d|3[01])\s*$/.test(type.text))
        report({
          span: type.span,
          message: `\`promoType\` is \`${type.text.slice(0, 40)}\`, and the types are 0 to 31`,
          help: "Write a whole number from 0 to 31",
        });
    }
  },
});

/** A text that is written out and not empty; what is empty is told as such. */
function isLiteral({ source }: CheckedFile, scalar: YamlScalar): boolean {
  if (scalar.text.trim() === "" || typeof scalar.value === "boolean") return false;
  const value = source.values.find((candidate) => candidate.scalar === scalar);
  return !value || active(value).length === 0;
}

function reportEmpty(file: CheckedFile, key: string, scalar: YamlScalar | undefined, report: (report: Report) => void): void {
  if (scalar?.text.trim() !== "" || file.isMasked(scalar.span)) return;
  report({ span: scalar.span, message: `\`${key}\` is empty`, help: "All settings of the task are required" });
}

function reportDiscount(discount: YamlScalar, task: string, report: (report: Report) => void): void {
  const { text } = discount;
  if (/^\d\d$/.test(text) && (task === "createPromoCode" || text !== "00")) return;
  report({
    span: discount.span,
    message: `\`discount\` is \`${text.slice(0, 40)}\`, and the platform takes ${task === "createPromoCode" ? "two digits" : "01 to 99"}`,
    help: 'Write two digits in quotes, such as `"05"`',
    fix: twoDigits(discount),
  });
}

function twoDigits(scalar: YamlScalar): Fix | undefined {
  if (!/^[1-9]$/.test(scalar.text) || scalar.uses.length || scalar.style === "literal" || scalar.style === "folded")
    return undefined;
  return { title: `Change to "0${scalar.text}"`, edits: [{ span: scalar.span, newText: `"0${scalar.text}"` }] };
}
