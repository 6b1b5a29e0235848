/**
 * Goes through trees: over all nodes, and over all references with what an editor wants to know of each. Both work without
 * recursion over bodies that lie side by side and with little over nested ones, since the parser bounds the nesting.
 */
import type { AnyNode, ExpressionNode, ReferenceNode, Template } from "./tree";

/** Called for every node before its children; `ancestors` begins with the template. Giving `false` skips the children. */
// biome-ignore lint/suspicious/noConfusingVoidType: a visitor that skips nothing need not return anything.
export type Visitor = (node: AnyNode, ancestors: readonly AnyNode[]) => boolean | void;

/** Visits every node of the tree in the order of the text. The list of ancestors is reused: copy it to keep it. */
export function walk(tree: AnyNode, visitor: Visitor): void {
  const { nodes, depths } = tree.kind === "template" ? laidOut(tree) : layOut(tree);
  const ancestors: AnyNode[] = [];
  /** Nodes deeper than this lie in one whose children are skipped. */
  let most = Number.POSITIVE_INFINITY;
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at] as AnyNode;
    const depth = depths[at] as number;
    if (depth > most) continue;
    while (ancestors.length > depth) ancestors.pop();
    most = visitor(node, ancestors) === false ? depth : Number.POSITIVE_INFINITY;
    ancestors.push(node);
  }
}

/** Every node of a tree, in the order of the text, with how many are around it. */
interface Layout {
  readonly nodes: readonly AnyNode[];
  readonly depths: readonly number[];
}

/** Many go through the tree of a template, and none of them changes it: it is laid out once. */
const layouts = new WeakMap<Template, Layout>();

function laidOut(tree: Template): Layout {
  const layout = layouts.get(tree) ?? layOut(tree);
  layouts.set(tree, layout);
  return layout;
}

function layOut(tree: AnyNode): Layout {
  const nodes: AnyNode[] = [];
  const depths: number[] = [];
  const add = (node: AnyNode, depth: number): void => {
    nodes.push(node);
    depths.push(depth);
    for (const child of children(node)) add(child, depth + 1);
  };
  add(tree, 0);
  return { nodes, depths };
}

/** The nodes directly inside a node, in the order of the text. */
export function children(node: AnyNode): readonly AnyNode[] {
  switch (node.kind) {
    case "template":
    case "branch":
      return node.kind === "branch" && node.condition !== undefined ? [node.condition, ...node.body] : node.body;
    case "escape":
      return node.target === undefined ? [] : [node.target];
    case "reference":
      return node.alternate === undefined ? node.steps : [...node.steps, node.alternate];
    case "method":
      return node.arguments;
    case "index":
      return [node.index];
    case "string":
      return node.parts ?? [];
    case "list":
      return node.items;
    case "range":
      return [node.first, node.last];
    case "map":
      return node.entries;
    case "entry":
      return [node.key, node.value];
    case "unary":
      return [node.operand];
    case "binary":
      return [node.left, node.right];
    case "group":
      return [node.inner];
    case "set":
      return node.target === undefined ? [node.value] : [node.target, node.value];
    case "if":
      return node.branches;
    case "foreach": {
      const head = node.variable === undefined ? [node.collection] : [node.variable, node.collection];
      return node.otherwise === undefined ? [...head, ...node.body] : [...head, ...node.body, node.otherwise];
    }
    case "macro":
      return [...node.parameters, ...node.body];
    case "parameter":
      return node.defaultValue === undefined ? [node.target] : [node.target, node.defaultValue];
    case "define":
      return node.target === undefined ? node.body : [node.target, ...node.body];
    case "call":
      return node.body === undefined ? node.arguments : [...node.arguments, ...node.body];
    case "evaluate":
    case "parse":
    case "include":
    case "break":
    case "stop":
      return node.arguments;
    default:
      return [];
  }
}

/** A reference with what can be said of it without values. */
export interface FoundReference {
  readonly node: ReferenceNode;
  /** It stands in text that is printed, not in the argument of a directive or inside another reference. */
  readonly printed: boolean;
  /** The template itself gives the name a value at this place. */
  readonly local: boolean;
  /** An odd number of backslashes stands before it, so that its name is printed, not its value. */
  readonly escaped: boolean;
  /** It is given a value here: the target of #set, #foreach, #define, or a parameter. */
  readonly target: boolean;
  /** Its name is another one of `data` here, and of nothing else in the text: `#set($d = $data)`. */
  readonly isData?: boolean;
}

/** Names Velocity itself binds wherever they mean something. */
const builtIn: readonly string[] = ["foreach", "macro", "template", "bodyContent", "define", "evaluate"];

/**
 * All references of a template, in the order of the text. Names are bound from their #set or #define on, in the body of
 * their #foreach, and in their macro; a name that is set in one branch of an #if counts as bound behind it.
 */
export function references(tree: Template): FoundReference[] {
  const found: FoundReference[] = [];
  const bound = new Map<string, number>();
  const bind = (name: string): void => void bound.set(name, (bound.get(name) ?? 0) + 1);
  const release = (name: string): void => void bound.set(name, (bound.get(name) ?? 1) - 1);
  for (const name of builtIn) bind(name);
  /** Names that one `#set($d = $data)` gives, by where it ends; -1 for one that is given something else as well. */
  const otherNames = new Map<string, number>();

  const add = (node: ReferenceNode, printed: boolean, escaped: boolean, target: boolean): void => {
    found.push({ node, printed, local: target || (bound.get(node.name) ?? 0) > 0, escaped, target });
    for (const child of children(node)) visit(child, false);
  };
  const all = (nodes: readonly AnyNode[], printed: boolean): void => {
    for (const node of nodes) visit(node, printed);
  };
  /** `#set($a.b = 1)` changes a value and binds nothing. */
  const assign = (target: ReferenceNode | undefined, isData = false): void => {
    if (target === undefined) return;
    add(target, false, false, target.steps.length === 0);
    if (target.steps.length > 0) return;
    bind(target.name);
    otherNames.set(target.name, isData && !otherNames.has(target.name) ? target.span.end : -1);
  };
  const visit = (node: AnyNode, printed: boolean): void => {
    switch (node.kind) {
      case "reference":
        add(node, printed, false, false);
        return;
      case "escape":
        if (node.target !== undefined) add(node.target, printed, node.slashes % 2 === 1, false);
        return;
      case "template":
      case "if":
        all(children(node), true);
        return;
      case "branch":
        if (node.condition !== undefined) visit(node.condition, false);
        all(node.body, true);
        return;
      case "set":
        visit(node.value, false);
        assign(node.target, isWholeData(node.value) && (bound.get("data") ?? 0) === 0);
        return;
      case "foreach": {
        visit(node.collection, false);
        assign(node.variable);
        all(node.body, true);
        if (node.variable !== undefined) release(node.variable.name);
        if (node.otherwise !== undefined) visit(node.otherwise, true);
        return;
      }
      case "macro": {
        for (const parameter of node.parameters) if (parameter.defaultValue !== undefined) visit(parameter.defaultValue, false);
        for (const parameter of node.parameters) assign(parameter.target);
        all(node.body, true);
        for (const parameter of node.parameters) release(parameter.target.name);
        return;
      }
      case "define":
        assign(node.target);
        all(node.body, true);
        return;
      case "call":
        all(node.arguments, false);
        if (node.body !== undefined) all(node.body, true);
        return;
      default:
        all(children(node), false);
    }
  };
  visit(tree, true);
  const named = [...otherNames.values()].some((end) => end >= 0) ? found.map(withOtherName) : found;
  return named.sort((a, b) => a.node.span.start - b.node.span.start);

  function withOtherName(one: FoundReference): FoundReference {
    const end = otherNames.get(one.node.name) ?? -1;
    return end >= 0 && !one.target && one.node.span.start > end ? { ...one, isData: true } : one;
  }
}

/** `$data` alone, quiet or not. */
function isWholeData(value: ExpressionNode): boolean {
  return value.kind === "reference" && value.name === "data" && value.steps.length === 0 && value.alternate === undefined;
}
