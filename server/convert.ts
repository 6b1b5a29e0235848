/** The outer edge: offsets become lines and characters, findings become diagnostics. Nothing is decided here. */

import type * as lsp from "vscode-languageserver";
import { DiagnosticSeverity, MarkupKind, SymbolKind } from "vscode-languageserver";
import type { Completion, Finding, Hover, Language, Severity, SourceFile, TextEdit, Uri } from "#core";
import { LineIndex } from "#core";

const severities: Readonly<Record<Severity, lsp.DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Lines of files, counted once for each text. */
export class Lines {
  private readonly known = new WeakMap<SourceFile, LineIndex>();

  constructor(private readonly language: Language) {}

  of(uri: Uri): LineIndex {
    const file = this.language.file(uri);
    if (!file) return new LineIndex("");
    let index = this.known.get(file);
    if (!index) {
      index = new LineIndex(file.text);
      this.known.set(file, index);
    }
    return index;
  }
}

/**
 * A finding as a diagnostic; the help is part of the message, as editors show nothing else.
 * @param pages the folder with the pages of the rules, when the client has one
 */
export function diagnostic(finding: Finding, lines: Lines, pages: string | undefined): lsp.Diagnostic {
  return {
    range: lines.of(finding.uri).rangeOf(finding.span),
    severity: severities[finding.severity],
    code: finding.rule,
    ...(pages ? { codeDescription: { href: `${pages}/${finding.rule}.md` } } : {}),
    source: "hookflow",
    message: finding.help ? `${finding.message}\n${finding.help}` : finding.message,
    relatedInformation: finding.related.map((related) => ({
      location: { uri: related.uri, range: lines.of(related.uri).rangeOf(related.span) },
      message: related.message,
    })),
  };
}

export function textEdit(edit: TextEdit, index: LineIndex): lsp.TextEdit {
  return { range: index.rangeOf(edit.span), newText: edit.newText };
}

/** Hover as Markdown in which text from files is escaped, so that no file can bring a link, an image or a command. */
export function hoverContent(hover: Hover): lsp.MarkupContent {
  const parts = hover.parts.map((part) => (part.source === "own" ? part.text : escapeMarkdown(part.text)));
  return { kind: MarkupKind.Markdown, value: [codeSpan(hover.title), ...parts].join("\n\n") };
}

export function documentation(completion: Completion): lsp.MarkupContent | undefined {
  const parts = (completion.documentation ?? []).map((part) => (part.source === "own" ? part.text : escapeMarkdown(part.text)));
  return parts.length ? { kind: MarkupKind.Markdown, value: parts.join("\n\n") } : undefined;
}

/** Text in code letters, with enough backticks around, at most 200 characters. */
function codeSpan(text: string): string {
  const line = text.replace(/\s+/g, " ").slice(0, 200);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  return longest ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

/** Text that shows as it is: every sign that means something in Markdown or HTML is escaped, at most 500 characters. */
export function escapeMarkdown(text: string): string {
  return text
    .slice(0, 500)
    .replace(/\p{Cc}+/gu, " ")
    .replace(/[\\`*_{}[\]()#+\-.!|<>&~:@$/]/g, (sign) => `\\${sign}`)
    .replace(/\\([<>&])/g, (_, sign: string) => ({ "<": "&lt;", ">": "&gt;", "&": "&amp;" })[sign] ?? sign);
}

export const symbolKinds = {
  file: SymbolKind.File,
  object: SymbolKind.Object,
  list: SymbolKind.Array,
  text: SymbolKind.String,
  number: SymbolKind.Number,
  block: SymbolKind.Event,
  header: SymbolKind.Field,
} as const;
