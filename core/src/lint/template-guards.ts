/**
 * Where a template asks for a value before it reads it: inside an `#if` whose condition names it or its size, in the loop over
 * it, or behind an `#if` that names it and stops. What the condition says is not worked out, so this leans towards silence.
 */
import type { AnyNode, IfNode, ReferenceNode, Template } from "../velocity/index";
import { walk } from "../velocity/index";

export class TemplateGuards {
  /** The names from which a #set makes a name. */
  private readonly made = new Map<string, Set<string>>();
  /** An #if that may end the text. */
  private readonly stops: IfNode[] = [];
  /** What stands around each printed reference. */
  private readonly around = new Map<ReferenceNode, readonly AnyNode[]>();
  private readonly asked = new Map<AnyNode, readonly ReferenceNode[]>();

  constructor(tree: Template) {
    walk(tree, (node, ancestors) => {
      if (node.kind === "reference")
        this.around.set(
          node,
          ancestors.filter(({ kind }) => kind === "if" || kind === "branch" || kind === "foreach"),
        );
      if (node.kind === "set" && node.target) {
        const names = this.made.get(node.target.name) ?? new Set();
        for (const one of referencesIn(node.value)) names.add(rootName(one));
        this.made.set(node.target.name, names);
      }
      if (node.kind === "stop" || node.kind === "break") for (const one of ancestors) if (one.kind === "if") this.stops.push(one);
    });
  }

  /** Whether the template asks for the value before it reads it here. */
  covers(node: ReferenceNode): boolean {
    const ancestors = this.around.get(node) ?? [];
    const names = this.namesOf(node);
    const isAsked = (asking: readonly ReferenceNode[], inside: boolean): boolean =>
      asking.some((one) => one !== node && !(inside && isSameRead(one, node)) && meet(this.namesOf(one), names));
    for (const [at, one] of ancestors.entries()) {
      if (one.kind === "if") {
        const branch = ancestors[at + 1];
        const inside = branch?.kind === "branch" && branch.condition !== undefined && node.span.end <= branch.condition.span.end;
        if (isAsked(this.conditions(one), inside)) return true;
      }
      if (one.kind === "foreach" && one.collection.span.end <= node.span.start && isAsked(this.within(one.collection), false))
        return true;
    }
    return this.stops.some((one) => one.span.end <= node.span.start && isAsked(this.conditions(one), false));
  }

  private conditions(node: IfNode): readonly ReferenceNode[] {
    return node.branches.flatMap(({ condition }) => (condition ? this.within(condition) : []));
  }

  private within(node: AnyNode): readonly ReferenceNode[] {
    const known = this.asked.get(node) ?? referencesIn(node);
    this.asked.set(node, known);
    return known;
  }

  /** The name of a reference and those it is made from. */
  private namesOf(node: ReferenceNode): ReadonlySet<string> {
    const name = rootName(node);
    const found = new Set([name]);
    for (const one of this.made.get(name) ?? []) {
      found.add(one);
      for (const more of this.made.get(one) ?? []) found.add(more);
    }
    return found;
  }
}

/** The name a reference begins with; `$data.get('x')`, `$data.x` and `$x` are the same. */
export function rootName(node: ReferenceNode): string {
  const [first] = node.steps;
  if (node.name !== "data" || !first) return node.name;
  const key = first.kind === "index" ? first.index : first.kind === "method" ? first.arguments[0] : undefined;
  if (first.kind === "property") return first.name;
  return key?.kind === "string" && (first.kind === "index" || first.name === "get") ? key.text : node.name;
}

/** All references in an expression, those in texts and arguments included. */
export function referencesIn(node: AnyNode): readonly ReferenceNode[] {
  const found: ReferenceNode[] = [];
  walk(node, (one) => {
    if (one.kind === "reference") found.push(one);
  });
  return found;
}

function isSameRead(a: ReferenceNode, b: ReferenceNode): boolean {
  return a.source.replace(/[!{}]/g, "") === b.source.replace(/[!{}]/g, "");
}

function meet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const one of a) if (b.has(one)) return true;
  return false;
}
