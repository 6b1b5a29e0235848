/**
 * Space gobbling in the mode `structured`: bodies move to the left, to where their directive stands. It is the one mode whose
 * rules look at what lies inside a block, and it follows the pieces into which Velocity cuts text.
 */
import type { ContentNode, DirectiveNode, TextNode } from "./tree";

/** What stands around a directive, as far as moving bodies needs it. */
export interface Setting {
  /** The blanks before it; moving a block changes those of the directives inside. */
  indent: string;
  readonly glued: boolean;
  /** Whether a line end of its own follows. */
  readonly endsLine: boolean;
  /** Whether a line end follows the head of each of its bodies, in their order. */
  readonly opensLine: readonly boolean[];
}

/** What a text node prints. Only the middle moves: the rest belongs to what stands before and behind it. */
export interface Printed {
  readonly before?: string;
  readonly text: string;
  readonly after?: string;
}

export class Structure {
  private readonly settings = new Map<ContentNode, Setting>();
  private readonly pieces = new Map<TextNode, string[]>();
  private readonly parts = new Map<TextNode, Printed>();

  /** Notes a directive and moves the bodies it has. `printed` gives the text of a text node so far. */
  add(node: DirectiveNode, setting: Setting, printed: (node: TextNode) => Printed): void {
    this.settings.set(node, setting);
    const bodies = bodiesOf(node);
    if (bodies.length === 0 || !(node.kind === "if" ? setting.endsLine : !setting.glued)) return;
    for (const body of bodies)
      for (const child of body) {
        if (child.kind !== "text" || this.pieces.has(child)) continue;
        const parts = printed(child);
        this.parts.set(child, parts);
        this.pieces.set(child, cut(parts.text));
      }
    new Mover(setting.indent, this.settings, this.pieces).bodies(node);
  }

  /** The text of a node that was moved. */
  textOf(node: TextNode): string | undefined {
    const pieces = this.pieces.get(node);
    const { before = "", after = "" } = this.parts.get(node) ?? {};
    return pieces === undefined ? undefined : before + pieces.join("") + after;
  }
}

/** Moves what lies in one block; how far is decided by the first text or indented directive in it. */
class Mover {
  private extra: string | undefined;

  constructor(
    private readonly indent: string,
    private readonly settings: ReadonlyMap<ContentNode, Setting>,
    private readonly pieces: ReadonlyMap<TextNode, string[]>,
  ) {}

  bodies(node: DirectiveNode): void {
    const opensLine = this.settings.get(node)?.opensLine ?? [];
    for (const [index, body] of bodiesOf(node).entries()) {
      if (opensLine[index] !== true || (node.kind === "if" && index > 0 && !this.extra)) continue;
      for (const child of body) this.move(child);
    }
  }

  private move(node: ContentNode): void {
    if (node.kind === "text") {
      const pieces = this.pieces.get(node) ?? [];
      for (const [index, piece] of pieces.entries()) pieces[index] = this.moved(piece);
      return;
    }
    const setting = this.settings.get(node);
    if (setting === undefined || setting.indent === "") return;
    setting.indent = this.moved(setting.indent);
    if (this.extra && node.kind !== "set") this.bodies(node as DirectiveNode);
  }

  private moved(text: string): string {
    if (this.extra === undefined) {
      const blanks = text.startsWith(this.indent) ? /^[ \t-\r]*/.exec(text.slice(this.indent.length)) : null;
      this.extra = blanks?.[0] ?? "";
    }
    return this.extra === "" ? text : shortened(text, this.indent, this.extra);
  }
}

/** The text with its lines that begin with both blanks beginning with the first only. */
function shortened(text: string, indent: string, extra: string): string {
  let result = "";
  let done = 0;
  for (let at = 0; at < text.length; at++) {
    if (at < done || !isLineStart(text, at) || !text.startsWith(indent + extra, at)) continue;
    result += text.slice(done, at) + indent;
    done = at + indent.length + extra.length;
  }
  return result + text.slice(done);
}

/** Whether a line begins at an offset for a regular expression of Java. */
function isLineStart(text: string, at: number): boolean {
  if (at === 0) return true;
  const before = text.charAt(at - 1);
  return before === "\r" ? text.charAt(at) !== "\n" : "\n\u0085\u2028\u2029".includes(before);
}

function bodiesOf(node: DirectiveNode): (readonly ContentNode[])[] {
  if (node.kind === "if") return node.branches.map(({ body }) => body);
  if (node.kind === "foreach") return node.otherwise === undefined ? [node.body] : [node.body, node.otherwise.body];
  if (node.kind === "macro" || node.kind === "define") return [node.body];
  return node.kind === "call" && node.body !== undefined ? [node.body] : [];
}

/**
 * Text cut as Velocity's lexer cuts it: lines that begin with something else than a blank line stay together, blank lines and
 * what ends without a line end are on their own, and lone signs and backslashes begin a piece.
 */
function cut(text: string): string[] {
  const pieces: string[] = [];
  for (const [run] of text.matchAll(/[$#]*[^$#\\]+|[$#]+|\\/g)) {
    let at = 0;
    while (at < run.length) {
      const line = /^[$#]*([ \t]*)([^\r\n]*)(\r\n|\n|\r)?/.exec(run.slice(at));
      const [whole = "", blanks = "", rest = "", lineEnd = ""] = line ?? [];
      if (lineEnd === "") pieces.push(run.slice(at));
      if (lineEnd === "") break;
      if (rest === "") {
        if (blanks !== "") pieces.push(blanks);
        pieces.push(whole.slice(blanks.length));
        at += whole.length;
      } else {
        const last = Math.max(run.lastIndexOf("\n"), run.lastIndexOf("\r")) + 1;
        pieces.push(run.slice(at, last));
        at = last;
      }
    }
  }
  return pieces;
}
