/**
 * Comments that silence a finding: `# hookflow-ignore rule-id: reason`, on the line of the finding or on the line above it
 * (above the key, for a text that spans lines). A reason is needed; a comment that silences nothing is reported.
 */
import type { Span } from "../text/span";
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

/** All suppression comments of a YAML file. */
export function suppressionsOf(document: YamlDocument): readonly Suppression[] {
  return document.comments.flatMap((comment) => {
    const written = document.text.slice(comment.span.start, comment.span.end);
    const head = written.match(/^#\s*hookflow-ignore\b[ \t]*/);
    if (!head) return [];
    const rest = written.slice(head[0].length);
    const colon = rest.indexOf(":");
    const names = colon < 0 ? rest : rest.slice(0, colon);
    const base = comment.span.start + head[0].length;
    const rules = [...names.matchAll(/[\w-]+/g)].map((match) => ({
      id: match[0],
      span: { start: base + match.index, end: base + match.index + match[0].length },
    }));
    return [
      {
        span: comment.span,
        rules,
        reason: colon < 0 ? "" : rest.slice(colon + 1).trim(),
        covers: coverage(document, comment.span),
      },
    ];
  });
}

/** The comment that silences a rule, ready to be written above a line. */
export function suppressionText(rule: string, reason: string): string {
  return `# ${marker} ${rule}: ${reason}`;
}

/** Takes a rule out of a comment, or the comment out of the file when nothing else is in it: with its line if it has one. */
export function removal(document: YamlDocument, comment: Suppression, rule: Span): Fix {
  const { text } = document;
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

function coverage(document: YamlDocument, comment: Span): Span {
  const { text } = document;
  const lineStart = Math.max(text.lastIndexOf("\n", comment.start - 1), text.lastIndexOf("\r", comment.start - 1)) + 1;
  const alone = text.slice(lineStart, comment.start).trim() === "";
  if (!alone) return { start: lineStart, end: valueEnd(document, lineStart, comment.start) ?? comment.end };
  // Further comment lines and blank lines may stand between it and what it speaks of.
  let next = comment.end;
  for (;;) {
    const line = /^[^\S\r\n]*(?:\r\n|\r|\n)|^[^\S\r\n]*#[^\r\n]*(?:\r\n|\r|\n)/.exec(text.slice(next));
    const end = /^(?:\r\n|\r|\n)/.exec(text.slice(next));
    const step = end ?? line;
    if (!step) break;
    next += step[0].length;
  }
  const lineEnd = text.slice(next).search(/[\r\n]|$/);
  const end = next + lineEnd;
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
