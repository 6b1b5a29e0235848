/**
 * When one comparison of a branch holds wherever another one does. Only what is sure: the same parameter or field, texts that
 * are written out, case counting.
 */
import { scalarOf, sequenceOf } from "../model/read";
import type { YamlMap } from "../yaml/index";

export interface Comparison {
  /** The parameter or field, with what it is. */
  readonly subject: string;
  readonly operator: string;
  /** The texts it compares with. */
  readonly values: readonly string[];
}

/** Comparisons joined by AND; any of several such lists is enough. */
export type Cases = readonly (readonly Comparison[])[];

/** The conditions of a `when`; undefined when something in it cannot be read or holds a variable. */
export function casesOf(when: YamlMap | undefined): Cases | undefined {
  const all = sequenceOf(when, "all");
  const any = sequenceOf(when, "any");
  const items = (all ?? any)?.items;
  if (!items || items.length === 0 || (all && any)) return undefined;
  const comparisons = items.map((item) => (item.kind === "map" ? comparisonOf(item) : undefined));
  const read = comparisons.filter((comparison) => comparison !== undefined);
  if (read.length < comparisons.length) return undefined;
  return all ? [read] : read.map((comparison) => [comparison]);
}

function comparisonOf(map: YamlMap): Comparison | undefined {
  const parameter = scalarOf(map, "parameter");
  const field = scalarOf(map, "field");
  const operator = scalarOf(map, "operator");
  if (!operator || (parameter === undefined) === (field === undefined)) return undefined;
  const one = scalarOf(map, "value");
  const many = sequenceOf(map, "values")?.items.map((item) => (item.kind === "scalar" ? item.text : undefined)) ?? [];
  const values = operator.text === "oneOf" || operator.text === "notOneOf" ? many : [one?.text];
  const texts = values.filter((value) => value !== undefined);
  if (takesValue(operator.text) && (texts.length < values.length || texts.length === 0)) return undefined;
  if (texts.some((text) => text === "" || text.includes("$"))) return undefined;
  return {
    subject: parameter ? `parameter ${parameter.text.trim()}` : `field ${field?.text.trim().toLowerCase()}`,
    operator: operator.text,
    values: takesValue(operator.text) ? texts : [],
  };
}

function takesValue(operator: string): boolean {
  return operator !== "isSet" && operator !== "isEmpty";
}

/** Whether `wide` holds wherever `narrow` holds. */
export function covers(wide: Cases, narrow: Cases): boolean {
  return narrow.every((together) => wide.some((needed) => needed.every((one) => together.some((given) => follows(one, given)))));
}

/** Whether a comparison follows from another one. */
function follows(wanted: Comparison, given: Comparison): boolean {
  if (wanted.subject !== given.subject) return false;
  if (wanted.operator === given.operator && same(wanted.values, given.values)) return true;
  const exact = given.operator === "equals" || given.operator === "oneOf" ? given.values : undefined;
  const [text = ""] = wanted.values;
  const [part = ""] = given.values;
  switch (wanted.operator) {
    case "isSet":
      return exact !== undefined || /^(contains|startsWith|endsWith)$/.test(given.operator);
    case "equals":
    case "oneOf":
      return exact?.every((value) => wanted.values.includes(value)) ?? false;
    case "notEquals":
    case "notOneOf":
      return exact?.every((value) => wanted.values.every((other) => differ(value, other))) ?? false;
    case "contains":
      if (exact) return exact.every((value) => value.includes(text));
      return /^(contains|startsWith|endsWith)$/.test(given.operator) && part.includes(text);
    case "startsWith":
      if (exact) return exact.every((value) => value.startsWith(text));
      return given.operator === "startsWith" && part.startsWith(text);
    case "endsWith":
      if (exact) return exact.every((value) => value.endsWith(text));
      return given.operator === "endsWith" && part.endsWith(text);
    default:
      return false;
  }
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value) => b.includes(value));
}

/** `5` and `5.0` may be the same to the platform. */
function differ(a: string, b: string): boolean {
  return a !== b && !(a.trim() !== "" && Number(a) === Number(b)) && a.toLowerCase() !== b.toLowerCase();
}
