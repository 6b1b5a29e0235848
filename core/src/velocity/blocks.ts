/**
 * Builds the tree from what the readers find: text, references, comments and the heads of directives, in their order. It
 * keeps the open blocks, puts `#else` and `#end` where they belong, and tells of those that belong nowhere. It also notes
 * the blanks around directives that are not printed.
 */
import type { Span } from "../text/span";
import type { BlockHead, ElseHead, ElseIfHead, EndHead, Head, SingleHead } from "./parse-head";
import type { Scanner } from "./scanner";
import type { Body, BranchNode, ContentNode, DirectiveNode, TextNode } from "./tree";
import {
  blanksBefore,
  bodyIndents,
  dropsIndent,
  dropsLineEnd,
  type Gobbling,
  lineEndAfter,
  type Role,
  withoutGaps,
} from "./whitespace";

type BranchHead = ElseIfHead | ElseHead;

interface OpenBlock {
  readonly head: BlockHead;
  readonly beginsLine: boolean;
  readonly indent: string;
  /** Finished branches of an #if; the last one of a #foreach is its #else. */
  readonly branches: BranchNode[];
  branchHead: Head;
  content: ContentNode[];
  /** The body before the `#else` of a #foreach. */
  loopBody: Body | undefined;
}

interface PendingText {
  readonly node: { -readonly [key in keyof TextNode]: TextNode[key] };
  readonly start: number;
  readonly end: number;
}

const roles: Record<Exclude<Head["kind"], "call" | "block-call">, Role> = {
  set: "set",
  if: "head",
  elseif: "head",
  else: "head",
  end: "end",
  foreach: "head",
  macro: "head",
  define: "head",
  evaluate: "line",
  parse: "file",
  include: "file",
  break: "line",
  stop: "line",
};

export class BlockStack {
  private readonly open: OpenBlock[] = [];
  private readonly root: ContentNode[] = [];
  private readonly texts: PendingText[] = [];
  private readonly gaps: Span[] = [];
  private textStart: number | undefined;
  /** The end of the last node that is not text, and whether a line can be said to begin there. */
  private itemEnd = 0;
  private lineStart = true;
  /** How far the last directive reaches with the line end that belongs to it. */
  private takenTo = 0;

  constructor(
    private readonly scanner: Scanner,
    private readonly mode: Gobbling,
  ) {}

  /** Makes everything up to `end` text. */
  addText(end: number): void {
    if (end <= this.scanner.offset) return;
    this.textStart ??= this.scanner.offset;
    this.scanner.offset = end;
  }

  /** Text up to `end` that is printed differently. */
  addOdd(end: number, text: string): void {
    this.flush();
    this.content.push({ kind: "text", span: this.scanner.span(this.scanner.offset, end), text });
    this.scanner.offset = end;
    this.endItem(false);
  }

  /** Adds a node that begins at `start` and ends where the scanner is. */
  add(node: ContentNode, start: number, endsLine = false): void {
    this.flush(start);
    this.content.push(node);
    this.endItem(endsLine);
  }

  /** Adds a directive, or opens, continues or closes a block. */
  directive(head: Head): void {
    this.flush(head.start);
    const beginsLine = this.beginsLine(head.start);
    if (head.kind === "end" || head.kind === "else" || head.kind === "elseif") this.continueBlock(head, beginsLine);
    else if (isBlockHead(head)) {
      if (!this.scanner.enter()) {
        this.scanner.offset = head.start;
        this.addText(this.scanner.text.length);
        return;
      }
      const { indent } = this.gobble(head, "head", beginsLine, beginsLine);
      this.open.push({ head, beginsLine, indent, branches: [], branchHead: head, content: [], loopBody: undefined });
      this.endItem(this.tookLineEnd || (head.kind === "if" && beginsLine));
    } else {
      const role = head.kind === "call" ? (head.parenthesised ? "line" : "bare") : roles[head.kind];
      const margins = this.gobble(head, role, beginsLine, beginsLine);
      this.content.push(lineNode(head, margins));
      this.endItem(this.tookLineEnd);
    }
  }

  private continueBlock(head: BranchHead | EndHead, beginsLine: boolean): void {
    const block = this.open.at(-1);
    if (block === undefined || !accepts(block, head)) {
      this.misplaced(head, block);
      return;
    }
    this.gobble(head, roles[head.kind], beginsLine, block.beginsLine);
    if (head.kind === "end") this.close(head);
    else this.nextBranch(block, head);
    this.endItem(this.tookLineEnd || (head.kind !== "end" && beginsLine));
  }

  /** Closes what is still open and gives the finished body. */
  finish(): Body {
    this.flush();
    const end = this.scanner.span(this.scanner.text.length, this.scanner.text.length);
    while (this.open.length > 0) {
      const head = this.open.at(-1)?.head;
      if (head !== undefined && !head.broken) {
        const name = headName(head);
        this.scanner.fail("missing-end", `Missing "#end" for "${name}"`, end, {
          span: head.span,
          message: `"${name}" begins here`,
        });
      }
      this.close(undefined);
    }
    this.gaps.sort((a, b) => a.start - b.start);
    let firstGap = 0;
    for (const { node, start, end: textEnd } of this.texts) {
      while (firstGap < this.gaps.length && (this.gaps[firstGap]?.end ?? 0) <= start) firstGap++;
      if (firstGap < this.gaps.length) node.text = withoutGaps(this.scanner.text, start, textEnd, this.gaps, firstGap);
    }
    return this.root;
  }

  private get content(): ContentNode[] {
    return this.open.at(-1)?.content ?? this.root;
  }

  /** Ends the text before `end`. */
  private flush(end = this.scanner.offset): void {
    if (this.textStart === undefined) return;
    const start = this.textStart;
    this.textStart = undefined;
    const node = { kind: "text" as const, span: this.scanner.span(start, end), text: this.scanner.text.slice(start, end) };
    this.content.push(node);
    this.texts.push({ node, start, end });
  }

  /** Whether the last directive took the line end behind it. */
  private get tookLineEnd(): boolean {
    return this.takenTo > this.scanner.offset;
  }

  private endItem(lineStart: boolean): void {
    this.itemEnd = this.scanner.offset;
    this.lineStart = lineStart;
  }

  private beginsLine(start: number): boolean {
    const blanks = this.indentBefore(start);
    if (blanks === this.itemEnd) return this.lineStart;
    const before = this.scanner.text.charCodeAt(blanks - 1);
    return before === 10 || before === 13;
  }

  /** Where the blanks before a directive begin; a lone `#` or `$` before them, at the beginning of its line, is lost with them. */
  private indentBefore(start: number): number {
    const { text } = this.scanner;
    const blanks = blanksBefore(text, start, this.itemEnd);
    const hash = blanks - 1;
    if (blanks === start || hash < this.itemEnd || !"#$".includes(text.charAt(hash))) return blanks;
    const before = text.charCodeAt(hash - 1);
    return (hash === this.itemEnd ? this.lineStart : before === 10 || before === 13) ? hash : blanks;
  }

  /** Notes the blanks around a directive that are not printed, and gives them for a call that may turn out to be text. */
  private gobble(head: Head, role: Role, beginsLine: boolean, takesLineEnd: boolean): { indent: string; lineEnd: string } {
    const text = this.scanner.text;
    const end = this.scanner.offset;
    const blanks = this.indentBefore(head.start);
    const margins = { indent: "", lineEnd: "" };
    if (dropsIndent(this.mode, role, beginsLine, blanks === this.itemEnd) && blanks < head.start) {
      this.gaps.push({ start: blanks, end: head.start });
      margins.indent = text.slice(blanks, head.start);
    }
    this.takenTo = dropsLineEnd(this.mode, role, takesLineEnd) ? lineEndAfter(text, end) : end;
    if (this.takenTo > end) {
      this.gaps.push({ start: end, end: this.takenTo });
      margins.lineEnd = text.slice(end, this.takenTo);
    }
    return margins;
  }

  private misplaced(head: Head, block: OpenBlock | undefined): void {
    const name = headName(head);
    const message =
      head.kind === "end"
        ? `"${name}" closes nothing: no block is open here`
        : block === undefined
          ? `"${name}" belongs to no #if`
          : block.branches.length > 0 || block.loopBody !== undefined
            ? `"${name}" comes after the "#else" of its block`
            : `"${name}" does not belong to "${headName(block.head)}"`;
    const related = block === undefined ? undefined : { span: block.head.span, message: "the open block begins here" };
    this.scanner.fail("unexpected-directive", message, head.span, related);
    this.content.push({ kind: "text", span: head.span, text: this.scanner.text.slice(head.start, this.scanner.offset) });
    this.endItem(false);
  }

  private nextBranch(block: OpenBlock, head: BranchHead): void {
    this.dedent(block, head.start);
    if (block.head.kind === "if") block.branches.push(this.branch(block, head.start));
    else block.loopBody = block.content;
    block.branchHead = head;
    block.content = [];
  }

  private branch(block: OpenBlock, end: number): BranchNode {
    const head = block.branchHead;
    const keyword = head.kind === "if" || head.kind === "elseif" ? head.kind : "else";
    const condition = head.kind === "if" || head.kind === "elseif" ? head.condition : undefined;
    const whole = this.scanner.span(head.start, end);
    return { kind: "branch", keyword, span: whole, headSpan: head.span, condition, body: block.content };
  }

  private dedent(block: OpenBlock, end: number): void {
    if (this.mode !== "structured") return;
    const start = lineEndAfter(this.scanner.text, block.branchHead.end);
    this.gaps.push(...bodyIndents(this.scanner.text, { start, end: Math.max(start, end) }, block.indent));
  }

  /** Closes the innermost block with `end`, or with the end of the text. */
  private close(end: Head | undefined): void {
    const block = this.open.pop();
    if (block === undefined) return;
    this.scanner.leave();
    const bodyEnd = end?.start ?? this.scanner.offset;
    this.dedent(block, bodyEnd);
    this.content.push(this.blockNode(block, bodyEnd, end?.span));
  }

  private blockNode(block: OpenBlock, bodyEnd: number, endSpan: Span | undefined): DirectiveNode {
    const { head, content } = block;
    const common = { span: this.scanner.span(head.start), headSpan: head.span, endSpan };
    switch (head.kind) {
      case "if": {
        const branches = [...block.branches, this.branch(block, bodyEnd)];
        return { kind: "if", ...common, branches, body: branches[0]?.body ?? [] };
      }
      case "foreach": {
        const otherwise = block.loopBody === undefined ? undefined : this.branch(block, bodyEnd);
        const { variable, collection } = head;
        return { kind: "foreach", ...common, variable, collection, body: block.loopBody ?? content, otherwise };
      }
      case "macro":
        return {
          kind: "macro",
          ...common,
          name: head.name.text,
          nameSpan: head.name.span,
          parameters: head.parameters,
          body: content,
        };
      case "define":
        return { kind: "define", ...common, target: head.target, body: content };
      case "block-call": {
        const start = head.start - (block.beginsLine ? block.indent.length : 0);
        const source = this.scanner.text.slice(start, Math.max(this.scanner.offset, this.takenTo));
        const { name, parenthesised } = head;
        return {
          kind: "call",
          ...common,
          name: name.text,
          nameSpan: name.span,
          parenthesised,
          arguments: head.arguments,
          body: content,
          source,
        };
      }
    }
  }
}

function isBlockHead(head: BlockHead | SingleHead): head is BlockHead {
  return (
    head.kind === "if" || head.kind === "foreach" || head.kind === "macro" || head.kind === "define" || head.kind === "block-call"
  );
}

function accepts(block: OpenBlock, head: Head): boolean {
  if (head.kind === "end") return true;
  const isElse = head.kind === "else";
  if (block.head.kind === "if") return block.branchHead.kind !== "else";
  return block.head.kind === "foreach" && isElse && block.loopBody === undefined;
}

function headName(head: Head): string {
  if (head.kind === "call") return `#${head.name.text}`;
  return head.kind === "block-call" ? `#@${head.name.text}` : `#${head.kind}`;
}

function lineNode(head: SingleHead, margins: { indent: string; lineEnd: string }): DirectiveNode {
  const { span } = head;
  if (head.kind === "set") return { kind: "set", span, headSpan: span, target: head.target, value: head.value };
  if (head.kind === "call") {
    const { name, parenthesised, source } = head;
    return {
      kind: "call",
      span,
      headSpan: span,
      name: name.text,
      nameSpan: name.span,
      parenthesised,
      arguments: head.arguments,
      body: undefined,
      endSpan: undefined,
      source: margins.indent + source + margins.lineEnd,
    };
  }
  return { kind: head.kind, span, headSpan: span, arguments: head.arguments };
}
