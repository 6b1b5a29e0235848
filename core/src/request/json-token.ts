/** What a JSON text is made of, and what is wrong with it. */
import type { Span } from "../text/span";

export interface JsonProblem {
  readonly span: Span;
  /** What is wrong, as the end of "The body is not JSON: …". */
  readonly message: string;
  readonly help: string | undefined;
  /** What belongs in place of what the span holds, where nothing else can be meant. */
  readonly instead?: string;
}

export type JsonTokenKind = "string" | "number" | "word" | "variable" | "punctuation";

export interface JsonToken extends Span {
  readonly kind: JsonTokenKind;
}
