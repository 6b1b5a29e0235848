/**
 * Colours: references in definitions, and all of Velocity in messages, by what they mean. YAML itself is coloured by the
 * editor's own grammar.
 */
import type { ReferenceValue, SourceFile } from "../model/source-file";
import { active } from "../model/source-file";
import type { ProjectReader } from "../project/reader";
import type { Reference } from "../reference/tree";
import type { Origin, Scope } from "../scope/scope";
import { scopesOf } from "../scope/scope-at";
import type { Span } from "../text/span";
import { type AnyNode, type ReferenceNode, walk } from "../velocity/index";
import type { tokenTypes } from "./token-types";

export interface Token {
  /** May span lines; the edge cuts it where an editor wants single lines. */
  readonly span: Span;
  readonly type: (typeof tokenTypes)[number];
  readonly readonly?: true;
}

const origins: Readonly<Record<Origin, Token["type"]>> = {
  contact: "enumMember",
  event: "parameter",
  webhook: "class",
  run: "variable",
  tool: "namespace",
};

/** The tokens of a file in order, none over another. */
export function tokens(project: ProjectReader, file: SourceFile): readonly Token[] {
  const found: Token[] = [];
  const scopes = scopesOf(project, file);
  for (const value of file.values) {
    const scope = () => scopes(value);
    const own = value.template ? messageTokens(value, scope) : active(value).flatMap((one) => referenceTokens(value, one, scope));
    for (const token of own) found.push({ ...token, span: value.toFile(token.span) });
  }
  found.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  let end = 0;
  return found.filter(({ span }) => {
    if (span.end <= span.start || span.start < end) return false;
    end = span.end;
    return true;
  });
}

/** `$<`, name space, name, path, fallback and `>` of one reference; steps of Velocity as its tree has them. */
function referenceTokens(value: ReferenceValue, reference: Reference, scope: () => Scope): readonly Token[] {
  if (reference.form === "bare") return [{ span: reference.span, type: "parameter" }];
  const dotted = scope().dotted(reference);
  const entry = dotted?.entry ?? scope().resolve(reference.name, reference.namespace?.name);
  const type: Token["type"] = reference.local ? "variable" : entry ? origins[entry.origin] : "variable";
  const found: Token[] = [];
  const first = reference.namespace?.span.start ?? reference.nameSpan.start;
  if (reference.form !== "data") found.push({ span: { start: reference.span.start, end: first }, type: "operator" });
  else found.push(...dataSigil(value.text, reference));
  if (reference.namespace) found.push({ span: reference.namespace.span, type: "namespace" });
  found.push({ span: reference.nameSpan, type, ...(entry?.origin === "run" ? { readonly: true as const } : {}) });
  for (const [at, step] of reference.path.entries())
    found.push({ span: step.span, type: dotted && at < dotted.steps ? type : step.kind === "index" ? "number" : "property" });
  if (reference.fallback) found.push({ span: reference.fallback.span, type: "string" });
  if (/[>}%]/.test(value.text[reference.span.end - 1] ?? ""))
    found.push({ span: { start: reference.span.end - 1, end: reference.span.end }, type: "operator" });
  return found;
}

/** `$!data` of `$!data.get('x')`. */
function dataSigil(text: string, reference: Reference): readonly Token[] {
  const head = /^\$!?\{?/.exec(text.slice(reference.span.start))?.[0].length ?? 1;
  const start = reference.span.start;
  return [
    { span: { start, end: start + head }, type: "operator" },
    { span: { start: start + head, end: start + head + 4 }, type: "namespace" },
  ];
}

function messageTokens(value: ReferenceValue, scope: () => Scope): readonly Token[] {
  if (!value.template) return [];
  const byStart = new Map(value.list.references.map((reference) => [reference.span.start, reference]));
  const local = new Set(value.template.references.flatMap((found) => (found.local || found.target ? [found.node] : [])));
  const found: Token[] = [];
  const text = value.text;
  walk(value.template.tree, (node: AnyNode) => {
    switch (node.kind) {
      case "comment":
        found.push({ span: node.span, type: "comment" });
        break;
      case "string":
        found.push(...around(node.span, node.parts ?? []));
        break;
      case "number":
        found.push({ span: node.span, type: "number" });
        break;
      case "boolean":
        found.push({ span: node.span, type: "keyword" });
        break;
      case "binary":
        found.push({ span: node.operatorSpan, type: "operator" });
        break;
      case "reference":
        found.push(...velocityTokens(text, node, local.has(node), byStart.get(node.span.start), scope));
        break;
      case "set":
      case "evaluate":
      case "parse":
      case "include":
      case "break":
      case "stop":
      case "branch":
        found.push(keyword(text, node.headSpan));
        break;
      case "call":
        if (node.parenthesised) found.push({ span: node.nameSpan, type: "function" });
        break;
      case "foreach": {
        found.push(keyword(text, node.headSpan));
        const between = text.slice(node.variable?.span.end ?? node.collection.span.start, node.collection.span.start);
        const start = (node.variable?.span.end ?? 0) + between.indexOf("in");
        if (between.trim() === "in") found.push({ span: { start, end: start + 2 }, type: "keyword" });
        break;
      }
      case "macro":
      case "define":
        found.push(keyword(text, node.headSpan));
        break;
      default:
    }
    if ((node.kind === "if" || node.kind === "foreach" || node.kind === "macro" || node.kind === "define") && node.endSpan)
      found.push(keyword(text, node.endSpan));
    return undefined;
  });
  for (const reference of value.list.references)
    if (reference.form === "merge-tag" && !reference.literal) found.push(...referenceTokens(value, reference, scope));
  return found;
}

/** `#if`, `#{else}`: the head without its parenthesis. */
function keyword(text: string, head: Span): Token {
  const length = /^#@?\{?\w+\}?/.exec(text.slice(head.start, head.end))?.[0].length ?? head.end - head.start;
  return { span: { start: head.start, end: head.start + length }, type: "keyword" };
}

/** A text with references in it: what is between them. */
function around(whole: Span, parts: readonly { readonly kind: string; readonly span: Span }[]): readonly Token[] {
  const found: Token[] = [];
  let start = whole.start;
  for (const part of parts) {
    if (part.kind === "text") continue;
    found.push({ span: { start, end: part.span.start }, type: "string" });
    start = part.span.end;
  }
  return [...found, { span: { start, end: whole.end }, type: "string" }];
}

function velocityTokens(
  text: string,
  node: ReferenceNode,
  local: boolean,
  reference: Reference | undefined,
  scope: () => Scope,
): readonly Token[] {
  const found: Token[] = [{ span: { start: node.span.start, end: node.nameSpan.start }, type: "operator" }];
  const isData = node.name === "data" && !local;
  const entry = !local && reference ? (scope().dotted(reference)?.entry ?? scope().resolve(reference.name)) : undefined;
  const type: Token["type"] = entry ? origins[entry.origin] : "variable";
  found.push({ span: node.nameSpan, type: isData ? "namespace" : type });
  for (const [at, step] of node.steps.entries()) {
    if (step.kind === "property") found.push({ span: step.nameSpan, type: isData && at === 0 ? type : "property" });
    else if (step.kind === "method") found.push({ span: step.nameSpan, type: "method" });
  }
  if (node.braced && text[node.span.end - 1] === "}")
    found.push({ span: { start: node.span.end - 1, end: node.span.end }, type: "operator" });
  return found;
}
