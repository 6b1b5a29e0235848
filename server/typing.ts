/**
 * Calm while somebody types: `$<TO` is half a reference, not a wrong one. What is found at the very stretch that the last key
 * touched is held back until the cursor is known to have left it, another place is edited, or the text stands still for a
 * moment. Nothing else waits, and of a text that stands still everything is told: what the command line says of it.
 */
import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Finding, Span, Uri } from "#core";
import { touches } from "#core/text/span";

/** Runs something later; gives the way to call it off. */
export type Later = (run: () => void, milliseconds: number) => () => void;

export const later: Later = (run, milliseconds) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};

/** How long a text stands still before it counts as what was meant, in milliseconds. */
const still = 1_500;
/** How long, where a list of completions is open below it. */
const reading = 10_000;

interface Place {
  readonly uri: Uri;
  /** What the last key put in, or the empty place where it took something out. */
  readonly span: Span;
  callOff: () => void;
  /** Whether completions were offered here, or for the beginning of the word. */
  offered: boolean;
  /** Whether a finding waits. */
  holds: boolean;
}

export class Typing {
  private place: Place | undefined;

  constructor(
    private readonly later: Later,
    /** Called when what waited for a file may be told. */
    private readonly tell: (uri: Uri) => void,
  ) {}

  /** Takes note of an edit. @param before the document as it was */
  edited(uri: Uri, before: TextDocument, changes: readonly TextDocumentContentChangeEvent[]): void {
    const last = this.place;
    last?.callOff();
    this.place = undefined;
    if (last && last.uri !== uri && last.holds) this.tell(last.uri);
    const [change] = changes;
    if (!change || changes.length > 1 || !("range" in change)) return;
    const start = before.offsetAt(change.range.start);
    // A list stays open while its word goes on, and is not asked for again.
    const end = before.offsetAt(change.range.end);
    const offered = last?.uri === uri && last.offered && start <= last.span.end && last.span.start <= end;
    // A key makes one sign, or two where the editor closes what it opens. More was chosen from the list, or else pasted or written
    // by a program.
    if (!offered && !/^[^\r\n]{0,2}$/.test(change.text)) return;
    const callOff = this.later(() => this.leave(), offered ? reading : still);
    this.place = { uri, span: { start, end: start + change.text.length }, callOff, offered, holds: false };
  }

  /** The cursor was seen at a stretch of a file. */
  cursorAt(uri: Uri, { start, end }: Span): void {
    const { place } = this;
    // It stands behind the last key as long as nobody moves it: more to the right is somewhere else.
    if (place && (place.uri !== uri || end < place.span.start || place.span.end < start)) this.leave();
  }

  /** Completions are offered at an offset: somebody reads them, and what stands there is not what was meant. */
  offered(uri: Uri, offset: number): void {
    if (this.place?.uri !== uri || !touches(this.place.span, offset)) {
      this.leave();
      this.place = { uri, span: { start: offset, end: offset }, callOff: () => undefined, offered: true, holds: false };
    }
    this.place.offered = true;
    this.place.callOff();
    this.place.callOff = this.later(() => this.leave(), reading);
  }

  /** The findings that may be told now. */
  ripe(uri: Uri, findings: readonly Finding[]): readonly Finding[] {
    const { place } = this;
    if (place?.uri !== uri) return findings;
    const ripe = findings.filter(({ span }) => span.end < place.span.start || place.span.end < span.start);
    place.holds = ripe.length < findings.length;
    return ripe;
  }

  /** Whatever waits may be told. */
  leave(): void {
    const { place } = this;
    if (!place) return;
    place.callOff();
    this.place = undefined;
    if (place.holds) this.tell(place.uri);
  }

  /** Nobody types any more, and nothing is told. */
  stop(): void {
    this.place?.callOff();
    this.place = undefined;
  }
}
