import type { AnyNode, BinaryNode, ExpressionNode, ReferenceNode } from "../../velocity/index";
import { walk } from "../../velocity/index";
import { defineRule, type Report } from "../rule";
import { asReference, literalText, readKey, someOf } from "../template-references";
import type { CheckedTemplate } from "../templates";

/** Reports comparisons that cannot come out as they are meant: with nothing, with another spelling, with two values at once. */
export const rule = defineRule({
  id: "invalid-comparison",
  severity: "warning",
  summary: "Conditions compare values in a way that can come out either way.",
  domain: ["T08", "T10", "T11"],
  fixable: true,
  about: ["workflow", "template"],
  check(file, report) {
    for (const template of file.templates) {
      if (template.broken || !/==|!=|equals\(/.test(template.text)) continue;
      const comparisons: Comparison[] = [];
      walk(template.tree, (node, ancestors) => {
        const found = comparison(template, node, ancestors);
        if (found) comparisons.push(found);
        if (node.kind === "binary") {
          const parent = outward(ancestors);
          if (
            (node.operator === "&&" || node.operator === "||") &&
            !(parent?.kind === "binary" && parent.operator === node.operator)
          )
            checkTogether(template, node, report);
        }
      });
      const constants = new Map<string, Set<string>>();
      for (const { key, constant } of comparisons) constants.set(key, (constants.get(key) ?? new Set()).add(constant));
      for (const one of comparisons) {
        if (one.constant === "") checkEmpty(template, one, report);
        else checkSpelling(template, one, constants.get(one.key) ?? new Set(), report);
      }
    }
  },
});

/** `$x == 'a'`, `'a' != $x` or `$x.equals('a')`. */
interface Comparison {
  readonly node: BinaryNode | ReferenceNode;
  readonly reference: ReferenceNode;
  /** How many steps of the reference lead to what is compared. */
  readonly steps: number;
  readonly key: string;
  readonly constant: string;
  readonly literal: ExpressionNode;
  readonly operator: "==" | "!=" | "equals";
  readonly ancestors: readonly AnyNode[];
}

function comparison(template: CheckedTemplate, node: AnyNode, ancestors: readonly AnyNode[]): Comparison | undefined {
  if (node.kind === "binary" && (node.operator === "==" || node.operator === "!=")) {
    const sides = compared(node);
    const constant = literalText(sides?.literal);
    if (!sides || constant === undefined || sides.reference.alternate) return undefined;
    const { reference, literal } = sides;
    const steps = reference.steps.length;
    const key = readKey(template, reference);
    return { node, reference, steps, key, constant, literal, operator: node.operator, ancestors: [...ancestors] };
  }
  const last = node.kind === "reference" ? node.steps.at(-1) : undefined;
  if (node.kind !== "reference" || node.alternate || last?.kind !== "method" || last.name !== "equals") return undefined;
  const [literal] = last.arguments;
  const constant = literalText(literal);
  if (!literal || !constant || last.arguments.length !== 1) return undefined;
  const steps = node.steps.length - 1;
  const key = readKey(template, node, steps);
  return { node, reference: node, steps, key, constant, literal, operator: "equals", ancestors: [] };
}

function compared({ left, right }: BinaryNode): { reference: ReferenceNode; literal: ExpressionNode } | undefined {
  const [a, b] = [asReference(left), asReference(right)];
  if (a && !b) return { reference: a, literal: right };
  return b && !a ? { reference: b, literal: left } : undefined;
}

/** Nothing is not the empty text. */
function checkEmpty(template: CheckedTemplate, one: Comparison, report: (report: Report) => void): void {
  const { reference, operator, ancestors } = one;
  const missing = template.shapes.missingIn(reference);
  if (operator === "equals" || (!reference.quiet && missing.length === 0) || isAskedBefore(template, one)) return;
  // What the template sets itself from texts is never missing.
  if (template.shapes.isLocal(reference) && missing.length === 0 && template.shapes.shapeOf(reference)) return;
  const source = template.textOf(reference);
  const quiet = reference.quiet ? source : `$!${source.slice(1)}`;
  const quotable = !source.includes('"') && !ancestors.some(({ kind }) => kind === "string");
  const edits = quotable ? template.replace(reference.span, `"${quiet}"`) : undefined;
  const where = missing.length ? `, as in ${someOf(missing)}` : "";
  report({
    span: template.toFile(reference.span),
    message: `A missing \`${source}\` is not equal to an empty text${where}`,
    help: `Compare its text: \`"${quiet}" ${operator} ''\``,
    fix: edits && { title: `Change to \`"${quiet}"\``, edits },
  });
}

/** Whether the condition, or one around it, asks for the value itself: `#if($a && $a != '')`. */
function isAskedBefore(template: CheckedTemplate, { key, ancestors }: Comparison): boolean {
  const asks = (node: ExpressionNode | undefined): boolean => {
    if (!node) return false;
    if (node.kind === "group") return asks(node.inner);
    if (node.kind === "unary") return node.operator === "!" && asks(node.operand);
    if (node.kind === "binary")
      return (node.operator === "&&" || node.operator === "||") && (asks(node.left) || asks(node.right));
    return node.kind === "reference" && readKey(template, node) === key;
  };
  return ancestors.some((node) => node.kind === "if" && node.branches.some(({ condition }) => asks(condition)));
}

/** The same letters in another case are another text. */
function checkSpelling(
  template: CheckedTemplate,
  { node, reference, steps, constant, literal, operator, ancestors }: Comparison,
  others: ReadonlySet<string>,
  report: (report: Report) => void,
): void {
  const values = template.shapes.valuesOf(reference, steps) ?? [];
  const other = values.filter(
    ({ value }) =>
      typeof value === "string" && value !== constant && value.toLowerCase() === constant.toLowerCase() && !others.has(value),
  );
  const [first] = other;
  if (!first) return;
  const where = someOf(other.flatMap(({ from }) => from ?? []));
  report({
    span: template.toFile(literal.span),
    message: `Case counts: \`${constant}\` is not \`${String(first.value)}\`${where && `, as in ${where}`}`,
    help: "Compare with `equalsIgnoreCase`, or write it as the value is written",
    fix: spellingFix(),
  });

  function spellingFix(): Report["fix"] {
    const title = "Compare with `equalsIgnoreCase`";
    if (operator === "equals") {
      const last = reference.steps.at(-1);
      const edits = last?.kind === "method" ? template.replace(last.nameSpan, "equalsIgnoreCase") : undefined;
      return edits && { title, edits };
    }
    if (reference.braced || ancestors.some(({ kind }) => kind === "string")) return undefined;
    const call = `${operator === "!=" ? "!" : ""}${template.textOf(reference)}.equalsIgnoreCase(${template.textOf(literal)})`;
    const edits = template.replace(node.span, call);
    return edits && { title, edits };
  }
}

/** One value cannot be two things at once, and always differs from one of two. */
function checkTogether(template: CheckedTemplate, node: BinaryNode, report: (report: Report) => void): void {
  const wanted = node.operator === "&&" ? "==" : "!=";
  const seen = new Map<string, { text: string; value: string | number }>();
  for (const operand of operands(node, node.operator)) {
    if (operand.kind !== "binary" || operand.operator !== wanted) continue;
    const sides = compared(operand);
    const value = sides && constantOf(sides.literal);
    if (!sides || value === undefined || sides.reference.alternate) continue;
    const key = readKey(template, sides.reference);
    const text = template.textOf(sides.literal);
    const known = seen.get(key);
    if (!known) seen.set(key, { text, value });
    else if (differ(known.value, value)) {
      const source = template.textOf(sides.reference);
      report({
        span: template.toFile({ start: operand.left.span.start, end: operand.right.span.end }),
        message:
          wanted === "=="
            ? `\`${source}\` cannot be ${known.text} and ${text} at once, so this is never true`
            : `\`${source}\` always differs from ${known.text} or from ${text}, so this is always true`,
        help: wanted === "==" ? "Write `or` between the two" : "Write `and` between the two",
      });
      return;
    }
  }
}

function operands(node: ExpressionNode, operator: string): readonly ExpressionNode[] {
  if (node.kind === "group") return operands(node.inner, operator);
  if (node.kind !== "binary" || node.operator !== operator) return [node];
  return [...operands(node.left, operator), ...operands(node.right, operator)];
}

/** The closest ancestor that is no parenthesis. */
function outward(ancestors: readonly AnyNode[]): AnyNode | undefined {
  return ancestors.findLast(({ kind }) => kind !== "group");
}

function constantOf(node: ExpressionNode): string | number | undefined {
  if (node.kind === "group") return constantOf(node.inner);
  return node.kind === "number" ? Number(node.text) : literalText(node);
}

/** Velocity takes a text that says a number for that number. */
function differ(a: string | number, b: string | number): boolean {
  if (typeof a === typeof b) return a !== b;
  const [x, y] = [Number(a), Number(b)];
  return Number.isNaN(x) || Number.isNaN(y) || x !== y;
}
