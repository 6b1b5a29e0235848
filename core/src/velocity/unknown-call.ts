/**
 * What is printed for `#@name(…) … #end` where no such macro exists. Velocity puts it together from its tokens, and those have
 * lost a few things on the way: comments keep their end only, backslashes that escape are gone, and so are lone signs.
 */
import type { Body, CallNode, ContentNode } from "./tree";

/** The texts of calls in one template. Those of calls inside are kept, so that nesting costs what it adds. */
export class TokenTexts {
  private readonly known = new Map<ContentNode, string>();

  constructor(private readonly text: string) {}

  /** The text of a call from `start` on, with its line end up to `end`. */
  of(node: CallNode, start: number, end: number): string {
    const { text } = this;
    const { span, body } = node;
    const image = tokenText(text, span.start, span.end, body ?? [], this.known);
    this.known.set(node, image);
    return text.slice(start, span.start) + image + text.slice(span.end, end);
  }
}

/** The text from `start` to `end` as its tokens have it. `nodes` are what lies between, with spans in this text. */
function tokenText(text: string, start: number, end: number, nodes: Body, known: ReadonlyMap<ContentNode, string>): string {
  let result = "";
  let at = start;
  for (const [index, node] of nodes.entries()) {
    const before = nodes[index - 1];
    const escaped = before?.kind === "escape" && before.target === undefined;
    const image =
      escaped && node.kind === "text" ? text.slice(node.span.start, node.span.end) : imageOf(text, node, nodes[index + 1], known);
    result += text.slice(at, node.span.start) + image;
    at = node.span.end;
  }
  return result + text.slice(at, end);
}

function imageOf(
  text: string,
  node: ContentNode,
  next: ContentNode | undefined,
  known: ReadonlyMap<ContentNode, string>,
): string {
  const image = known.get(node);
  if (image !== undefined) return image;
  const { start, end } = node.span;
  const source = text.slice(start, end);
  switch (node.kind) {
    case "text":
      return withoutSigns(text, start, source, next);
    case "comment":
      return node.style === "line" ? `##${/[\r\n]*$/.exec(source)?.[0] ?? ""}` : "*#";
    case "escape":
      if (node.target !== undefined) return node.target.source;
      return source.length % 2 === 1 ? source.slice(0, source.length >> 1) : source;
    case "if":
      return tokenText(
        text,
        start,
        end,
        node.branches.flatMap(({ body }) => body),
        known,
      );
    case "foreach":
      return tokenText(text, start, end, [...node.body, ...(node.otherwise?.body ?? [])], known);
    case "macro":
    case "define":
    case "call":
      return tokenText(text, start, end, node.body ?? [], known);
    default:
      return source;
  }
}

/** Takes the signs away that begin nothing, unless they stand before what makes them a token of text. */
function withoutSigns(text: string, start: number, source: string, next: ContentNode | undefined): string {
  return source.replace(/(?:\\*\$(?:\\*!)?|#)+/g, (signs: string, at: number) => {
    const behind = start + at + signs.length;
    if (
      signs === "#" &&
      /(?:^|[^\\])(?:\\\\)*\\$/.test(source.slice(0, at)) &&
      /^(?:[A-Za-z_@]|\{[A-Za-z_@]\w*\})/.test(text.slice(behind))
    )
      return signs;
    if (at + signs.length === source.length && next !== undefined)
      return next.kind === "reference" || next.kind === "escape" || (next.kind === "comment" && next.style !== "line")
        ? ""
        : signs;
    return keeps.test(signs.slice(-1) + text.slice(behind, behind + 200)) ? signs : "";
  });
}

const keeps = /^(?:.[ \t]*(?:[\r\n]|$)|[$!][[.{}]|#-?\d)/;
