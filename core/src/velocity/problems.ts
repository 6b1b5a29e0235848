/**
 * What can be wrong with a template, while reading it and while rendering it. A problem carries its span for the editor
 * and line and column (from 1) for people; both count as the platform does in its own messages.
 */
import { LineIndex } from "../text/lines";
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
  | "undefined-name"
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

/** Line and column as the platform counts them in its messages: from 1, a tab up to the next multiple of eight. */
export class PlatformLines {
  private readonly index: LineIndex;

  constructor(private readonly text: string) {
    this.index = new LineIndex(text);
  }

  at(offset: number): { line: number; column: number } {
    const { line, character } = this.index.positionAt(offset);
    const wanted = Math.max(0, Math.min(offset, this.text.length));
    const before = this.text.slice(wanted - character, wanted);
    if (!before.includes("\t")) return { line: line + 1, column: character + 1 };
    let column = 0;
    for (const unit of before.split("")) column += unit === "\t" ? 8 - (column % 8) : 1;
    return { line: line + 1, column: column + 1 };
  }
}
