/**
 * The first part of directives, from the name to the closing parenthesis: what each takes and what the platform demands of
 * it. After a problem reading goes on behind the parenthesis that closes the head, so that its block is still a block.
 */
import type { Span } from "../text/span";
import { isReferenceNext, parseExpression, parseReference, parseValue } from "./parse-expression";
import type { Scanner } from "./scanner";
import type { ExpressionNode, LineDirectiveNode, ParameterNode, ReferenceNode } from "./tree";

export type DirectiveName = "set" | "if" | "elseif" | "else" | "end" | "foreach" | "macro" | "define" | LineDirectiveNode["kind"];

/** A name with its place. */
export interface Name {
  readonly text: string;
  readonly span: Span;
}

interface HeadBase {
  /** Offsets in the scanner's text. */
  readonly start: number;
  readonly end: number;
  readonly span: Span;
  /** Whether a problem was found in it; then nobody complains about its missing #end besides. */
  readonly broken: boolean;
}

export interface SetHead extends HeadBase {
  readonly kind: "set";
  readonly target: ReferenceNode | undefined;
  readonly value: ExpressionNode;
}

export interface IfHead extends HeadBase {
  readonly kind: "if";
  readonly condition: ExpressionNode;
}

export interface ElseIfHead extends HeadBase {
  readonly kind: "elseif";
  readonly condition: ExpressionNode;
}

export interface ElseHead extends HeadBase {
  readonly kind: "else";
}

export interface EndHead extends HeadBase {
  readonly kind: "end";
}

export interface ForeachHead extends HeadBase {
  readonly kind: "foreach";
  readonly variable: ReferenceNode | undefined;
  readonly collection: ExpressionNode;
}

export interface MacroHead extends HeadBase {
  readonly kind: "macro";
  readonly name: Name;
  readonly parameters: readonly ParameterNode[];
}

export interface DefineHead extends HeadBase {
  readonly kind: "define";
  readonly target: ReferenceNode | undefined;
}

export interface LineHead extends HeadBase {
  readonly kind: LineDirectiveNode["kind"];
  readonly arguments: readonly ExpressionNode[];
}

export interface CallHead extends HeadBase {
  /** `block-call` is `#@name`, which has a body. */
  readonly kind: "call" | "block-call";
  readonly name: Name;
  readonly parenthesised: boolean;
  readonly arguments: readonly ExpressionNode[];
  readonly source: string;
}

/** Heads of directives without a body, and those that open a block. */
export type SingleHead = SetHead | LineHead | (CallHead & { readonly kind: "call" });
export type BlockHead = IfHead | ForeachHead | MacroHead | DefineHead | (CallHead & { readonly kind: "block-call" });
export type Head = SingleHead | BlockHead | ElseIfHead | ElseHead | EndHead;

/** Reads the head of a built-in directive that begins at `start`; the scanner stands behind its name. */
export function parseHead(scanner: Scanner, kind: DirectiveName, start: number): Head {
  const known = scanner.problems.length;
  const nameEnd = scanner.offset;
  const base = (): HeadBase => ({
    start,
    end: scanner.offset,
    span: scanner.span(start),
    broken: scanner.problems.length > known,
  });
  const fail = (message: string): void => scanner.fail("bad-directive-argument", message, scanner.span(nameEnd, scanner.offset));
  switch (kind) {
    case "else":
      return { kind, ...base() };
    case "end":
      return { kind, ...base() };
    case "set": {
      const { target, value } = parseAssignment(scanner);
      return { kind, target, value, ...base() };
    }
    case "if": {
      const condition = parseCondition(scanner, kind);
      return { kind, condition, ...base() };
    }
    case "elseif": {
      const condition = parseCondition(scanner, kind);
      return { kind, condition, ...base() };
    }
    case "foreach": {
      const { values } = parseArguments(scanner, kind);
      const broken = scanner.problems.length > known;
      const [variable, word, collection] = values;
      if (!broken && collection === undefined) fail('#foreach needs a reference, "in" and a list: #foreach($item in $list)');
      else if (!broken && variable?.kind !== "reference") fail("The first argument of #foreach has to be a reference");
      else if (!broken && (word?.kind !== "word" || collection?.kind === "word"))
        fail('#foreach needs "in" between its reference and a list');
      const missing = { kind: "missing" as const, span: scanner.span(scanner.offset) };
      return {
        kind,
        variable: variable?.kind === "reference" ? variable : undefined,
        collection: collection ?? missing,
        ...base(),
      };
    }
    case "macro": {
      const name = parseMacroHead(scanner, nameEnd);
      return { kind, ...name, ...base() };
    }
    case "define": {
      const { values } = parseArguments(scanner, kind);
      const [target] = values;
      const usage = "#define needs one argument, the reference it defines: #define($name)";
      if (scanner.problems.length === known) {
        if (values.length !== 1 || target?.kind === "word") fail(usage);
        else if (target?.kind !== "reference")
          scanner.warn("bad-directive-argument", usage, target?.span ?? scanner.span(nameEnd));
      }
      return { kind, target: target?.kind === "reference" ? target : undefined, ...base() };
    }
    default: {
      const { values } = parseArguments(scanner, kind);
      if (scanner.problems.length === known && kind === "evaluate") checkEvaluate(scanner, values, start);
      else if (scanner.problems.length === known) checkArguments(kind, values, fail);
      return { kind, arguments: values, ...base() };
    }
  }
}

/** Reads the rest of `#name(…)` or `#@name(…)`: a macro call as far as one can know. */
export function parseCall(scanner: Scanner, name: Name, kind: "call" | "block-call", start: number): Head {
  const known = scanner.problems.length;
  const { values, parenthesised } = parseArguments(scanner, `${kind === "call" ? "" : "@"}${name.text}`);
  const source = scanner.text.slice(start, scanner.offset);
  const broken = scanner.problems.length > known;
  const base = { name, parenthesised, arguments: values, source, start, end: scanner.offset, span: scanner.span(start), broken };
  return kind === "call" ? { kind, ...base } : { kind, ...base };
}

function checkArguments(
  kind: LineDirectiveNode["kind"],
  values: readonly ExpressionNode[],
  fail: (message: string) => void,
): void {
  const [first] = values;
  if (kind === "include" && values.some((value) => value.kind !== "string" && value.kind !== "reference"))
    fail("The arguments of #include have to be texts or references");
  if (kind === "parse") {
    if (values.length !== 1) fail("#parse needs one argument");
    else if (first?.kind === "word") fail("The argument of #parse has to be a text or a reference");
  }
}

/** The platform names the place of the argument that is wrong, for this directive only. */
function checkEvaluate(scanner: Scanner, [first, second]: readonly ExpressionNode[], start: number): void {
  const fail = (message: string, place: Span): void => scanner.fail("bad-directive-argument", message, place);
  if (first === undefined || second !== undefined)
    fail("#evaluate needs one argument", second?.span ?? scanner.span(start, scanner.offset));
  else if (first.kind !== "string" && first.kind !== "reference")
    fail("The argument of #evaluate has to be a text or a reference", first.span);
}

/** `(condition)` of #if and #elseif. */
function parseCondition(scanner: Scanner, name: string): ExpressionNode {
  const opener = openHead(scanner, name);
  if (opener === undefined) return { kind: "missing", span: scanner.span(scanner.offset, scanner.offset) };
  const known = scanner.problems.length;
  const condition = parseExpression(scanner);
  closeHead(scanner, name, opener, known);
  return condition;
}

/** `($target = value)` of #set. */
function parseAssignment(scanner: Scanner): { target: ReferenceNode | undefined; value: ExpressionNode } {
  const opener = openHead(scanner, "set");
  const nothing = { kind: "missing" as const, span: scanner.span(scanner.offset, scanner.offset) };
  if (opener === undefined) return { target: undefined, value: nothing };
  const known = scanner.problems.length;
  let target: ReferenceNode | undefined;
  let value: ExpressionNode = nothing;
  if (isReferenceNext(scanner)) target = parseReference(scanner);
  else
    scanner.fail(
      "missing-expression",
      `#set assigns to a reference, such as "$name": found ${scanner.nextName()}`,
      scanner.here(),
    );
  scanner.skipSpace();
  if (scanner.problems.length === known && (scanner.peek() !== "=" || scanner.peek(1) === "="))
    scanner.fail("missing-expression", `Expected "=" and a value in #set: found ${scanner.nextName()}`, scanner.here());
  if (scanner.problems.length === known) {
    scanner.offset++;
    scanner.skipSpace();
    value = parseExpression(scanner);
  }
  closeHead(scanner, "set", opener, known);
  return { target, value };
}

/** Goes over the opening parenthesis and the space around it; tells where there is none. */
function openHead(scanner: Scanner, name: string): Span | undefined {
  const start = scanner.offset;
  scanner.skipSpace();
  const opener = scanner.span(scanner.offset, scanner.offset + 1);
  if (!scanner.take("(")) {
    scanner.fail("missing-expression", `Expected "(" after "#${name}": found ${scanner.nextName()}`, scanner.here());
    scanner.offset = start;
    return undefined;
  }
  scanner.skipSpace();
  return opener;
}

/** Goes over the closing parenthesis, or to where a head with a problem seems to end. */
function closeHead(scanner: Scanner, name: string, opener: Span, known: number): void {
  scanner.skipSpace();
  if (scanner.problems.length === known && scanner.take(")")) return;
  if (scanner.problems.length === known) {
    const message = `Missing an operator or ")" in #${name}: found ${scanner.nextName()}`;
    // Of half an operator the platform names what follows.
    const half = scanner.peek() === "&" || scanner.peek() === "|";
    scanner.fail("missing-closer", message, scanner.here(), { span: opener, message: "opened here" }, half);
  }
  recover(scanner);
}

/** Goes behind the next closing parenthesis of this line that is not of an inner pair, if there is one before a directive. */
function recover(scanner: Scanner): void {
  let open = 0;
  for (let at = scanner.offset; at < scanner.text.length; at++) {
    const unit = scanner.text.charAt(at);
    if (unit === "\n" || unit === "\r" || (unit === "#" && /[a-z{*#[]/.test(scanner.text.charAt(at + 1)))) return;
    if (unit === "(") open++;
    if (unit === ")" && open-- === 0) {
      scanner.offset = at + 1;
      return;
    }
  }
}

/** `(a b, c)`: single values with blanks or commas between them. A directive may go without its parentheses. */
function parseArguments(scanner: Scanner, name: string): { values: ExpressionNode[]; parenthesised: boolean } {
  const values: ExpressionNode[] = [];
  const opener = openArguments(scanner);
  if (opener === undefined) return { values, parenthesised: false };
  const known = scanner.problems.length;
  while (!closesArguments(scanner, name, opener, known)) {
    const value = parseValue(scanner);
    if (value !== undefined) values.push(value);
    else failArgument(scanner, name, opener);
  }
  return { values, parenthesised: true };
}

/** Goes over the parenthesis that opens arguments, if one follows. */
function openArguments(scanner: Scanner): Span | undefined {
  const start = scanner.offset;
  scanner.skipSpace();
  if (scanner.take("(")) return scanner.span(scanner.offset - 1);
  scanner.offset = start;
  return undefined;
}

/** Goes over what separates arguments; true behind the closing parenthesis, or where reading them makes no sense any more. */
function closesArguments(scanner: Scanner, name: string, opener: Span, known: number): boolean {
  scanner.skipSpace();
  if (scanner.problems.length === known && scanner.take(")")) return true;
  if (scanner.problems.length === known && scanner.take(",")) {
    scanner.skipSpace();
    if (scanner.peek() === ")") failArgument(scanner, name, opener);
  }
  if (scanner.problems.length === known) return false;
  recover(scanner);
  return true;
}

function failArgument(scanner: Scanner, name: string, opener: Span): void {
  const message = scanner.startsWith("##")
    ? `A comment cannot stand in the arguments of #${name}`
    : `Expected a single value or ")" in the arguments of #${name}: found ${scanner.nextName()}`;
  scanner.fail("bad-directive-argument", message, scanner.here(), { span: opener, message: "opened here" });
}

const lineComment = /##[^\n\r]*(?:\r\n|\n|\r)?/y;

/** `(name $first $second=default)` of #macro. */
function parseMacroHead(scanner: Scanner, nameEnd: number): { name: Name; parameters: ParameterNode[] } {
  const nothing: Name = { text: "", span: scanner.span(nameEnd, nameEnd) };
  const parameters: ParameterNode[] = [];
  const known = scanner.problems.length;
  const fail = (message: string): void => scanner.fail("bad-directive-argument", message, scanner.span(nameEnd, scanner.offset));
  const opener = openArguments(scanner);
  if (opener === undefined) {
    fail("#macro needs a name: #macro(name $parameter)");
    return { name: nothing, parameters };
  }
  let name: Name | undefined;
  let order: string | undefined;
  while (!closesArguments(scanner, "macro", opener, known)) {
    // Only here may a comment stand between arguments.
    if (scanner.match(lineComment) !== undefined) continue;
    const start = scanner.offset;
    const value = parseValue(scanner);
    if (value === undefined) failArgument(scanner, "macro", opener);
    else if (name === undefined) {
      name = { text: value.kind === "word" ? value.text : "", span: value.span };
      if (value.kind !== "word") order ??= "The first argument of #macro has to be its name, without quotes";
    } else if (value.kind !== "reference") order ??= "The parameters of #macro have to be references";
    else {
      const defaultValue = parseDefault(scanner, opener);
      if (defaultValue === undefined && parameters.at(-1)?.defaultValue !== undefined)
        order ??= "Parameters without a default value cannot follow one that has it";
      parameters.push({ kind: "parameter", span: scanner.span(start), target: value, defaultValue });
    }
  }
  if (scanner.problems.length === known && name === undefined) order = "#macro needs a name: #macro(name $parameter)";
  if (scanner.problems.length === known && order !== undefined) fail(order);
  return { name: name ?? nothing, parameters };
}

/** `=value` behind a parameter. */
function parseDefault(scanner: Scanner, opener: Span): ExpressionNode | undefined {
  const start = scanner.offset;
  scanner.skipSpace();
  if (!scanner.take("=")) {
    scanner.offset = start;
    return undefined;
  }
  scanner.skipSpace();
  const value = parseValue(scanner);
  if (value === undefined) failArgument(scanner, "macro", opener);
  return value;
}
