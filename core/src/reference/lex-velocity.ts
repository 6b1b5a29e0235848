/**
 * The platform's own references, found by the Velocity parser and told in the one form that everything else reads. What Velocity
 * is, is known in `velocity/`; here its trees become references, and the ones rooted in `data` get the name behind it.
 */
import { type Span, span } from "../text/span";
import { type ExpressionNode, type FoundReference, parse, type ReferenceNode, references, type Step } from "../velocity/index";
import { dottedOf } from "./lex-checked";
import type { PathStep, Reference } from "./tree";

/**
 * The Velocity references of a decoded text, in order; targets of `#set` and escaped ones are none.
 * @param hidden spans that are not Velocity: they are read as harmless text of the same length
 * @param read by the parser, where nothing is hidden and somebody has parsed the text already
 */
export function lexVelocity(text: string, hidden: readonly Span[], read?: readonly FoundReference[]): readonly Reference[] {
  if (!hasDollarBetween(text, hidden)) return [];
  const found: Reference[] = [];
  for (const { node, printed, local, escaped, target, isData } of read ?? references(parse(without(text, hidden)).tree)) {
    if (target || escaped) continue;
    found.push(fromNode(text, node, printed, local, isData ?? (node.name === "data" && !local)));
  }
  return found;
}

function without(text: string, hidden: readonly Span[]): string {
  let masked = "";
  let done = 0;
  for (const place of hidden) {
    masked += text.slice(done, place.start) + "~".repeat(place.end - place.start);
    done = place.end;
  }
  return masked + text.slice(done);
}

function hasDollarBetween(text: string, hidden: readonly Span[]): boolean {
  let at = 0;
  for (let dollar = text.indexOf("$"); dollar >= 0; dollar = text.indexOf("$", dollar)) {
    while (hidden[at] && (hidden[at] as Span).end <= dollar) at++;
    const place = hidden[at];
    if (!place || dollar < place.start) return true;
    dollar = place.end;
  }
  return false;
}

function fromNode(text: string, node: ReferenceNode, printed: boolean, local: boolean, isData: boolean): Reference {
  const steps = node.steps.map(toStep);
  const [first, ...rest] = steps;
  // `$data` alone is a reference to the whole, and a computed key says nothing of a name.
  const named = isData && first?.kind === "property" ? first : undefined;
  const path = named ? rest : steps;
  const name = named ? named.name : node.name;
  return {
    form: named || (isData && !local) ? "data" : "velocity",
    span: node.span,
    quiet: node.quiet,
    braced: node.braced,
    namespace: undefined,
    name,
    nameSpan: named ? named.span : node.nameSpan,
    path,
    fallback: node.alternate && fallbackOf(text, node.alternate),
    printed,
    // `$d.get('WH5')` behind `#set($d = $data)` names what `$data.get('WH5')` does.
    local: local && !named,
    literal: false,
    closed: true,
    dotted: dottedOf(name, path),
  };
}

function fallbackOf(text: string, node: ExpressionNode): Reference["fallback"] {
  if (node.kind === "string" && node.parts === undefined) return { text: node.text, span: node.span };
  const isExpression = node.kind !== "boolean" && !(node.kind === "number" && node.whole);
  return { text: text.slice(node.span.start, node.span.end), span: node.span, isExpression };
}

/** `.get('x')`, `['x']` and `.x` all name the member `x`; `.get(0)` and `[0]` the first item. */
function toStep(step: Step): PathStep {
  if (step.kind === "property") return { kind: "property", name: step.name, span: step.nameSpan };
  const key =
    step.kind === "index" ? step.index : step.name === "get" && step.arguments.length === 1 ? step.arguments[0] : undefined;
  if (key?.kind === "string" && key.parts === undefined)
    return { kind: "property", name: key.text, span: span(key.span.start + 1, Math.max(key.span.start + 1, key.span.end - 1)) };
  if (key?.kind === "number" && key.whole) return { kind: "index", index: Number(key.text), span: step.span };
  return { kind: "method", name: step.kind === "method" ? step.name : "", span: step.span };
}
