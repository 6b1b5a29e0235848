/**
 * Text, comments, escapes and directives: the outer half of the grammar. One loop with a stack of open blocks instead of
 * recursion, so that a wrong #end closes what it can and thousands of open blocks cost nothing but memory.
 */
import { BlockStack } from "./blocks";
import { isReferenceNext, parseExpression, parseReference } from "./parse-expression";
import { type DirectiveName, parseCall, parseHead } from "./parse-head";
import { PlatformLines, type Problem } from "./problems";
import { hyphenatedName, type RawProblem, Scanner } from "./scanner";
import type { Body, Template } from "./tree";
import type { Gobbling } from "./whitespace";

export interface ParseOptions {
  /** Which blanks and line ends around directives are dropped; the platform's default is `lines`. */
  readonly spaceGobbling?: Gobbling;
  /** Whether names may contain hyphens, as `parser.allow_hyphen_in_identifiers` has it. */
  readonly hyphens?: boolean;
}

export interface ParseResult {
  readonly tree: Template;
  /** In the order of their places. */
  readonly problems: readonly Problem[];
}

/** Reads a template. There is always a tree, and it covers the whole text; what could not be read is told in `problems`. */
export function parse(template: string, options: ParseOptions = {}): ParseResult {
  const mode = options.spaceGobbling ?? "lines";
  const found: RawProblem[] = [];
  const macros = new Set<string>();
  const names = options.hyphens === true ? hyphenatedName : undefined;
  const scanner = new Scanner(template, found, (content) => parseBody(content, macros, mode), undefined, names);
  const body = parseBody(scanner, macros, mode);
  const lines = new PlatformLines(template);
  const problems = found
    .sort((a, b) => a.span.start - b.span.start)
    .map(({ beyond = false, ...problem }): Problem => {
      const { line, column } = lines.at(problem.span.start);
      return { severity: "error", ...problem, line, column: beyond ? column + 1 : column };
    });
  return { tree: { kind: "template", span: { start: 0, end: template.length }, body }, problems };
}

/** Everything up to the end of the scanner's text. `macros` are those defined so far: backslashes before their names escape. */
function parseBody(scanner: Scanner, macros: Set<string>, mode: Gobbling): Body {
  const blocks = new BlockStack(scanner, mode);
  const special = /[$#\\]/g;
  while (!scanner.atEnd) {
    special.lastIndex = scanner.offset;
    const next = special.exec(scanner.text)?.index ?? scanner.text.length;
    blocks.addText(next);
    if (next === scanner.text.length) break;
    const unit = scanner.peek();
    if (unit === "\\") readSlashes(scanner, blocks, macros);
    else if (unit === "$") readDollar(scanner, blocks);
    else readHash(scanner, blocks, macros);
  }
  return blocks.finish();
}

function readDollar(scanner: Scanner, blocks: BlockStack): void {
  const start = scanner.offset;
  if (isReferenceNext(scanner)) {
    const reference = parseReference(scanner);
    blocks.add(reference, start);
    if (
      scanner.peek() === "{" &&
      !reference.braced &&
      /^\{\\*\$+!?[A-Za-z_]/.test(scanner.text.slice(scanner.offset, scanner.offset + 40))
    )
      readBraced(scanner, blocks);
    return;
  }
  // `$\!name` is text with its backslashes halved; `$!` before anything that begins no name prints the dollar only, except
  // before an opening bracket or the end of the line.
  const slashes = /\$(\\+)![{]?[A-Za-z_]/y;
  slashes.lastIndex = start;
  const escaped = slashes.exec(scanner.text)?.[1];
  if (escaped !== undefined) blocks.addOdd(start + 2 + escaped.length, `$${"\\".repeat(escaped.length >> 1)}!`);
  else if (scanner.peek(1) === "!" && !keptBang.test(scanner.text.slice(start + 2, start + 200))) blocks.addOdd(start + 2, "$");
  else blocks.addText(start + 1);
}

/** `{$name}` directly behind a reference: Velocity reads it as another reference, fails to see its name, and prints it as it is. */
function readBraced(scanner: Scanner, blocks: BlockStack): void {
  const start = scanner.offset;
  scanner.offset = scanner.text.indexOf("$", start);
  parseReference(scanner);
  if (scanner.take("|")) parseExpression(scanner, "alternate");
  if (!scanner.take("}")) {
    const opener = { span: scanner.span(start, start + 1), message: "opened here" };
    scanner.fail("missing-closer", `Missing "}" after "{": found ${scanner.nextName()}`, scanner.here(), opener);
  }
  const end = scanner.offset;
  scanner.offset = start;
  blocks.addOdd(end, scanner.text.slice(start, end));
}

const keptBang = /^(?:[ \t]*[\r\n]|[${}#[]|$)/;

function readSlashes(scanner: Scanner, blocks: BlockStack, macros: ReadonlySet<string>): void {
  const start = scanner.offset;
  let end = start;
  while (scanner.text.charCodeAt(end) === 92) end++;
  const slashes = end - start;
  // Of two dollars behind backslashes Velocity loses one.
  const dollar = isReferenceNext(scanner, end) ? end : end + 1;
  if (scanner.text.charCodeAt(end) === 36 && isReferenceNext(scanner, dollar)) {
    if (blocks.hasSigns(start)) {
      // Behind another sign backslashes are nothing but text.
      blocks.addText(end);
      return;
    }
    scanner.offset = dollar;
    const target = parseReference(scanner);
    blocks.add({ kind: "escape", span: scanner.span(start), slashes, target }, start);
    return;
  }
  if (scanner.text.charCodeAt(end) !== 35) {
    if (slashes > 1) blocks.dropSigns(start);
    if (slashes > 1) blocks.addOdd(end, "\\".repeat(slashes));
    else blocks.addText(end);
    return;
  }
  const word = wordAt(scanner, end) ?? (scanner.text.startsWith("#@", end) ? { name: "@", end: end + 2 } : undefined);
  const odd = slashes % 2 === 1;
  if (slashes > 1 || word !== undefined) blocks.dropSigns(start);
  if (word !== undefined && (directiveNames.has(word.name) || macros.has(word.name))) {
    scanner.offset = end;
    // Velocity does not halve the backslashes before a #set that is executed.
    const printed = word.name === "set" && !odd ? 2 * slashes : slashes;
    blocks.add({ kind: "escape", span: scanner.span(start), slashes: printed, target: undefined }, start);
    if (odd) blocks.addOdd(word.end, scanner.text.slice(end, word.end));
  } else {
    blocks.addText(odd && word !== undefined ? word.end : end);
  }
}

/** The name behind the `#` at `offset`: `#name`, `#{name}`, `#@name`, `#{@name}`. */
function wordAt(scanner: Scanner, offset: number): { name: string; start: number; end: number; block: boolean } | undefined {
  const pattern = /#(?:\{(@?)([A-Za-z_][A-Za-z0-9_]*)\}|(@?)([A-Za-z_][A-Za-z0-9_]*))/y;
  pattern.lastIndex = offset;
  const found = pattern.exec(scanner.text);
  if (found === null) return undefined;
  const braces = found[2] === undefined ? 0 : 1;
  const at = found[1] ?? found[3] ?? "";
  return {
    name: found[2] ?? found[4] ?? "",
    start: offset + 1 + braces + at.length,
    end: offset + found[0].length,
    block: at === "@",
  };
}

const directiveNames: ReadonlySet<string> = new Set<DirectiveName>([
  "set",
  "if",
  "elseif",
  "else",
  "end",
  "foreach",
  "macro",
  "define",
  "evaluate",
  "parse",
  "include",
  "break",
  "stop",
]);

/** Whether no macro can have the name. */
export function isDirectiveName(name: string): boolean {
  return directiveNames.has(name);
}

/** Whether `name`, which ends at `end`, is a built-in directive there; #set is one only with its parenthesis. */
function isDirective(name: string, scanner: Scanner, end: number): name is DirectiveName {
  if (name === "set") {
    const opener = /[ \t]*\(/y;
    opener.lastIndex = end;
    return opener.test(scanner.text);
  }
  return directiveNames.has(name);
}

function readHash(scanner: Scanner, blocks: BlockStack, macros: Set<string>): void {
  const start = scanner.offset;
  if (scanner.startsWith("##")) {
    scanner.match(/[^\r\n]*(?:\r\n|\n|\r)?/y);
    blocks.add({ kind: "comment", span: scanner.span(start), style: "line" }, start, true);
    return;
  }
  if (scanner.startsWith("#*")) {
    readBlockComment(scanner, blocks);
    return;
  }
  if (scanner.startsWith("#[[")) {
    readRaw(scanner, blocks);
    return;
  }
  const word = wordAt(scanner, start);
  if (word === undefined) {
    if (scanner.peek(1) !== "@") blocks.addText(start + 1);
    else openNamelessCall(scanner, blocks);
    return;
  }
  scanner.offset = word.end;
  const name = { text: word.name, span: scanner.span(word.start, word.start + word.name.length) };
  if (!word.block && isDirective(word.name, scanner, word.end)) {
    const head = parseHead(scanner, word.name, start);
    if (head.kind === "macro") macros.add(head.name.text);
    blocks.directive(head);
  } else {
    blocks.directive(parseCall(scanner, name, word.block ? "block-call" : "call", start));
  }
}

/** `#@` without a name opens a block for Velocity, too; it can only be text, whose #end is text as well. */
function openNamelessCall(scanner: Scanner, blocks: BlockStack): void {
  const start = scanner.offset;
  scanner.offset += 2;
  blocks.directive(parseCall(scanner, { text: "", span: scanner.span(scanner.offset, scanner.offset) }, "block-call", start));
}

function readBlockComment(scanner: Scanner, blocks: BlockStack): void {
  const start = scanner.offset;
  const style = scanner.startsWith("#**") && !scanner.startsWith("#**#") ? "documentation" : "block";
  blocks.dropSigns(start);
  const end = commentEnd(scanner.text, start + 2);
  scanner.offset = end ?? scanner.text.length;
  if (end === undefined)
    scanner.warn("unclosed-text", 'Missing "*#": the comment goes on to the end of the text', scanner.span(start, start + 2));
  blocks.add({ kind: "comment", span: scanner.span(start), style }, start);
}

/** Behind the `*#` that ends a block comment: one whose asterisk does not belong to a `#*` inside. */
function commentEnd(text: string, start: number): number | undefined {
  const marks = /#\*\*[^#]|#\*|#\[\[|\*#/g;
  marks.lastIndex = start;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) if (mark[0] === "*#") return marks.lastIndex;
  return undefined;
}

function readRaw(scanner: Scanner, blocks: BlockStack): void {
  const start = scanner.offset;
  const signs = blocks.dropSigns(start);
  const end = scanner.text.indexOf("]]#", start + 3);
  scanner.offset = end < 0 ? scanner.text.length : end + 3;
  if (end < 0) {
    const opener = { span: scanner.span(start, start + 3), message: "opened here" };
    scanner.failAtEnd('Missing "]]#" after "#[["', opener);
  }
  const content = scanner.text.slice(start + 3, end < 0 ? scanner.text.length : end);
  // Velocity cuts three characters off, whatever they are.
  blocks.add({ kind: "raw", span: scanner.span(start), text: `${signs}#[[`.slice(3) + content }, start);
}
