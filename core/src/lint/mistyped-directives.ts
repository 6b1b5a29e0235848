/**
 * Directives that are nearly spelled right, and so are printed as they stand: `#forech(…)`, `#elsif(…)`, `#else if(…)`, `#set $a = 1`,
 * and calls of a macro that the text defines under a nearby name. A hash before a word is mostly a colour or a hashtag, so only what
 * stands where a directive would is taken for one.
 */
import type { ReadText } from "../model/read-text";
import { nearest } from "../text/nearest";
import type { Span } from "../text/span";
import type { AnyNode, CallNode } from "../velocity/index";
import { macrosOf, walk } from "../velocity/index";

export interface MistypedDirective {
  /** From the hash to the end of the name; with what is written for its head where a parenthesis is missing. */
  readonly span: Span;
  /** All of the call. */
  readonly whole: Span;
  readonly written: string;
  readonly meant: string;
  /** `call`: another name; `words`: two words; `bare`: no parentheses. */
  readonly kind: "call" | "words" | "bare";
  /** The name that a #set would have set. */
  readonly sets: string | undefined;
}

/** Whether a text can hold one at all: a word behind a hash that is no directive, or a directive without its parenthesis. */
const candidate =
  /#\{?(?!(?:if|elseif|else|end|foreach|set|macro|define|break|stop|parse|include|evaluate)\b)[A-Za-z]|#\{?else\}?[ \t]+if\b|#set[ \t]+[$\w]/;

/** Names of other languages and slips that no distance tells. */
const called: ReadonlyMap<string, string> = new Map([
  ...["elsif", "elif", "elseif", "elsief", "esleif", "elsefi"].map((name) => [name, "elseif"] as const),
  ...["for", "each", "forech", "foreachs"].map((name) => [name, "foreach"] as const),
  ...["iff", "fi", "if"].map((name) => [name, "if"] as const),
  ...["sett", "ste", "est", "seet", "set", "let", "assign"].map((name) => [name, "set"] as const),
]);
const long = ["foreach", "elseif", "macro", "define"];
const bare: ReadonlyMap<string, string> = new Map([
  ...["els", "esle", "eles", "lese", "ese", "else"].map((name) => [name, "else"] as const),
  ...["edn", "ned", "nd", "end"].map((name) => [name, "end"] as const),
]);

/** The mistyped directives of a text, in their order. */
export function mistypedDirectives({ text, template }: Pick<ReadText, "text" | "template">): readonly MistypedDirective[] {
  if (!template || !candidate.test(text)) return [];
  const macros = macrosOf(template.tree);
  const found: MistypedDirective[] = [];
  walk(template.tree, (node, ancestors) => {
    if (node.kind === "branch" && node.keyword === "else") found.push(...elseIf(text, node.headSpan));
    if (node.kind !== "call" || macros.has(node.name)) return;
    if (node.name === "set" && !node.parenthesised) found.push(...bareSet(text, node));
    const meant = meantBy(node, macros, ancestors);
    if (meant === undefined) return;
    const span = { start: node.span.start, end: node.nameSpan.end + (text[node.span.start + 1] === "{" ? 1 : 0) };
    found.push({ span, whole: node.span, written: `#${node.name}`, meant: `#${meant}`, kind: "call", sets: undefined });
  });
  return found.sort((a, b) => a.span.start - b.span.start);
}

function meantBy(node: CallNode, macros: ReadonlyMap<string, unknown>, ancestors: readonly AnyNode[]): string | undefined {
  const lower = node.name.toLowerCase();
  if (node.parenthesised) {
    const own = node.name.length > 2 ? nearest(node.name, macros.keys()) : undefined;
    return own ?? called.get(lower) ?? (lower.length > 4 ? nearest(lower, long) : undefined);
  }
  // A word behind a hash is a hashtag, unless a block waits for it.
  return ancestors.some(({ kind }) => kind === "if" || kind === "foreach") ? bare.get(lower) : undefined;
}

function elseIf(text: string, head: Span): MistypedDirective[] {
  const found = /^[ \t]+if[ \t]*(?=\([^)\r\n]*\$)/.exec(
    text.slice(head.end, head.end + 40 + text.slice(head.end).search(/[\r\n]|$/)),
  );
  const span = { start: head.start, end: head.end + (found?.[0].length ?? 0) };
  return found ? [{ span, whole: span, written: "#else if", meant: "#elseif", kind: "words", sets: undefined }] : [];
}

function bareSet(text: string, { span: { start }, nameSpan }: CallNode): MistypedDirective[] {
  const line = text.slice(nameSpan.end, nameSpan.end + text.slice(nameSpan.end).search(/[\r\n]|$/));
  const found = /^[ \t]+\$?!?\{?(\w+)\}?[ \t]*=(?!=)/.exec(line);
  if (!found) return [];
  const whole = { start, end: nameSpan.end + line.length };
  return [{ span: { start, end: nameSpan.end }, whole, written: "#set", meant: "#set(…)", kind: "bare", sets: found[1] }];
}
