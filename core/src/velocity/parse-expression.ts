/**
 * References and expressions: the half of the grammar that stands inside text and inside parentheses alike. Reading is
 * tolerant: where a part is missing a `missing` or short node takes its place and a problem tells what was expected.
 */
import { parseString } from "./parse-string";
import { isNameStart, type Scanner } from "./scanner";
import type { BinaryOperator, ExpressionNode, MapEntryNode, ReferenceNode, Step, WordNode } from "./tree";

/**
 * Where an expression stands. Bare words are values of a call only, parentheses are understood in directives only, and there
 * are no words in alternates and indexes, so that an operator may touch what follows: `${a|1eq1}`.
 */
type Place = "plain" | "call" | "alternate" | "index";

/**
 * Whether a reference begins here: `$` or `$!`, perhaps `{`, and a name. Further dollars behind the brace belong to the name,
 * so that `${$name}` is a reference to something that cannot exist.
 */
export function isReferenceNext(scanner: Scanner, offset = scanner.offset): boolean {
  const text = scanner.text;
  if (text.charCodeAt(offset) !== 36) return false;
  let at = offset + 1;
  if (text.charCodeAt(at) === 33) at++;
  if (text.charCodeAt(at) === 123) {
    at++;
    while (text.charCodeAt(at) === 36) at++;
  }
  return isNameStart(text.charCodeAt(at));
}

/** Reads the reference that begins here. */
export function parseReference(scanner: Scanner): ReferenceNode {
  const start = scanner.offset;
  scanner.take("$");
  const quiet = scanner.take("!");
  const braced = scanner.take("{");
  const nameStart = scanner.offset;
  // Within braces, dollar signs count as part of the name.
  const name = (braced ? (scanner.match(/\$*/y) ?? "") : "") + (scanner.match(scanner.name) ?? "");
  const nameSpan = scanner.span(nameStart);
  const steps: Step[] = [];
  for (let step = parseStep(scanner); step !== undefined; step = parseStep(scanner)) steps.push(step);
  let alternate: ExpressionNode | undefined;
  if (braced) {
    if (scanner.peek() === "|") {
      scanner.offset++;
      scanner.skipSpace();
      alternate = parseExpression(scanner, "alternate");
      scanner.skipSpace();
    }
    if (!scanner.take("}")) {
      const opener = { span: scanner.span(start, nameStart), message: "opened here" };
      scanner.fail(
        "missing-closer",
        `Missing "}" after the reference to "${name}": found ${scanner.nextName()}`,
        scanner.here(),
        opener,
      );
    }
  }
  const source = scanner.text.slice(start, scanner.offset);
  return { kind: "reference", span: scanner.span(start), quiet, braced, name, nameSpan, steps, alternate, source };
}

/** `.name`, `.name(arguments)` or `[index]`, if one follows at once. */
function parseStep(scanner: Scanner): Step | undefined {
  const start = scanner.offset;
  if (scanner.peek() === "." && isNameStart(scanner.text.charCodeAt(start + 1))) {
    scanner.offset++;
    const name = scanner.match(scanner.name) ?? "";
    const nameSpan = scanner.span(start + 1);
    // At the very end of the text Velocity takes the parenthesis for text.
    if (scanner.peek() !== "(" || scanner.offset + 1 === scanner.text.length)
      return { kind: "property", span: scanner.span(start), name, nameSpan };
    const values = parseCallArguments(scanner, name);
    return { kind: "method", span: scanner.span(start), name, nameSpan, arguments: values };
  }
  if (scanner.peek() !== "[") return undefined;
  scanner.offset++;
  scanner.skipSpace();
  const index = parseExpression(scanner, "index");
  if (index.kind === "number" && !index.whole)
    scanner.fail("missing-expression", "An index has to be a whole number", scanner.here());
  scanner.skipSpace();
  if (!scanner.take("]"))
    scanner.fail("missing-closer", `Missing "]" after the index: found ${scanner.nextName()}`, scanner.here());
  return { kind: "index", span: scanner.span(start), index };
}

/** `(a, b)` behind a method's name: expressions with commas between them. */
function parseCallArguments(scanner: Scanner, method: string): ExpressionNode[] {
  const values: ExpressionNode[] = [];
  const opener = scanner.span(scanner.offset, scanner.offset + 1);
  scanner.offset++;
  if (scanner.take(")")) return values;
  for (;;) {
    scanner.skipSpace();
    values.push(parseExpression(scanner, "call"));
    scanner.skipSpace();
    if (scanner.take(")")) return values;
    if (scanner.take(",")) continue;
    scanner.fail(
      "missing-closer",
      `Missing "," or ")" in the arguments of "${method}": found ${scanner.nextName()}`,
      scanner.here(),
      {
        span: opener,
        message: "opened here",
      },
    );
    return values;
  }
}

/** Operators as written, what they mean, and how closely they bind. `-` directly before a digit belongs to the number. */
const operators: ReadonlyMap<string, readonly [operator: BinaryOperator, level: number]> = new Map([
  ["||", ["||", 0]],
  ["or", ["||", 0]],
  ["&&", ["&&", 1]],
  ["and", ["&&", 1]],
  ["==", ["==", 2]],
  ["eq", ["==", 2]],
  ["!=", ["!=", 2]],
  ["ne", ["!=", 2]],
  ["<", ["<", 3]],
  ["lt", ["<", 3]],
  ["<=", ["<=", 3]],
  ["le", ["<=", 3]],
  [">", [">", 3]],
  ["gt", [">", 3]],
  [">=", [">=", 3]],
  ["ge", [">=", 3]],
  ["+", ["+", 4]],
  ["-", ["-", 4]],
  ["*", ["*", 5]],
  ["/", ["/", 5]],
  ["%", ["%", 5]],
]);
const operatorPattern = /\|\||&&|==|!=|[<>]=?|[+*/%]|-(?!\.?\d)|(?:or|and|eq|ne|l[et]|g[et])(?![A-Za-z0-9_])/y;
const wordlessOperatorPattern = /\|\||&&|==|!=|[<>]=?|[+*/%]|-(?!\.?\d)|or|and|eq|ne|l[et]|g[et]/y;

/** Units that end an expression in most places, so that nobody has to look for an operator there. */
const closers = new Set([..."),]}"].map((unit) => unit.charCodeAt(0)));

/** Reads an expression with all its operators. Never fails: a `missing` node stands where there is none. */
export function parseExpression(scanner: Scanner, place: Place = "plain"): ExpressionNode {
  if (!scanner.enter()) return skipRest(scanner);
  const result = parseOperators(scanner, 0, place);
  scanner.leave();
  return result;
}

/** Reads operands and those operators between them that bind at least as closely as `level`. */
function parseOperators(scanner: Scanner, level: number, place: Place): ExpressionNode {
  const start = scanner.offset;
  let left = parseUnary(scanner, place);
  let chained = 0;
  for (;;) {
    const before = scanner.offset;
    scanner.skipSpace();
    const operatorStart = scanner.offset;
    const pattern = hasWords(place) ? operatorPattern : wordlessOperatorPattern;
    const written = closers.has(scanner.text.charCodeAt(operatorStart)) ? undefined : scanner.match(pattern);
    const found = written === undefined ? undefined : operators.get(written);
    if (found === undefined || found[1] < level) {
      scanner.offset = before;
      break;
    }
    const operatorSpan = scanner.span(operatorStart);
    scanner.skipSpace();
    chained++;
    if (!scanner.enter()) {
      skipRest(scanner);
      break;
    }
    const right = parseOperators(scanner, found[1] + 1, place);
    left = { kind: "binary", span: scanner.span(start), operator: found[0], operatorSpan, left, right };
  }
  scanner.nesting -= chained;
  return left;
}

function parseUnary(scanner: Scanner, place: Place): ExpressionNode {
  const start = scanner.offset;
  const first = scanner.text.charCodeAt(start);
  if (first === 36 || first === 39 || first === 34) return parsePrimary(scanner, place);
  const operator =
    scanner.match(hasWords(place) ? /!(?!=)|not(?![A-Za-z0-9_])/y : /!(?!=)|not/y) !== undefined
      ? "!"
      : scanner.match(/-(?!\d|\.\d)/y) !== undefined
        ? "-"
        : undefined;
  if (operator === undefined) return parsePrimary(scanner, place);
  scanner.skipSpace();
  if (!scanner.enter()) return skipRest(scanner);
  // Two minus signs, or one before a negation, are too much for Velocity.
  const operand = operator === "!" ? parseUnary(scanner, place) : parsePrimary(scanner, place);
  scanner.leave();
  return { kind: "unary", span: scanner.span(start), operator, operand };
}

function hasWords(place: Place): boolean {
  return place === "plain" || place === "call";
}

function parsePrimary(scanner: Scanner, place: Place): ExpressionNode {
  if (scanner.peek() === "(" && place === "plain") {
    const start = scanner.offset++;
    scanner.skipSpace();
    const inner = parseExpression(scanner, place);
    scanner.skipSpace();
    if (!scanner.take(")")) scanner.fail("missing-closer", `Missing ")": found ${scanner.nextName()}`, scanner.here());
    return { kind: "group", span: scanner.span(start), inner };
  }
  const collection = scanner.peek() === "[" || scanner.peek() === "{";
  if (collection && place === "index") return missing(scanner);
  const value = parseValue(scanner) ?? parseAfterDollar(scanner);
  if (value.kind === "word" && place !== "call") reportWord(scanner, value);
  return value;
}

function reportWord(scanner: Scanner, word: WordNode): void {
  scanner.fail("missing-expression", `Expected a value: found "${word.text}"; a text needs quotes, a reference a "$"`, word.span);
}

/**
 * A single value, without operators: what directives and macros take as arguments and lists and maps hold. Gives
 * undefined, without a problem, where there is none.
 */
export function parseValue(scanner: Scanner): ExpressionNode | undefined {
  if (isReferenceNext(scanner)) return parseReference(scanner);
  const next = scanner.peek();
  if (next === '"' || next === "'") return parseString(scanner);
  if (next === "[") return parseList(scanner);
  if (next === "{") return parseMap(scanner);
  const start = scanner.offset;
  if (next === "-" || next === "." || (next >= "0" && next <= "9")) {
    const real = scanner.match(/-?(?:\d+\.(?!\.)\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)/y);
    const text = real ?? scanner.match(/-?\d+/y);
    if (text !== undefined) return { kind: "number", span: scanner.span(start), text, whole: real === undefined };
  }
  const name = scanner.match(scanner.name);
  if (name !== undefined && (name === "not" || operators.has(name))) {
    scanner.offset = start;
    return undefined;
  }
  if (name === undefined) return undefined;
  if (name === "true" || name === "false") return { kind: "boolean", span: scanner.span(start), value: name === "true" };
  return { kind: "word", span: scanner.span(start), text: name };
}

/** Velocity goes over a dollar sign that begins no reference, so `#if($5)` is `#if(5)`. */
function parseAfterDollar(scanner: Scanner): ExpressionNode {
  const start = scanner.offset;
  const dollar = scanner.match(/\$!?\{?/y);
  const value = dollar === undefined || dollar.endsWith("{") ? undefined : parseValue(scanner);
  if (value === undefined || value.kind === "word") return missing(scanner, dollar);
  scanner.warn("missing-expression", `"${dollar}" begins no reference here`, scanner.span(start, start + 1));
  return value;
}

function missing(scanner: Scanner, dollar?: string): ExpressionNode {
  const message = dollar === undefined ? "Expected a value" : `Expected a name after "${dollar}"`;
  scanner.fail("missing-expression", `${message}: found ${scanner.nextName()}`, scanner.here());
  return { kind: "missing", span: scanner.span(scanner.offset, scanner.offset) };
}

/** Goes to the end of a text that is nested too deeply, so that reading ends there. */
function skipRest(scanner: Scanner): ExpressionNode {
  const start = scanner.offset;
  scanner.offset = scanner.text.length;
  return { kind: "missing", span: scanner.span(start, start) };
}

/** Reads list items and map parts: a single value, or a problem. */
function parseItem(scanner: Scanner): ExpressionNode {
  if (!scanner.enter()) return skipRest(scanner);
  const value = parseValue(scanner);
  scanner.leave();
  if (value?.kind === "word") reportWord(scanner, value);
  return value ?? missing(scanner);
}

function parseList(scanner: Scanner): ExpressionNode {
  const start = scanner.offset++;
  if (scanner.take("]")) return { kind: "list", span: scanner.span(start), items: [] };
  scanner.skipSpace();
  const items = [parseItem(scanner)];
  scanner.skipSpace();
  if (isRangeEnd(items[0]) && scanner.take("..")) {
    scanner.skipSpace();
    const last = parseItem(scanner);
    if (!isRangeEnd(last) && last.kind !== "missing")
      scanner.fail("missing-expression", "A range goes from one whole number or reference to another", last.span);
    scanner.skipSpace();
    closeList(scanner, start);
    return { kind: "range", span: scanner.span(start), first: items[0] ?? last, last };
  }
  while (scanner.take(",")) {
    scanner.skipSpace();
    items.push(parseItem(scanner));
    scanner.skipSpace();
  }
  closeList(scanner, start);
  return { kind: "list", span: scanner.span(start), items };
}

/** Ranges are made of references and whole numbers only. */
function isRangeEnd(node: ExpressionNode | undefined): boolean {
  return node?.kind === "reference" || (node?.kind === "number" && node.whole);
}

function closeList(scanner: Scanner, start: number): void {
  if (scanner.take("]")) return;
  const opener = { span: scanner.span(start, start + 1), message: "opened here" };
  scanner.fail("missing-closer", `Missing "," or "]" in the list: found ${scanner.nextName()}`, scanner.here(), opener);
}

function parseMap(scanner: Scanner): ExpressionNode {
  const start = scanner.offset++;
  const entries: MapEntryNode[] = [];
  scanner.skipSpace();
  if (scanner.take("}")) return { kind: "map", span: scanner.span(start), entries };
  do {
    scanner.skipSpace();
    const entryStart = scanner.offset;
    const key = parseItem(scanner);
    scanner.skipSpace();
    if (!scanner.take(":")) {
      scanner.fail("missing-closer", `Missing ":" after the key: found ${scanner.nextName()}`, scanner.here());
      entries.push({
        kind: "entry",
        span: scanner.span(entryStart),
        key,
        value: { kind: "missing", span: scanner.span(scanner.offset) },
      });
      break;
    }
    scanner.skipSpace();
    const value = parseItem(scanner);
    entries.push({ kind: "entry", span: scanner.span(entryStart), key, value });
    scanner.skipSpace();
  } while (scanner.take(","));
  if (!scanner.take("}")) {
    const opener = { span: scanner.span(start, start + 1), message: "opened here" };
    scanner.fail("missing-closer", `Missing "," or "}" in the map: found ${scanner.nextName()}`, scanner.here(), opener);
  }
  return { kind: "map", span: scanner.span(start), entries };
}
