/**
 * Members that references read and that no example has: `$items.get(0).titel` where every item shows a `title`. Evidence are the
 * event samples and recordings alone, so nothing is said of an object without members, of one that is sometimes a text, or of what a
 * method gives. A template that asks for a member in a condition, or writes it, knows what it does.
 */
import type { ReadText } from "../model/read-text";
import type { ReferenceValue } from "../model/source-file";
import { requestTemplate } from "../model/value-template";
import { hasDirectives } from "../reference/directives";
import type { Reference } from "../reference/tree";
import { isGetter, isMapGetter, soleType } from "../scope/method-shapes";
import type { ScopeName } from "../scope/scope";
import type { TemplateShapes } from "../scope/template-shapes";
import { type Shape, stepInto } from "../shape/shape";
import { nearest } from "../text/nearest";
import { encloses, type Span, span } from "../text/span";
import { type AnyNode, type ReferenceNode, type Step, type Template, walk } from "../velocity/index";
import { readTrees } from "./read-trees";
import type { CheckedFile, CheckedReference } from "./rule";
import { referencesIn } from "./template-guards";
import { literalText } from "./template-references";

export interface UnknownMember {
  readonly value: ReferenceValue;
  readonly name: string;
  /** The name in the value's decoded text. */
  readonly span: Span;
  /** What it is read of, as written, without the marks of a reference. */
  readonly owner: string;
  /** What the examples show of the owner: an object that has other members, or a list. */
  readonly shape: Shape;
  /** Whose examples they are; undefined when several names may stand behind the owner. */
  readonly entry: ScopeName | undefined;
  readonly near: string | undefined;
}

/** The unknown members of a file, and which references read one, by value and place. */
export interface UnknownMembers {
  readonly members: readonly UnknownMember[];
  /** Whether the reference that begins at an offset of a value has such a finding, which says more than any about its value. */
  isTold(value: ReferenceValue, start: number): boolean;
}

/** Worked out once for all rules; none where the rule that tells of them is off. */
export function unknownMembers(file: CheckedFile): UnknownMembers {
  return file.once(findMembers);
}

function findMembers(file: CheckedFile): UnknownMembers {
  const members: UnknownMember[] = [];
  const told = new Map<ReferenceValue, Set<number>>();
  const add = (found: Omit<UnknownMember, "value">, value: ReferenceValue, start: number): void => {
    if (found.entry?.origin === "webhook" && !hasAnswered(file, found.entry.name)) return;
    // Which of the two a name means that an event and a webhook share is a finding of its own.
    if (found.entry?.origin === "event" && file.project.webhook(found.entry.name)) return;
    members.push({ ...found, value });
    const starts = told.get(value);
    if (starts) starts.add(start);
    else told.set(value, new Set([start]));
  };
  const isTold = (value: ReferenceValue, start: number): boolean => told.get(value)?.has(start) ?? false;
  if (file.project.config.rules.get("unknown-member") === "off") return { members, isTold };
  const trees = new Map<ReferenceValue, Readings>();
  for (const read of readTrees(file)) {
    const { value, text } = read;
    const found = value.template ? readings(read.tree) : value.read.once(requestReadings);
    trees.set(value, found);
    for (const { node, member } of inTree(found, text, () => read.shapes)) add(member, value, node.span.start);
  }
  for (const checked of file.references) {
    const { value, reference } = checked;
    if (value.template || value.place === "bare-name") continue;
    const tree = trees.get(value);
    // Where there is a tree, it knows more of the platform's own form than the references do.
    const member = tree && reference.form !== "checked" ? undefined : inReference(checked, tree);
    if (member) add(member, value, reference.span.start);
  }
  return { members, isTold };
}

/** Whether a recording shows a good answer: a refusal has other members, and says nothing of what the answer would have. */
function hasAnswered({ project }: CheckedFile, webhook: string): boolean {
  return project.recordings(webhook).some(({ status }) => status >= 200 && status < 300);
}

/** How a template reads members, whatever their values are. */
interface Readings {
  readonly reads: readonly Read[];
  /** The conditions of #if and #elseif. */
  readonly conditions: readonly Span[];
  /** Names and members that conditions ask for. */
  readonly asked: ReadonlySet<string>;
  /** Members that the template writes itself; undefined when it writes some whose name is worked out. */
  readonly written: ReadonlySet<string> | undefined;
}

interface Read {
  readonly node: ReferenceNode;
  /** It does without the value: a fallback, a loop over nothing. Then only a slip of the fingers is told of. */
  readonly tolerant: boolean;
  /** The name that a #set gives the value to. */
  readonly target: string | undefined;
}

/** Whether a condition in a value of a webhook asks for a name, so that the value does without it where it is missing. */
export function isAskedFor({ read }: ReferenceValue, name: string): boolean {
  return read.once(askedNames).has(name);
}

function askedNames(text: ReadText): ReadonlySet<string> {
  return hasDirectives(text.text) ? text.once(requestReadings).asked : new Set();
}

function requestReadings(text: ReadText): Readings {
  return readings(text.once(requestTemplate).template.tree);
}

const writing: ReadonlySet<string> = new Set(["put", "putIfAbsent", "putAll", "replace", "setValue"]);

function readings(tree: Template): Readings {
  const reads: Read[] = [];
  const conditions: Span[] = [];
  const asked = new Set<string>();
  const written = new Set<string>();
  let isAnyWritten = false;
  const write = (name: string | undefined): void => {
    if (name === undefined) isAnyWritten = true;
    else written.add(name);
  };
  walk(tree, (node, ancestors) => {
    if (node.kind === "branch" && node.condition) {
      conditions.push(node.condition.span);
      for (const one of referencesIn(node.condition)) {
        asked.add(one.name);
        for (const step of one.steps) asked.add(memberOf(step)?.name ?? "");
      }
    }
    if (node.kind === "set" && node.target?.steps.length) write(memberOf(node.target.steps.at(-1) as Step)?.name);
    if (node.kind === "method" && writing.has(node.name)) write(literalText(node.arguments[0]));
    if (node.kind !== "reference" || node.steps.length === 0) return;
    const below = (at: number): AnyNode => ancestors[at + 1] ?? node;
    const isTold = ancestors.every((one, at) => {
      const child = below(at);
      if (one.kind === "branch") return child !== one.condition;
      return one.kind !== "escape" && !(one.kind === "set" && child === one.target);
    });
    if (!isTold) return;
    const set = ancestors.find((one) => one.kind === "set");
    reads.push({
      node,
      tolerant:
        node.alternate !== undefined || ancestors.some((one, at) => one.kind === "foreach" && below(at) === one.collection),
      target: set?.kind === "set" ? set.target?.name : undefined,
    });
  });
  return { reads, conditions, asked, written: isAnyWritten ? undefined : written };
}

/** The member that a step names, and where. */
function memberOf(step: Step): { readonly name: string; readonly span: Span } | undefined {
  if (step.kind === "property") return { name: step.name, span: step.nameSpan };
  const key =
    step.kind === "index" ? step.index : step.name === "get" && step.arguments.length === 1 ? step.arguments[0] : undefined;
  const name = literalText(key);
  return key && name !== undefined ? { name, span: span(key.span.start + 1, key.span.end - 1) } : undefined;
}

function* inTree(
  { reads, asked, written }: Readings,
  text: string,
  shapes: () => TemplateShapes,
): Generator<{ readonly node: ReferenceNode; readonly member: Omit<UnknownMember, "value"> }> {
  if (!written) return;
  for (const { node, tolerant, target } of reads) {
    if (target !== undefined && asked.has(target)) continue;
    for (const [at, step] of node.steps.entries()) {
      const member = memberOf(step);
      if (!member || asked.has(member.name) || written.has(member.name)) continue;
      const owner = shapes().shapeOf(node, at);
      const near = owner && missing(owner, member.name, step.kind === "property");
      if (!owner || !near) continue;
      if (tolerant && near.name === undefined) break;
      yield {
        node,
        member: {
          ...member,
          owner: text.slice(node.nameSpan.start, step.span.start),
          shape: owner,
          entry: shapes().sourceOf(node),
          near: near.name,
        },
      };
      break;
    }
  }
}

/** @param tree of a text with directives */
function inReference(
  { reference, value, found, scope }: CheckedReference,
  tree: Readings | undefined,
): Omit<UnknownMember, "value"> | undefined {
  if (reference.local || reference.path.length === 0 || isUnsure(reference, tree)) return undefined;
  const answer = found();
  if (answer.kind !== "known" || (answer.entry.origin !== "event" && answer.entry.origin !== "webhook")) return undefined;
  let shape = answer.entry.shape;
  for (const step of reference.path.slice(scope().dotted(reference)?.steps ?? 0)) {
    if (step.kind === "method" || !shape) return undefined;
    const near = step.kind === "property" ? missing(shape, step.name, value.text[step.span.start - 1] === ".") : undefined;
    if (step.kind === "property" && near) {
      const isTolerated = (near.name === undefined && reference.fallback !== undefined) || tree?.asked.has(step.name);
      const owner = value.text.slice(reference.nameSpan.start, step.span.start).replace(/\.$|\.get\(['"]$|\[['"]$/, "");
      return isTolerated ? undefined : { name: step.name, span: step.span, owner, shape, entry: answer.entry, near: near.name };
    }
    shape = stepInto(shape, step.kind === "index" ? step.index : step.name);
  }
  return undefined;
}

function isUnsure({ printed, span: place }: Reference, tree: Readings | undefined): boolean {
  return !printed || (tree?.conditions.some((condition) => encloses(condition, place)) ?? false);
}

/** What is known when no example of an owner has a member: the name that was meant, if it is near one. Undefined where it may be there. */
function missing(owner: Shape, name: string, isProperty: boolean): { readonly name: string | undefined } | undefined {
  const type = soleType(owner);
  if (type === "list") return isProperty && !isGetter("list", name) && owner.item ? { name: undefined } : undefined;
  if (type !== "object" || !owner.objects || owner.fields.size === 0 || owner.fields.has(name)) return undefined;
  return isProperty && isMapGetter(name) ? undefined : { name: slip(name, owner.fields.keys()) };
}

/** The name that was meant; any other is near one of a letter or two. */
function slip(name: string, names: Iterable<string>): string | undefined {
  const near = nearest(name, names);
  return name.length > 2 || near?.toLowerCase() === name.toLowerCase() ? near : undefined;
}
