/**
 * Finds the blanks and line ends around directives that are not printed, while a body is read from left to right, and works
 * out the printed text at its end. The rules themselves are those of `whitespace.ts`.
 */
import type { Span } from "../text/span";
import { blanksBefore, dropsIndent, dropsLineEnd, type Gobbling, lineEndAfter, type Role } from "./whitespace";

/** What stood around a directive and is not printed. */
export interface Margins {
  readonly indent: string;
  readonly lineEnd: string;
}

/** Where a directive stands. */
export interface Place {
  readonly start: number;
  readonly end: number;
  /** Signs directly before it that Velocity takes for a part of it: `$#if`. They are printed, and the blanks with them. */
  readonly glued: number;
  /** Nothing but blanks stands before it in its line. */
  readonly beginsLine: boolean;
  /** The blanks before it. */
  readonly indent: string;
}

const gluedSigns = /(?:\\*\$(?:\\*!)?|#)+$/;

export class Gobbler {
  private readonly gaps: Span[] = [];
  /** The end of the last node that is not text, and whether a line can be said to begin there. */
  private itemEnd = 0;
  private lineStart = true;
  /** How far the last directive reaches with the line end that belongs to it. */
  private takenTo = 0;
  /** The same where it is printed all the same. */
  private keptTo = 0;

  constructor(
    private readonly text: string,
    readonly mode: Gobbling,
  ) {}

  endItem(end: number, lineStart: boolean): void {
    this.itemEnd = end;
    this.lineStart = lineStart;
  }

  /** How far the last directive reaches with its line end. */
  get reach(): number {
    return this.takenTo;
  }

  /** How much of the text that begins behind the last directive belongs to it and is printed. */
  keptFrom(start: number): number {
    return Math.max(0, this.keptTo - Math.max(start, this.takenTo));
  }

  /** Whether signs stand directly before a place. */
  hasSigns(start: number): boolean {
    return this.signsBefore(start) < start;
  }

  place(start: number, end: number): Place {
    const glued = this.signsBefore(start);
    const blanks = blanksBefore(this.text, glued, this.itemEnd);
    return { start, end, glued, beginsLine: this.isLineStart(this.lost(blanks, glued)), indent: this.text.slice(blanks, glued) };
  }

  /**
   * Notes what is not printed around a directive.
   * @param takesLineEnd whether it, or for `end` its block, begins its line
   * @param keepsLineEnd whether the line end is printed all the same, since signs are glued to what it belongs to
   */
  gobble(place: Place, role: Role, takesLineEnd: boolean, keepsLineEnd: boolean): Margins {
    const { start, end, glued, beginsLine, indent } = place;
    let dropped = "";
    if (glued === start && indent !== "") {
      const blanks = start - indent.length;
      const lost = this.lost(blanks, start);
      if (lost < blanks && beginsLine) this.drop(lost, blanks);
      if (dropsIndent(this.mode, role, beginsLine, blanks <= Math.max(this.itemEnd, this.takenTo))) {
        this.drop(blanks, start);
        dropped = indent;
      }
    }
    const reach = dropsLineEnd(this.mode, role, takesLineEnd) ? lineEndAfter(this.text, end) : end;
    this.takenTo = keepsLineEnd ? end : reach;
    this.keptTo = reach;
    this.drop(end, this.takenTo);
    return { indent: dropped, lineEnd: this.text.slice(end, this.takenTo) };
  }

  /** Signs directly before a block comment or a raw text are lost with its beginning; gives where they begin. */
  dropSigns(start: number): number {
    const signs = this.signsBefore(start);
    this.drop(signs, start);
    return signs;
  }

  /** What is printed of the text between two offsets, which come in their order. */
  printed(start: number, end: number): string {
    let kept = "";
    let at = start;
    for (let index = this.firstGap(start); index < this.gaps.length; index++) {
      const gap = this.gaps[index];
      if (gap === undefined || gap.start >= end) break;
      if (gap.start > at) kept += this.text.slice(at, gap.start);
      at = Math.max(at, gap.end);
    }
    return at < end ? kept + this.text.slice(at, end) : kept;
  }

  private drop(start: number, end: number): void {
    if (end > start) this.gaps.push({ start, end });
  }

  /** The first gap that ends behind an offset. Gaps are noted in their order and do not overlap. */
  private firstGap(offset: number): number {
    let low = 0;
    let high = this.gaps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.gaps[middle]?.end ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private signsBefore(start: number): number {
    let at = start;
    while (at > this.itemEnd && "$#!\\".includes(this.text.charAt(at - 1))) at--;
    return at === start ? start : start - (gluedSigns.exec(this.text.slice(at, start))?.[0].length ?? 0);
  }

  /** Where the blanks at `blanks` begin together with lone signs before them, which Velocity loses with the blanks. */
  private lost(blanks: number, glued: number): number {
    if (blanks === glued) return blanks;
    const signs = this.signsBefore(blanks);
    return signs < blanks && this.isLineStart(signs) ? signs : blanks;
  }

  private isLineStart(offset: number): boolean {
    if (offset === this.itemEnd) return this.lineStart;
    const before = this.text.charCodeAt(offset - 1);
    return before === 10 || before === 13;
  }
}
