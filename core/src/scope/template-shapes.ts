/**
 * What is known of the values inside a template: of references along their properties and calls, of the names that the template
 * binds itself, of literals and sums. Everything comes from the scope's samples, the template's own text and the engine's
 * tables of methods. Invariant: nothing is guessed; where a name has two origins of different shape it is unknown.
 *
 * Costs: one walk over the tree when the first question is asked, and each expression is worked out once.
 */
import type { Data } from "../model/data";
import { isDataList, isDataMap } from "../model/data";
import { inferShape, mergeShapes, type Shape, stepInto } from "../shape/shape";
import type { AnyNode, ExpressionNode, ReferenceNode, Step, Template } from "../velocity/index";
import { getterShape, isMapGetter, loopShape, methodShape, soleType, toolShape, typeShape } from "./method-shapes";
import type { Scope, ScopeName } from "./scope";
import { type Assignment, type Bindings, bindingsOf, isAssignedAt, type ScopedBinding, type Site } from "./template-bindings";

/** One value that an expression has in a sample. */
export interface SampleValue {
  /** The sample; undefined for a value that the template itself gives. */
  readonly from: string | undefined;
  /** Undefined: the sample has no such value. */
  readonly value: Data | undefined;
}

export interface TemplateShapes {
  /**
   * The shape of an expression; undefined when it is unknown, as for nodes that have no value.
   * @param steps of a reference: after so many of its steps only, its alternative left aside
   */
  shapeOf(node: AnyNode, steps?: number): Shape | undefined;
  /**
   * The values an expression has in the samples, at most `valueLimit` of them; undefined when they are unknown. A loop variable
   * has one for each item.
   * @param steps as for shapes
   */
  valuesOf(node: AnyNode, steps?: number): readonly SampleValue[] | undefined;
  /** The samples in which an expression has no value: an event without the parameter, an object without the field. */
  missingIn(node: AnyNode): readonly string[];
  /** The scope's name with which a reference begins: undefined for the template's own names and for unknown ones. */
  entryOf(node: ReferenceNode): ScopeName | undefined;
  /** The scope's name that a reference takes its value from, through loops and a `#set`; undefined where there is none or several. */
  sourceOf(node: ReferenceNode): ScopeName | undefined;
  /** Whether the scope has a name, spelt so. */
  hasName(name: string): boolean;
  /** Whether the template itself gives the name its value, here or as far as one can tell. */
  isLocal(node: ReferenceNode): boolean;
  /** The names that the template itself binds at an offset, with their shapes. */
  localsAt(offset: number): ReadonlyMap<string, Shape | undefined>;
}

/** So many values of samples are looked at; lists in samples can be long. */
export const valueLimit = 200;

/** The shapes of one template in its scope. Asks nothing before it is asked. */
export function templateShapes(template: Template, scope: Scope): TemplateShapes {
  return new Shapes(template, scope);
}

/** Where a reference begins, and the steps that lead on from there. */
interface Root {
  readonly entry: ScopeName | undefined;
  readonly steps: readonly Step[];
}

class Shapes implements TemplateShapes {
  private known: Bindings | undefined;
  private readonly shapes = new Map<AnyNode, Shape | undefined>();
  private readonly values = new Map<AnyNode, readonly SampleValue[] | undefined>();
  private readonly assigned = new Map<string, Shape | undefined>();
  private readonly assignedValues = new Map<string, readonly SampleValue[] | undefined>();

  constructor(
    private readonly template: Template,
    private readonly scope: Scope,
  ) {}

  shapeOf(node: AnyNode, steps?: number): Shape | undefined {
    if (node.kind === "reference" && steps !== undefined) return this.plain(node, steps);
    if (this.shapes.has(node)) return this.shapes.get(node);
    // A name that is set from itself ends here.
    this.shapes.set(node, undefined);
    const shape = this.work(node);
    this.shapes.set(node, shape);
    return shape;
  }

  valuesOf(node: AnyNode, steps?: number): readonly SampleValue[] | undefined {
    if (node.kind === "reference" && steps !== undefined) return this.referenceValues(node, steps)?.slice(0, valueLimit);
    if (this.values.has(node)) return this.values.get(node);
    this.values.set(node, undefined);
    const values = this.workValues(node)?.slice(0, valueLimit);
    this.values.set(node, values);
    return values;
  }

  missingIn(node: AnyNode): readonly string[] {
    const missing = (this.valuesOf(node) ?? []).flatMap(({ from, value }) =>
      from !== undefined && (value === undefined || value === null) ? [from] : [],
    );
    return [...new Set(missing)];
  }

  entryOf(node: ReferenceNode): ScopeName | undefined {
    return this.isLocal(node) ? undefined : this.root(node)?.entry;
  }

  sourceOf(node: ReferenceNode): ScopeName | undefined {
    const seen = new Set<ReferenceNode>();
    for (let one: ReferenceNode | undefined = node; one && !seen.has(one); one = this.givenBy(one)) {
      seen.add(one);
      const entry = this.entryOf(one);
      if (entry) return entry;
    }
    return undefined;
  }

  /** The reference whose value, or an item of it, a name of the template stands for. */
  private givenBy(node: ReferenceNode): ReferenceNode | undefined {
    const scoped = this.site(node)?.scoped;
    const [only, ...more] = this.bindings.assignments.get(node.name) ?? [];
    const value = scoped ? scoped.loop?.collection : more.length || only?.value.kind === "define" ? undefined : only?.value;
    const plain = value && inner(value);
    return plain?.kind === "reference" ? plain : undefined;
  }

  hasName(name: string): boolean {
    return this.scope.resolve(name) !== undefined;
  }

  isLocal(node: ReferenceNode): boolean {
    const site = this.site(node);
    if (!site || this.isOtherData(node, site)) return false;
    return site.scoped !== undefined || this.isLoop(node, site) || this.isAssigned(node.name, site);
  }

  /** `$d.x` behind `#set($d = $data)`: the name is another one of `data`. */
  private isOtherData(node: ReferenceNode, site: Site | undefined): boolean {
    if (node.steps.length === 0 || !site?.sure || site.scoped) return false;
    const given = this.givenBy(node);
    return given?.name === "data" && given.steps.length === 0 && !given.alternate;
  }

  localsAt(offset: number): ReadonlyMap<string, Shape | undefined> {
    const { scoped, assignments } = this.bindings;
    const locals = new Map<string, Shape | undefined>();
    for (const [name, [first]] of assignments) if (first && first.end <= offset) locals.set(name, this.assignedShape(name));
    for (const binding of scoped) {
      if (offset < binding.start || binding.end < offset) continue;
      locals.set(binding.name, assignments.has(binding.name) ? undefined : this.scopedShape(binding));
      if (binding.loop) locals.set("foreach", loopShape);
    }
    return locals;
  }

  private get bindings(): Bindings {
    this.known ??= bindingsOf(this.template);
    return this.known;
  }

  private work(node: AnyNode): Shape | undefined {
    switch (node.kind) {
      case "reference":
        return this.reference(node);
      case "string":
        return node.parts ? typeShape("string") : inferShape(node.text);
      case "number":
        return inferShape(numberOf(node.text, node.whole));
      case "boolean":
        return inferShape(node.value);
      case "group":
        return this.shapeOf(node.inner);
      case "list": {
        const items = node.items.map((item) => this.shapeOf(item));
        return typeShape("list", agreed(items));
      }
      case "range":
        return typeShape("list", typeShape("number"));
      case "map": {
        const fields = new Map<string, Shape>();
        for (const { key, value } of node.entries) {
          const shape = this.shapeOf(value);
          if (key.kind === "string" && !key.parts && shape) fields.set(key.text, shape);
        }
        return { ...typeShape("object"), fields };
      }
      case "unary":
        if (node.operator === "!") return typeShape("boolean");
        return soleType(this.shapeOf(node.operand)) === "number" ? typeShape("number") : undefined;
      case "binary":
        if (!isArithmetic(node.operator)) return typeShape("boolean");
        return sumShape(node.operator, soleType(this.shapeOf(node.left)), soleType(this.shapeOf(node.right)));
      default:
        return undefined;
    }
  }

  private reference(node: ReferenceNode): Shape | undefined {
    const plain = this.plain(node);
    if (!node.alternate) return plain;
    return agreed([plain, this.shapeOf(node.alternate)]);
  }

  private plain(node: ReferenceNode, count = node.steps.length): Shape | undefined {
    const taken = node.steps.slice(0, count);
    if (this.isLocal(node)) return this.along(this.localShape(node), taken);
    const root = this.root(node, taken);
    if (!root) return this.along(undefined, taken);
    const { entry, steps } = root;
    const [first, ...rest] = steps;
    if (entry?.origin === "tool")
      return first?.kind === "method" ? this.along(toolShape(entry.name, first.name, first.arguments.length), rest) : undefined;
    return this.along(entry?.shape, steps);
  }

  private along(shape: Shape | undefined, steps: readonly Step[]): Shape | undefined {
    let found = shape;
    for (const step of steps) found = this.step(found, step);
    return found;
  }

  private step(owner: Shape | undefined, step: Step): Shape | undefined {
    const type = soleType(owner);
    const key = this.keyOf(step);
    if (key === undefined) return step.kind === "method" ? methodShape(owner, step.name, step.arguments.length) : undefined;
    if (!owner) return undefined;
    if (step.kind === "property" && (type !== "object" || isMapGetter(step.name)) && owner !== loopShape)
      return getterShape(owner, step.name);
    if (type === "list") return typeof key === "number" ? owner.item : undefined;
    return type === "object" ? stepInto(owner, key) : undefined;
  }

  /** `.x`, `.get('x')`, `['x']` and `.get(0)`, `[0]` name a member; an index that is computed names any item. */
  private keyOf(step: Step): string | number | undefined {
    if (step.kind === "property") return step.name;
    const key = step.kind === "index" ? step.index : step.name === "get" ? step.arguments[0] : undefined;
    if (!key || (step.kind === "method" && step.arguments.length !== 1)) return undefined;
    if (key.kind === "string") return key.parts ? undefined : key.text;
    if (key.kind === "number") return key.whole ? Number(key.text) : undefined;
    return soleType(this.shapeOf(key)) === "number" ? 0 : undefined;
  }

  /** The scope's name of a reference. `$data.get('x')`, `$data.x` and `$x` are the same. */
  private root(node: ReferenceNode, taken = node.steps): Root | undefined {
    if (node.name !== "data" && !this.isOtherData(node, this.site(node)))
      return { entry: this.scope.resolve(node.name), steps: taken };
    const [first, ...rest] = taken;
    const key = first && (first.kind === "property" || !isComputed(first)) ? this.keyOf(first) : undefined;
    return typeof key === "string" ? { entry: this.scope.resolve(key), steps: rest } : undefined;
  }

  private site(node: ReferenceNode): Site | undefined {
    return this.bindings.sites.get(node);
  }

  private isLoop({ name }: ReferenceNode, site: Site): boolean {
    return name === "foreach" && site.looped;
  }

  private isAssigned(name: string, site: Site): boolean {
    return isAssignedAt(this.bindings, name, site);
  }

  private localShape(node: ReferenceNode): Shape | undefined {
    const site = this.site(node);
    if (!site) return undefined;
    const { name } = node;
    const assigned = this.isAssigned(name, site);
    if (site.scoped) return assigned ? undefined : this.contents(name, this.scopedShape(site.scoped));
    if (!assigned) return loopShape;
    const shape = this.assignedShape(name);
    // Where it may not have run, the scope's own value is still there.
    const entry = site.sure ? undefined : this.scope.resolve(name);
    return entry ? agreed([shape, entry.shape]) : site.sure || !this.scope.parts.open ? shape : undefined;
  }

  private scopedShape({ loop }: ScopedBinding): Shape | undefined {
    const collection = loop && this.shapeOf(loop.collection);
    if (soleType(collection) !== "list") return undefined;
    return collection?.item;
  }

  private assignedShape(name: string): Shape | undefined {
    if (this.assigned.has(name)) return this.assigned.get(name);
    this.assigned.set(name, undefined);
    const assignments = this.bindings.assignments.get(name) ?? [];
    const shape = this.contents(name, agreed(assignments.map((one) => this.assignment(one))));
    this.assigned.set(name, shape);
    return shape;
  }

  /** `#set($sum = $sum + 1)` does not speak against its own number. */
  private assignment({ name, value }: Assignment): Shape | undefined {
    if (value.kind === "define") return typeShape("string");
    const sum = inner(value);
    if (sum.kind === "binary" && isArithmetic(sum.operator)) {
      const [left, right] = [sum.left, sum.right].map(inner);
      const self = [left, right].find((side) => side?.kind === "reference" && side.name === name && side.steps.length === 0);
      const other = self === left ? right : left;
      if (self && other && self !== other) {
        const type = soleType(this.shapeOf(other));
        return type === "number" || (type === "string" && sum.operator === "+") ? typeShape(type) : undefined;
      }
    }
    return this.shapeOf(value);
  }

  /** A list or map that the template changes keeps its type only. */
  private contents(name: string, shape: Shape | undefined): Shape | undefined {
    if (!shape || !this.bindings.changed.has(name)) return shape;
    return { ...shape, fields: new Map(), item: undefined };
  }

  private workValues(node: AnyNode): readonly SampleValue[] | undefined {
    switch (node.kind) {
      case "string":
        return node.parts ? undefined : [own(node.text)];
      case "number":
        return [own(numberOf(node.text, node.whole))];
      case "boolean":
        return [own(node.value)];
      case "group":
        return this.valuesOf(node.inner);
      case "reference":
        return node.alternate ? undefined : this.referenceValues(node);
      default:
        return undefined;
    }
  }

  private referenceValues(node: ReferenceNode, count = node.steps.length): readonly SampleValue[] | undefined {
    const taken = node.steps.slice(0, count);
    if (this.isLocal(node)) return this.valuesAlong(this.localValues(node), taken);
    const root = this.root(node, taken);
    if (!root?.entry || root.entry.origin === "tool" || root.entry.origin === "run") return undefined;
    return this.valuesAlong(valuesOfEntry(root.entry), root.steps);
  }

  private localValues(node: ReferenceNode): readonly SampleValue[] | undefined {
    const { name } = node;
    const site = this.site(node);
    if (!site || this.bindings.changed.has(name)) return undefined;
    const assigned = this.isAssigned(name, site);
    if (site.scoped) {
      const { loop } = site.scoped;
      const lists = assigned || !loop ? undefined : this.valuesOf(loop.collection);
      if (!lists?.every(({ value }) => value === undefined || value === null || isDataList(value))) return undefined;
      return lists
        .slice(0, valueLimit)
        .flatMap(({ from, value }) =>
          isDataList(value) ? value.slice(0, valueLimit).map((item) => ({ from, value: item })) : [],
        );
    }
    return assigned && site.sure ? this.valuesAssigned(name) : undefined;
  }

  private valuesAssigned(name: string): readonly SampleValue[] | undefined {
    if (this.assignedValues.has(name)) return this.assignedValues.get(name);
    this.assignedValues.set(name, undefined);
    const assignments = this.bindings.assignments.get(name) ?? [];
    const [only] = assignments;
    // Of several nobody knows which one holds in which sample.
    const values = assignments.length === 1 && only && only.value.kind !== "define" ? this.valuesOf(only.value) : undefined;
    this.assignedValues.set(name, values);
    return values;
  }

  private valuesAlong(values: readonly SampleValue[] | undefined, steps: readonly Step[]): readonly SampleValue[] | undefined {
    let found = values;
    for (const step of steps) found = found && this.valuesBehind(found, step);
    return found;
  }

  private valuesBehind(values: readonly SampleValue[], step: Step): readonly SampleValue[] | undefined {
    const read = this.reader(step);
    if (!read) return undefined;
    const found: SampleValue[] = [];
    for (const { from, value } of values) {
      const next = value === undefined || value === null ? undefined : read(value);
      if (next === unknown) return undefined;
      // The message fails there, so nothing of it has any value.
      if (next === undefined && isDataList(value)) continue;
      found.push({ from, value: next });
    }
    return found;
  }

  /** How a step reads a value, where that is sure. */
  private reader(step: Step): Read | undefined {
    if (step.kind === "method" && step.name !== "get")
      return step.arguments.length === 0 ? simpleMethods.get(step.name) : undefined;
    const key = isComputed(step) ? undefined : this.keyOf(step);
    if (key === undefined) return undefined;
    if (typeof key === "number") return (value) => (isDataList(value) ? value.at(key) : unknown);
    if (step.kind === "property" && isMapGetter(key)) return simpleMethods.get(key);
    return (value) => (isDataMap(value) ? value.get(key) : unknown);
  }
}

const unknown: unique symbol = Symbol("unknown");

type Read = (value: Data) => Data | undefined | typeof unknown;

/** Methods without arguments whose result is as easily told as it is called. */
const simpleMethods: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["length", (value) => (typeof value === "string" ? BigInt(value.length) : unknown)],
  ["size", (value) => (isDataList(value) ? BigInt(value.length) : isDataMap(value) ? BigInt(value.size) : unknown)],
  ["toString", (value) => (typeof value === "string" ? value : unknown)],
  ["toUpperCase", (value) => (typeof value === "string" ? value.toUpperCase() : unknown)],
  ["toLowerCase", (value) => (typeof value === "string" ? value.toLowerCase() : unknown)],
]);

/** The values of a scope's name, with the samples that lack it. */
function valuesOfEntry({ samples, presence }: ScopeName): readonly SampleValue[] | undefined {
  if (samples.length === 0) return undefined;
  return [...samples, ...(presence?.missingIn ?? []).map((from) => ({ from, value: undefined }))];
}

function own(value: Data): SampleValue {
  return { from: undefined, value };
}

function numberOf(text: string, whole: boolean): Data {
  return whole && /^-?\d+$/.test(text) ? BigInt(text) : Number(text);
}

/** Whether the item or key that a step reads is worked out while the template runs. */
function isComputed(step: Step): boolean {
  if (step.kind === "property") return false;
  const key = step.kind === "index" ? step.index : step.arguments[0];
  return !(key?.kind === "number" && key.whole) && !(key?.kind === "string" && !key.parts);
}

function inner(node: ExpressionNode): ExpressionNode {
  return node.kind === "group" ? inner(node.inner) : node;
}

function isArithmetic(operator: string): boolean {
  return "+-*/%".includes(operator);
}

/** A text on either side makes `+` join; all else is arithmetic on numbers, or nothing. */
function sumShape(operator: string, left: string | undefined, right: string | undefined): Shape | undefined {
  if (operator === "+" && (left === "string" || right === "string")) return typeShape("string");
  return left === "number" && right === "number" ? typeShape("number") : undefined;
}

/** The shape on which all agree, or undefined. */
function agreed(shapes: readonly (Shape | undefined)[]): Shape | undefined {
  const [first, ...rest] = shapes;
  let found = first;
  for (const shape of rest) {
    if (!found || !shape || soleType(found) === undefined || soleType(found) !== soleType(shape)) return undefined;
    found = mergeShapes(found, shape);
  }
  return found;
}
