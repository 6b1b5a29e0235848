/**
 * Comments that silence a finding: `# hookflow-ignore rule-id: reason`, on the line of the finding or on the line above it
 * (above the key, for a text that spans lines); in a template file with two hashes, which print nothing. A reason is needed; a
 * comment that silences nothing is reported.
 */
import type { SourceFile } from "../model/source-file";
import type { Span } from "../text/span";
import { walk } from "../velocity/index";
import type { YamlDocument, YamlNode } from "../yaml/index";
import type { Fix } from "./rule";

export interface Suppression {
  readonly span: Span;
  readonly rules: readonly { readonly id: string; readonly span: Span }[];
  readonly reason: string;
  /** Findings that begin in this stretch are silenced. */
  readonly covers: Span;
}

const marker = "hookflow-ignore";

/** All suppression comments of a file: `# …` in YAML, `## …` in a template. */
export function suppressionsOf(source: SourceFile): readonly Suppression[] {
  const { document, text } = source;
  if (document)
    return document.comments.flatMap(({ span }) => suppressionAt(text, span, /^#[ \t]*/, () => coverage(document, span)) ?? []);
  if (!text.includes(marker)) return [];
  const found: Suppression[] = [];
  for (const { template } of source.values)
    if (template)
      walk(template.tree, (node) => {
        if (node.kind !== "comment" || node.style !== "line") return;
        // A line comment takes its line end along.
        const end = node.span.start + text.slice(node.span.start, node.span.end).trimEnd().length;
        const span = { start: node.span.start, end };
        found.push(...(suppressionAt(text, span, /^##+[ \t]*/, () => lineCoverage(text, span)) ?? []));
      });
  return found;
}

function suppressionAt(text: string, span: Span, opener: RegExp, covers: () => Span): readonly Suppression[] | undefined {
  const written = text.slice(span.start, span.end);
  const opened = opener.exec(written)?.[0].length ?? 0;
  const head = /^hookflow-ignore\b[ \t]*/.exec(written.slice(opened));
  if (!head) return undefined;
  const start = opened + head[0].length;
  const rest = written.slice(start);
  const colon = rest.indexOf(":");
  const names = colon < 0 ? rest : rest.slice(0, colon);
  const base = span.start + start;
  const rules = [...names.matchAll(/[\w-]+/g)].map((match) => ({
    id: match[0],
    span: { start: base + match.index, end: base + match.index + match[0].length },
  }));
  return [{ span, rules, reason: colon < 0 ? "" : rest.slice(colon + 1).trim(), covers: covers() }];
}

/** The comment that silences a rule, ready to be written above a line. */
export function suppressionText(rule: string, reason: string, kind: "yaml" | "template" = "yaml"): string {
  return `${kind === "template" ? "##" : "#"} ${marker} ${rule}: ${reason}`;
}

/** Takes a rule out of a comment, or the comment out of the file when nothing else is in it: with its line if it has one. */
export function removal(text: string, comment: Suppression, rule: Span): Fix {
  const at = comment.rules.findIndex(({ span }) => span.start === rule.start && span.end === rule.end);
  if (comment.rules.length > 1 && at >= 0) {
    const [first, second] = at === 0 ? [rule.start, comment.rules[1]?.span.start] : [comment.rules[at - 1]?.span.end, rule.end];
    return {
      title: `Remove \`${text.slice(rule.start, rule.end)}\``,
      edits: [{ span: { start: first ?? 0, end: second ?? 0 }, newText: "" }],
    };
  }
  const before = /[^\r\n]*$/.exec(text.slice(0, comment.span.start))?.[0] ?? "";
  const start = comment.span.start - (/[^\S\r\n]*$/.exec(before)?.[0].length ?? 0);
  const alone = start === comment.span.start - before.length;
  const end = comment.span.end + (alone ? (/^(\r\n|\r|\n)/.exec(text.slice(comment.span.end))?.[0].length ?? 0) : 0);
  return { title: "Remove the comment", edits: [{ span: { start, end }, newText: "" }] };
}

/** In a template: the line of the comment, or, of a comment on a line of its own, the next line that is no such comment. */
function lineCoverage(text: string, comment: Span): Span {
  const start = lineStartOf(text, comment.start);
  if (text.slice(start, comment.start).trim() !== "") return { start, end: comment.end };
  const next = afterComments(text, comment.end, "##");
  return { start: next, end: next + text.slice(next).search(/[\r\n]|$/) };
}

function lineStartOf(text: string, offset: number): number {
  return Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
}

/** Further comment lines and blank lines may stand between a comment and what it speaks of. */
function afterComments(text: string, from: number, opener: "#" | "##"): number {
  const line = opener === "##" ? /[^\S\r\n]*(?:##[^\r\n]*)?(?:\r\n|\r|\n)/y : /[^\S\r\n]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)/y;
  line.lastIndex = from;
  let next = from;
  while (line.test(text)) next = line.lastIndex;
  return next;
}

function coverage(document: YamlDocument, comment: Span): Span {
  const { text } = document;
  const lineStart = lineStartOf(text, comment.start);
  const alone = text.slice(lineStart, comment.start).trim() === "";
  if (!alone) return { start: lineStart, end: valueEnd(document, lineStart, comment.start) ?? comment.end };
  const next = afterComments(text, comment.end, "#");
  const end = next + text.slice(next).search(/[\r\n]|$/);
  return { start: next, end: valueEnd(document, next, end) ?? end };
}

/** A text that begins on the line and goes on below it is covered whole; a map or list is not. */
function valueEnd(document: YamlDocument, start: number, end: number): number | undefined {
  let found: number | undefined;
  const look = (node: YamlNode): void => {
    if (node.uses.length) return;
    if (node.kind === "scalar") {
      if (start <= node.span.start && node.span.start <= end) found = Math.max(found ?? 0, node.span.end);
    } else if (node.kind === "map") {
      for (const entry of node.entries) if (!entry.merged) look(entry.value);
    } else for (const item of node.items) look(item);
  };
  if (document.root) look(document.root);
  return found;
}
