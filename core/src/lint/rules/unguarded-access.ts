import { isDataList } from "../../model/data";
import type { SampleValue } from "../../scope/template-shapes";
import type { ReferenceNode, Step } from "../../velocity/index";
import { missingItems } from "../missing-items";
import { defineRule, type Report } from "../rule";
import { TemplateGuards } from "../template-guards";
import { literalIndex, someOf } from "../template-references";
import type { CheckedTemplate } from "../templates";
import { unknownMembers } from "../unknown-members";

/** Reports an item or a part of a text that is not there in every sample: the platform fails the whole message then. */
export const rule = defineRule({
  id: "unguarded-access",
  severity: "warning",
  summary: "A text asks for a length before it takes an item of a list or a part of a text.",
  domain: ["T07", "T19"],
  check(file, report) {
    for (const { span, index, short } of missingItems(file))
      report({
        span,
        message: `The request fails where there is no item ${index}, as in ${shown(short, items)}`,
        help: "Put it into an #if that asks for the list's size(), or go through the list with #foreach; a fallback does not help",
      });
    for (const template of file.templates) {
      if (template.broken) continue;
      let guards: TemplateGuards | undefined;
      for (const { node } of template.references) {
        if (node.steps.length === 0 || unknownMembers(file).isTold(template.value, node.span.start)) continue;
        const found = firstFault(template, node);
        if (!found) continue;
        guards ??= new TemplateGuards(template.tree);
        if (!guards.covers(node)) report(found);
      }
    }
  },
});

function firstFault(template: CheckedTemplate, node: ReferenceNode): Report | undefined {
  for (const [at, step] of node.steps.entries()) {
    const found = fault(template, node, at, step);
    if (found) return { span: template.toFile(step.span), ...found };
  }
  return undefined;
}

function fault(template: CheckedTemplate, node: ReferenceNode, at: number, step: Step): Omit<Report, "span"> | undefined {
  if (step.kind === "property") return undefined;
  const index = step.kind === "index" ? literalIndex(step.index) : undefined;
  if (index !== undefined) return missingItem(template, node, at, index);
  if (step.kind !== "method") return undefined;
  const numbers = step.arguments.map(literalIndex);
  if (step.name === "get" && numbers.length === 1 && numbers[0] !== undefined) return missingItem(template, node, at, numbers[0]);
  const needed = neededLength(step.name, numbers);
  return needed === undefined ? undefined : shortText(template, node, at, needed);
}

function missingItem(
  template: CheckedTemplate,
  node: ReferenceNode,
  at: number,
  index: number,
): Omit<Report, "span"> | undefined {
  const lists = lengthsOf(template.shapes.valuesOf(node, at), (value) => (isDataList(value) ? value.length : undefined));
  if (!lists || lists.length === 0) return undefined;
  const short = lists.filter(({ length }) => length <= index);
  const help = "Go through the list with #foreach, or ask for its size() in an #if first";
  if (short.length > 0)
    return {
      message: `The whole message fails where there is no item ${index}, as in ${shown(short, items)}`,
      help,
    };
  const shortest = Math.min(...lists.map(({ length }) => length));
  // The first item is what answers are documented with, and lists that are always of one length are no lists of things.
  if (index === 0 || (lists.length > 1 && lists.every(({ length }) => length === shortest))) return undefined;
  return {
    message: `The whole message fails where the list has no item ${index}; ${lists.length === 1 ? "the one sample" : `the shortest of ${lists.length} samples`} has ${items(shortest)}`,
    help,
    severity: "hint",
  };
}

function shortText(template: CheckedTemplate, node: ReferenceNode, at: number, needed: number): Omit<Report, "span"> | undefined {
  const texts = lengthsOf(template.shapes.valuesOf(node, at), (value) => (typeof value === "string" ? value.length : undefined));
  const short = texts?.filter(({ length }) => length < needed) ?? [];
  if (short.length === 0) return undefined;
  return {
    message: `The whole message fails where the text is shorter than ${needed} characters, as in ${shown(short, String)}`,
    help: "Ask for its length() in an #if first",
  };
}

/** The lengths of sample values; undefined when one of them has none. What is missing fails nothing. */
function lengthsOf(
  values: readonly SampleValue[] | undefined,
  lengthOf: (value: NonNullable<SampleValue["value"]>) => number | undefined,
): readonly { readonly from: string; readonly length: number }[] | undefined {
  const found: { from: string; length: number }[] = [];
  for (const { from, value } of values ?? []) {
    if (value === undefined || value === null) continue;
    const length = lengthOf(value);
    if (length === undefined) return undefined;
    found.push({ from: from ?? "the template", length });
  }
  return found;
}

/** How long a text has to be for a call with these numbers. */
function neededLength(method: string, numbers: readonly (number | undefined)[]): number | undefined {
  const [begin, end] = numbers;
  if (begin === undefined) return undefined;
  if (method === "charAt" && numbers.length === 1) return begin + 1;
  if (method !== "substring" && method !== "subSequence") return undefined;
  if (numbers.length === 1) return begin;
  return numbers.length === 2 && end !== undefined && end >= begin ? end : undefined;
}

/** "ann and bob with 1 item": of the samples that are too short those that are as short as the first. */
function shown(
  short: readonly { readonly from: string; readonly length: number }[],
  measure: (length: number) => string,
): string {
  const length = short[0]?.length ?? 0;
  return `${someOf(short.filter((one) => one.length === length).map(({ from }) => from))} with ${measure(length)}`;
}

function items(count: number): string {
  return count === 1 ? "1 item" : `${count} items`;
}
