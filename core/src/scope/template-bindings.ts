/**
 * Who gives a name its value inside a template: each reference with the `#foreach`, macro parameter, `#set` or `#define` that
 * its name may come from. One walk over the tree; nothing here knows what the values are.
 */
import {
  type AnyNode,
  children,
  type DefineNode,
  type ExpressionNode,
  type ForeachNode,
  type ReferenceNode,
  type Template,
} from "../velocity/index";

/** A name that holds in one stretch of the text only: a loop variable or the parameter of a macro. */
export interface ScopedBinding {
  readonly kind: "item" | "parameter";
  readonly name: string;
  /** The stretch in which the name means this. */
  readonly start: number;
  readonly end: number;
  /** Of a loop variable. */
  readonly loop: ForeachNode | undefined;
}

/** `#set($name = …)` or `#define($name)`: from here on the name means this, for all that follows. */
export interface Assignment {
  readonly name: string;
  readonly start: number;
  /** From here on. */
  readonly end: number;
  readonly value: ExpressionNode | DefineNode;
}

/** What is known of the place of a reference. */
export interface Site {
  /** The loop variable or parameter that its name is. */
  readonly scoped: ScopedBinding | undefined;
  /** Whether some assignment of its name has surely run before it. */
  readonly sure: boolean;
  /** Assignments that begin before this offset may have run before it: those above, and those of a loop around it. */
  readonly reach: number;
  /** Whether it stands inside a #foreach, so that `$foreach` means something. */
  readonly looped: boolean;
}

export interface Bindings {
  readonly sites: ReadonlyMap<ReferenceNode, Site>;
  /** In the order of the text. */
  readonly scoped: readonly ScopedBinding[];
  /** The assignments of each name, in the order of the text. */
  readonly assignments: ReadonlyMap<string, readonly Assignment[]>;
  /** Names that a macro or a #define assigns, which run where they are used. */
  readonly deferred: ReadonlySet<string>;
  /** Names whose contents the template changes: `#set($order.total = 1)`, `$list.add('x')`. */
  readonly changed: ReadonlySet<string>;
}

/** Methods that change the list or map they are called on. */
const changing: ReadonlySet<string> = new Set(
  "add addAll clear put putAll putIfAbsent remove removeAll replace retainAll set setValue sort".split(" "),
);

/** Whether an assignment of the name may have run before the place is read. */
export function isAssignedAt({ assignments, deferred }: Bindings, name: string, { reach }: Site): boolean {
  const [first] = assignments.get(name) ?? [];
  return first !== undefined && (first.start < reach || deferred.has(name));
}

/** Finds the bindings of a template. */
export function bindingsOf(template: Template): Bindings {
  const sites = new Map<ReferenceNode, Site>();
  const scoped: ScopedBinding[] = [];
  const assignments = new Map<string, Assignment[]>();
  const deferred = new Set<string>();
  const changed = new Set<string>();
  const visible = new Map<string, ScopedBinding[]>();
  /** Names assigned in each block that is open, the outermost first. */
  const assigned: Set<string>[] = [new Set()];
  let loopEnd = 0;
  let loops = 0;
  let apart = 0;

  const reference = (node: ReferenceNode): void => {
    sites.set(node, {
      scoped: visible.get(node.name)?.at(-1),
      sure: assigned.some((names) => names.has(node.name)),
      reach: apart > 0 ? Number.POSITIVE_INFINITY : Math.max(node.span.start, loopEnd),
      looped: loops > 0,
    });
    const [first] = node.steps;
    if (first?.kind === "method" && changing.has(first.name)) changed.add(node.name);
    for (const child of children(node)) visit(child);
  };
  const assign = (target: ReferenceNode, from: { start: number; end: number }, value: ExpressionNode | DefineNode): void => {
    if (target.steps.length > 0) {
      changed.add(target.name);
      reference(target);
      return;
    }
    const { name } = target;
    sites.set(target, { scoped: undefined, sure: true, reach: Number.POSITIVE_INFINITY, looped: loops > 0 });
    const one = { name, start: from.start, end: from.end, value };
    if (apart > 0) deferred.add(name);
    const known = assignments.get(name);
    if (known) known.push(one);
    else assignments.set(name, [one]);
    assigned.at(-1)?.add(name);
  };
  /** A stretch that may not run: what it assigns is not sure behind it. */
  const block = (nodes: readonly AnyNode[]): void => {
    assigned.push(new Set());
    for (const node of nodes) visit(node);
    assigned.pop();
  };
  const within = (names: readonly (readonly [ReferenceNode, ScopedBinding])[], nodes: readonly AnyNode[]): void => {
    for (const [target, binding] of names) {
      sites.set(target, { scoped: binding, sure: true, reach: target.span.start, looped: loops > 0 });
      scoped.push(binding);
      const stack = visible.get(binding.name);
      if (stack) stack.push(binding);
      else visible.set(binding.name, [binding]);
    }
    block(nodes);
    for (const [, binding] of names) visible.get(binding.name)?.pop();
  };
  const visit = (node: AnyNode): void => {
    switch (node.kind) {
      case "reference":
        reference(node);
        return;
      case "set":
        visit(node.value);
        if (node.target) assign(node.target, node.span, node.value);
        return;
      case "branch":
        if (node.condition) visit(node.condition);
        block(node.body);
        return;
      case "foreach": {
        visit(node.collection);
        const outer = loopEnd;
        loopEnd = Math.max(loopEnd, node.span.end);
        loops++;
        const body = { start: node.headSpan.end, end: node.otherwise?.span.start ?? node.endSpan?.start ?? node.span.end };
        const { variable } = node;
        within(variable ? [[variable, { kind: "item", name: variable.name, ...body, loop: node }]] : [], node.body);
        loops--;
        loopEnd = outer;
        if (node.otherwise) visit(node.otherwise);
        return;
      }
      case "macro": {
        for (const { defaultValue } of node.parameters) if (defaultValue) visit(defaultValue);
        const body = { start: node.headSpan.end, end: node.endSpan?.start ?? node.span.end };
        apart++;
        within(
          node.parameters.map(({ target }) => [target, { kind: "parameter", name: target.name, ...body, loop: undefined }]),
          node.body,
        );
        apart--;
        return;
      }
      case "define":
        apart++;
        block(node.body);
        apart--;
        if (node.target) assign(node.target, node.span, node);
        return;
      case "call":
        for (const argument of node.arguments) visit(argument);
        if (node.body) {
          apart++;
          block(node.body);
          apart--;
        }
        return;
      default:
        for (const child of children(node)) visit(child);
    }
  };
  visit(template);
  return { sites, scoped, assignments, deferred, changed };
}
