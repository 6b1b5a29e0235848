/**
 * References as text, in each of their forms. The compiler, the fixes that convert a form and the completion all print through
 * here, so what one of them writes the others can read.
 */
import type { Fallback, PathStep, Reference } from "./tree";

/**
 * - `checked`: `$<contact.name.path[0]|fallback>`, whose fallback is a text and nothing else
 * - `velocity`: the platform form: `$!{name}`, or `$!data.get('name')` where Velocity cannot say the name
 * - `data`: always `$!data.get('name')`
 */
export type PrintedForm = "checked" | "velocity" | "data";

/** What of a reference is printed; a whole `Reference` will do. */
export type Printable = Pick<Reference, "name" | "path" | "fallback"> & {
  readonly namespace?: Reference["namespace"] | undefined;
  readonly quiet?: boolean;
  /** The name of an additional field with its dot, when the scope has found that this is one. */
  readonly field?: string;
};

/** The reference in the wanted form; the platform forms are quiet, and one whose fallback is a text has no need to be. */
export function printReference(reference: Printable, form: PrintedForm): string {
  const { name, path } = split(reference);
  if (form === "checked") return printChecked(reference, name, path);
  const fallback = reference.fallback && `|${fallbackText(reference.fallback)}`;
  const sigil = reference.quiet && reference.fallback?.isExpression ? "$!" : "$";
  if (form === "velocity" && isIdentifier(name) && path.every(isPlainStep))
    return fallback === undefined
      ? `$!{${name}${path.map(velocityStep).join("")}}`
      : `${sigil}{${name}${path.map(velocityStep).join("")}${fallback}}`;
  const whole = `data.get(${velocityText(name)})${path.map(velocityStep).join("")}`;
  return fallback === undefined ? `$!${whole}` : `${sigil}{${whole}${fallback}}`;
}

/** What stands behind the sigil of a name in the platform's form: the name, or its place in `data` where Velocity cannot say it. */
export function velocityName(name: string): string {
  return isIdentifier(name) ? name : `data.get(${velocityText(name)})`;
}

/** Whether Velocity can say this name behind its dollar sign. */
export function isIdentifier(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

/** A field `LIST.FIELD` takes its dotted part of the path into the name. */
function split({ name, path, field }: Printable): { readonly name: string; readonly path: readonly PathStep[] } {
  if (field === undefined || field === name) return { name, path };
  const taken = field.slice(name.length).split(".").length - 1;
  return { name: field, path: path.slice(taken) };
}

function printChecked({ namespace, fallback }: Printable, name: string, path: readonly PathStep[]): string {
  const steps = path.map((step) => (step.kind === "index" ? `[${step.index}]` : `.${step.name}`)).join("");
  return `$<${namespace ? `${namespace.name}.` : ""}${name}${steps}${fallback ? `|${fallback.text}` : ""}>`;
}

function fallbackText({ text, isExpression }: Fallback): string {
  return isExpression ? text : velocityText(text);
}

function isPlainStep(step: PathStep): boolean {
  return step.kind === "index" || isIdentifier(step.name);
}

function velocityStep(step: PathStep): string {
  if (step.kind === "index") return `[${step.index}]`;
  return isIdentifier(step.name) ? `.${step.name}` : `.get(${velocityText(step.name)})`;
}

/** A Velocity text in quotes; its own quotes are doubled. */
export function velocityText(text: string, quote: "'" | '"' = "'"): string {
  return `${quote}${text.replaceAll(quote, quote + quote)}${quote}`;
}
