/**
 * Builds the tree from what the readers find: text, references, comments and the heads of directives, in their order. It
 * keeps the open blocks, puts `#else` and `#end` where they belong, and tells of those that belong nowhere. It also notes
 * the blanks around directives that are not printed.
 */
import type { Span } from "../text/span";
import { Gobbler, type Margins, type Place } from "./gobbler";
import type { BlockHead, ElseHead, ElseIfHead, EndHead, Head, SingleHead } from "./parse-head";
import type { Scanner } from "./scanner";
import { Structure } from "./structured";
import type { Body, BranchNode, CallNode, ContentNode, DirectiveNode, TextNode } from "./tree";
import { TokenTexts } from "./unknown-call";
import { type Gobbling, lineEndAfter, type Role } from "./whitespace";

type BranchHead = ElseIfHead | ElseHead;

interface OpenBlock {
  readonly head: BlockHead;
  readonly place: Place;
  readonly margins: Margins;
  /** Whether a line end follows the heads of its bodies, in their order. */
  readonly opensLine: boolean[];
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
  /** So much of it belongs to the directive before it. */
  readonly kept: number;
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
  private readonly texts = new Map<TextNode, PendingText>();
  private readonly gobbler: Gobbler;
  private readonly structure: Structure | undefined;
  /** Offsets and spans are the same in a template, but not in a text inside it. */
  private readonly tokenTexts: TokenTexts | undefined;
  private textStart: number | undefined;

  constructor(
    private readonly scanner: Scanner,
    mode: Gobbling,
  ) {
    this.gobbler = new Gobbler(scanner.text, mode);
    this.tokenTexts = scanner.place(0) === 0 ? new TokenTexts(scanner.text) : undefined;
    this.structure = mode === "structured" ? new Structure() : undefined;
  }

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

  /** Signs directly before a comment or a raw text are not printed; gives them. */
  dropSigns(start: number): string {
    return this.scanner.text.slice(this.gobbler.dropSigns(start), start);
  }

  /** Whether signs that begin nothing stand directly before a place. */
  hasSigns(start: number): boolean {
    return this.gobbler.hasSigns(start);
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
    const place = this.gobbler.place(head.start, this.scanner.offset);
    const { beginsLine } = place;
    if (head.kind === "end" || head.kind === "else" || head.kind === "elseif") this.continueBlock(head, place);
    else if (isBlockHead(head)) {
      if (!this.scanner.enter()) {
        this.scanner.offset = head.start;
        this.addText(this.scanner.text.length);
        return;
      }
      const margins = this.gobbler.gobble(place, "head", beginsLine, false);
      const opensLine = [this.endsLine(place.end)];
      this.open.push({ head, place, margins, opensLine, branches: [], branchHead: head, content: [], loopBody: undefined });
      this.endItem(this.tookLineEnd || (head.kind === "if" && beginsLine));
    } else {
      const role = head.kind === "call" ? (head.parenthesised ? "line" : "bare") : roles[head.kind];
      const node = lineNode(head, this.gobbler.gobble(place, role, beginsLine, place.glued < place.start));
      this.content.push(node);
      this.structured(node, place, []);
      this.endItem(this.tookLineEnd);
    }
  }

  private continueBlock(head: BranchHead | EndHead, place: Place): void {
    const block = this.open.at(-1);
    if (block === undefined || !accepts(block, head)) {
      this.misplaced(head, place, block);
      return;
    }
    const { glued, start, beginsLine } = block.place;
    this.gobbler.gobble(place, roles[head.kind], beginsLine, head.kind === "end" && glued < start);
    if (head.kind === "end") this.close(head);
    else {
      block.opensLine.push(this.endsLine(place.end));
      this.nextBranch(block, head);
    }
    this.endItem(this.tookLineEnd || (head.kind !== "end" && place.beginsLine));
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
    for (const { node, start, end: textEnd } of this.texts.values())
      node.text = this.structure?.textOf(node) ?? this.gobbler.printed(start, textEnd);
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
    this.texts.set(node, { node, start, end, kept: this.gobbler.keptFrom(start) });
  }

  /** Whether the last directive took the line end behind it. */
  private get tookLineEnd(): boolean {
    return this.gobbler.reach > this.scanner.offset;
  }

  private endItem(lineStart: boolean): void {
    this.gobbler.endItem(this.scanner.offset, lineStart);
  }

  /** Whether nothing but blanks follows in the line. */
  private endsLine(end: number): boolean {
    return lineEndAfter(this.scanner.text, end) > end;
  }

  /** Notes a finished directive for the mode that moves bodies. */
  private structured(node: DirectiveNode, { start, glued, indent, beginsLine }: Place, opensLine: readonly boolean[]): void {
    this.structure?.add(
      node,
      {
        indent: beginsLine ? indent : "",
        glued: glued < start,
        endsLine: beginsLine && this.endsLine(this.scanner.offset),
        opensLine,
      },
      (text) => {
        const pending = this.texts.get(text);
        if (pending === undefined) return { before: text.text, text: "" };
        const middle = pending.start + pending.kept;
        const [before, rest] = [this.gobbler.printed(pending.start, middle), this.gobbler.printed(middle, pending.end)];
        const signs = /(?:\\*\$(?:\\*!)?|#)+$/.exec(rest)?.[0] ?? "";
        return { before, text: rest.slice(0, rest.length - signs.length), after: signs };
      },
    );
  }

  private misplaced(head: Head, place: Place, block: OpenBlock | undefined): void {
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
    this.scanner.fail("unexpected-directive", message, this.scanner.span(place.glued, head.end), related);
    this.content.push({ kind: "text", span: head.span, text: this.scanner.text.slice(head.start, this.scanner.offset) });
    this.endItem(false);
  }

  private nextBranch(block: OpenBlock, head: BranchHead): void {
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

  /** Closes the innermost block with `end`, or with the end of the text. */
  private close(end: Head | undefined): void {
    const block = this.open.pop();
    if (block === undefined) return;
    this.scanner.leave();
    const bodyEnd = end?.start ?? this.scanner.offset;
    const node = this.blockNode(block, bodyEnd, end?.span);
    this.content.push(node);
    this.structured(node, block.place, block.opensLine);
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
        const { name, parenthesised } = head;
        const call: { -readonly [key in keyof CallNode]: CallNode[key] } = {
          kind: "call",
          ...common,
          name: name.text,
          nameSpan: name.span,
          parenthesised,
          arguments: head.arguments,
          body: content,
          source: "",
        };
        const start = head.start - block.margins.indent.length;
        const reach = Math.max(this.scanner.offset, this.gobbler.reach);
        call.source = this.tokenTexts?.of(call, start, reach) ?? this.scanner.text.slice(start, reach);
        return call;
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

function lineNode(head: SingleHead, margins: Margins): DirectiveNode {
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
