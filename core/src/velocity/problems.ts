/**
 * What can be wrong with a template, while reading it and while rendering it. A problem carries its span for the editor
 * and line and column (from 1) for people; both count as the platform does in its own messages.
 */
import type { Span } from "../text/span";

/** `error`: the platform would not send this message. `warning`: it would, but hardly what was meant. */
export type Severity = "error" | "warning";

export interface Problem {
  readonly severity: Severity;
  readonly message: string;
  readonly code: ProblemCode;
  readonly span: Span;
  readonly line: number;
  readonly column: number;
  /** A second place that explains the first, such as the head of a block that is never closed. */
  readonly related?: { readonly span: Span; readonly message: string };
  /** The file the place lies in, when it is one read by #parse. */
  readonly file?: string;
}

export type ProblemCode =
  | "unexpected-character"
  | "missing-expression"
  | "missing-closer"
  | "missing-end"
  | "unexpected-directive"
  | "unclosed-text"
  | "bad-directive-argument"
  | "bad-string"
  | "too-deep"
  | "method-failed"
  | "bad-index"
  | "not-a-scope"
  | "unknown-file"
  | "list-changed"
  | "macro-depth"
  | "parse-depth"
  | "define-depth"
  | "limit-steps"
  | "limit-output"
  | "limit-depth"
  | "limit-time"
  | "limit-template"
  | "limit-value"
  | "limit-pattern"
  | "bad-pattern"
  | "inexact";

/** Finds line and column of an offset. Lines end at LF, CR LF or a lone CR. */
export class LineIndex {
  private readonly starts: number[] = [0];

  constructor(private readonly text: string) {
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === 10 || (unit === 13 && text.charCodeAt(at + 1) !== 10)) this.starts.push(at + 1);
    }
  }

  /** Line and column of `offset`, both from 1, as the platform counts them. */
  at(offset: number): { line: number; column: number } {
    const wanted = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= wanted) low = middle;
      else high = middle - 1;
    }
    const start = this.starts[low] ?? 0;
    let column = wanted - start;
    // The platform counts a tab up to the next multiple of eight.
    if (this.text.slice(start, wanted).includes("\t")) {
      column = 0;
      for (let at = start; at < wanted; at++) column += this.text.charCodeAt(at) === 9 ? 8 - (column % 8) : 1;
    }
    return { line: low + 1, column: column + 1 };
  }
}
