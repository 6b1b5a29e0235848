/** One line of an outline. */
import type { Span } from "../text/span";

export type SymbolKind = "file" | "object" | "list" | "text" | "number" | "block" | "header";

export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly DocumentSymbol[];
}
