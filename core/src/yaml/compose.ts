/**
 * The one place where the `yaml` package runs: text → tokens → composed nodes, with limits on every step. What the library
 * finds wrong comes out as plain faults; the words for people are in `faults.ts`, the meaning of nodes in `effective.ts`.
 */
import { Composer, Lexer, type Node, Parser } from "yaml";
import { type Span, span } from "../text/span";
import { isClosed } from "./decode";
import { maxDepth, maxFaults, maxNodes, maxWords } from "./limits";
import type { YamlComment } from "./tree";

/** A fault as the library sees it. `code` is one of its error codes, or `STREAM` for text that no document took. */
export interface Fault {
  readonly code: string;
  readonly message: string;
  readonly span: Span;
}

/** Why a text was not read at all, and where its limit was crossed. */
export interface Refusal {
  readonly reason: "too-deep" | "too-many-nodes" | "too-many-faults";
  readonly span: Span;
}

export interface Composed {
  /** The first document's content; undefined when there is none or when the text was refused. */
  readonly contents: Node | undefined;
  readonly comments: readonly YamlComment[];
  readonly faults: readonly Fault[];
  readonly refusal: Refusal | undefined;
  readonly directives: readonly Span[];
  readonly tags: readonly Span[];
  /** From the start of the second document's first line to the end of the text. */
  readonly secondDocument: Span | undefined;
  /** The first quoted scalar without its closing quote. */
  readonly unclosedQuote: Span | undefined;
  /** The innermost bracket that is not closed, or closed by the other kind. */
  readonly unclosedBracket: Span | undefined;
}

/** Reads the first document of `text`. Never throws, whatever the text. */
export function compose(text: string): Composed {
  const lexed = lex(text);
  const faults: Fault[] = [...lexed.faults];
  const composer = new Composer({
    version: "1.2",
    // Only text and structure are taken from the library; what plain scalars mean is decided in `scalar.ts`.
    schema: "failsafe",
    resolveKnownTags: false,
    keepSourceTokens: true,
    prettyErrors: false,
    uniqueKeys: false,
    strict: true,
    logLevel: "silent",
  });
  // The composer makes an Error with a stack for each fault, which takes seconds for a hostile file. This replaces its
  // (private, but stable through 2.x) handler; a test counts on it.
  Object.assign(composer, {
    onError(source: FaultSource, code: string, message: string) {
      if (faults.length >= maxFaults) throw new TooManyFaults();
      faults.push({ code, message, span: spanOf(source) });
    },
  });
  let contents: Node | undefined;
  let refusal = lexed.refusal;
  if (!refusal && lexed.document) {
    try {
      for (const _ of composer.next(lexed.document)) bugIfReached();
      for (const document of composer.end(true, text.length)) contents = document.contents ?? undefined;
    } catch (error) {
      if (!(error instanceof TooManyFaults)) throw error;
      refusal = { reason: "too-many-faults", span: faults[0]?.span ?? span(0, 0) };
    }
  }
  faults.sort((a, b) => a.span.start - b.span.start);
  return {
    contents: refusal ? undefined : contents,
    comments: lexed.comments,
    faults,
    refusal,
    directives: lexed.directives,
    tags: lexed.tags,
    secondDocument: lexed.secondDocument,
    unclosedQuote: lexed.unclosedQuote,
    unclosedBracket: lexed.unclosedBracket,
  };
}

type FaultSource = number | readonly number[] | { readonly offset: number; readonly source?: unknown };

class TooManyFaults extends Error {}

/** The composer gives a document only when the next one begins or the stream ends, and we feed it one. */
function bugIfReached(): void {}

function spanOf(source: FaultSource): Span {
  if (typeof source === "number") return span(source, source + 1);
  if ("offset" in source)
    return span(source.offset, source.offset + (typeof source.source === "string" ? source.source.length : 1));
  const [start = 0, end = start] = source;
  return span(start, end);
}

interface Lexed {
  readonly document: Parameters<Composer["next"]>[0] | undefined;
  readonly comments: readonly YamlComment[];
  readonly faults: readonly Fault[];
  readonly refusal: Refusal | undefined;
  readonly directives: readonly Span[];
  readonly tags: readonly Span[];
  readonly secondDocument: Span | undefined;
  readonly unclosedQuote: Span | undefined;
  readonly unclosedBracket: Span | undefined;
}

/**
 * Runs lexer and parser side by side. The lexer's words are looked at one by one, so that depth and size are known before
 * the composer, which is recursive, sees anything.
 */
function lex(text: string): Lexed {
  const parser = new Parser();
  const comments: YamlComment[] = [];
  const faults: Fault[] = [];
  const directives: Span[] = [];
  const tags: Span[] = [];
  const brackets: { readonly open: string; readonly at: number }[] = [];
  let document: Lexed["document"];
  let secondDocument: Span | undefined;
  let unclosedQuote: Span | undefined;
  let unclosedBracket: Span | undefined;
  let refusal: Refusal | undefined;
  let nodes = 0;
  let words = 0;
  let scalarIsNext = false;

  const take = (token: Parameters<Composer["next"]>[0]): void => {
    if (token.type === "document") {
      if (!document) document = token;
      else secondDocument ??= span(token.offset, text.length);
    } else if (token.type === "directive") directives.push(span(token.offset, token.offset + token.source.length));
    else if (token.type === "error")
      faults.push({ code: "STREAM", message: token.message, span: span(token.offset, token.offset + token.source.length) });
    else if (token.type === "doc-end") {
      const rest = token.end?.find((part) => part.type !== "space" && part.type !== "comment" && part.type !== "newline");
      if (rest) secondDocument ??= span(rest.offset, text.length);
    }
  };
  const bracketLost = (): void => {
    const lost = brackets.at(-1);
    if (lost) unclosedBracket ??= span(lost.at, lost.at + 1);
  };

  for (const word of new Lexer().lex(text)) {
    const at = parser.offset;
    if (scalarIsNext) scalarIsNext = false;
    else
      switch (word[0]) {
        case "\u001f": // The next word is a scalar, whatever it looks like.
          scalarIsNext = true;
          nodes++;
          break;
        case "\u0018": // The lexer gave up on a flow collection.
          bracketLost();
          brackets.length = 0;
          break;
        case "#":
          comments.push({ span: span(at, at + word.length), text: word.slice(1).trim() });
          break;
        case "!":
          tags.push(span(at, at + word.length));
          break;
        case "{":
        case "[":
          brackets.push({ open: word, at });
          nodes++;
          break;
        case "}":
        case "]":
          if (brackets.length > 0 && (brackets.at(-1)?.open === "{") !== (word === "}")) bracketLost();
          brackets.pop();
          break;
        case "'":
        case '"':
          if (!isClosed(word)) unclosedQuote ??= span(at, at + word.length);
          nodes++;
          break;
        case "*":
          nodes++;
          break;
      }
    for (const token of parser.next(word)) take(token);
    // A document that begins while the first is already given is all we need to know of it.
    const begun = parser.stack[0];
    if (document && begun?.type === "document") secondDocument ??= span(begun.offset, text.length);
    if (secondDocument) break;
    const top = parser.stack.at(-1);
    // The stack begins with the document and may end with a scalar.
    const depth = parser.stack.length - (top && "items" in top ? 1 : 2);
    if (depth > maxDepth) refusal = { reason: "too-deep", span: span(at, at + 1) };
    else if (nodes > maxNodes || ++words > maxWords) refusal = { reason: "too-many-nodes", span: span(at, at + 1) };
    else if (faults.length >= maxFaults) refusal = { reason: "too-many-faults", span: faults[0]?.span ?? span(at, at) };
    if (refusal) break;
  }
  if (!refusal && !secondDocument) for (const token of parser.end()) take(token);
  bracketLost();
  return { document, comments, faults, refusal, directives, tags, secondDocument, unclosedQuote, unclosedBracket };
}
