/**
 * Keys and values as they are written into a file: YAML in the style that is there, JSON in double quotes. Each is one edit that
 * covers the cursor and stays on its line, with the text that an editor compares with what it covers.
 */
import type { SourceFile } from "../../model/source-file";
import type { TextEdit } from "../../text/edit";
import { lineAt } from "../../text/lines";
import type { Span } from "../../text/span";
import type { YamlScalar } from "../../yaml/index";
import { closeScalar, openQuote, replaceInScalar, scalarSource } from "../../yaml/index";
import { aroundCursor } from "./cursor";
import type { SchemaPlace } from "./item";

export interface Written {
  readonly edit: TextEdit;
  readonly filter: string;
}

/** Whether a file holds JSON, where texts and keys stand in double quotes. */
export function isJson({ uri }: SourceFile): boolean {
  return uri.endsWith(".json");
}

/** Whether a place is in a flow collection: in JSON always, whatever a half-typed text looks like. */
export function isFlow(file: SourceFile, { place }: SchemaPlace): boolean {
  return place.flow || isJson(file);
}

/**
 * A value in the place of what is typed.
 * @param isText whether it stays a text when it looks like a number or a boolean
 * @returns undefined where it would run into what stands behind it
 */
export function writeValue(file: SourceFile, at: SchemaPlace, text: string, isText: boolean): Written | undefined {
  const { place, offset } = at;
  const { document } = file;
  const scalar = writtenScalar(place.scalar);
  const isBare = !isText && isJson(file);
  if (scalar && document && !isBare) {
    const whole = { start: 0, end: scalar.text.length };
    const word = place.decodedOffset === undefined ? whole.end : place.decodedOffset + wordAfter(file.text, offset);
    const closed = closeScalar(document, scalar, { start: 0, end: isFlow(file, at) ? word : whole.end }, text);
    const edit = closed ?? valueInScalar(file, scalar, text, isText);
    const around = edit && aroundCursor(file.text, edit, offset);
    if (!around) return undefined;
    return { edit: around, filter: asQuoted(file, around.span, text) };
  }
  const span = scalar?.span ?? place.typed;
  const more = separator(file, at, span, typeof place.path.at(-1) === "number");
  if (more === undefined) return undefined;
  const gap = /[:-]$/.test(file.text.slice(0, span.start)) ? " " : "";
  const source = isBare ? text : sourceOf(file, at, text, isText, false);
  const edit = aroundCursor(file.text, { span, newText: gap + source + more }, offset);
  return edit && { edit, filter: asQuoted(file, span, text) };
}

/** A text in the quote with which a place begins: editors compare what stands there as it is written. */
function asQuoted({ text }: SourceFile, span: Span, name: string): string {
  const quote = /^["']/.exec(text.slice(span.start, span.end))?.[0] ?? "";
  return `${quote}${name}${quote}`;
}

/** The whole value anew, in the style it is written in; from its start on, so that the cursor's word is in it. */
function valueInScalar(file: SourceFile, scalar: YamlScalar, text: string, isText: boolean): TextEdit | undefined {
  if (!file.document) return undefined;
  if (scalar.style === "plain" || isJson(file))
    return {
      span: scalar.span,
      newText:
        isJson(file) && isText
          ? scalarSource(text, { place: scalar.place, style: "double" })
          : scalarSource(text, { place: scalar.place, keepString: isText }),
    };
  const [edit] = replaceInScalar(file.document, scalar, { start: 0, end: scalar.text.length }, text) ?? [];
  // The header of a block scalar stands on another line.
  if (!edit || scalar.style === "literal" || scalar.style === "folded") return edit;
  const start = Math.min(edit.span.start, scalar.span.start);
  const end = Math.max(edit.span.end, scalar.span.end);
  return {
    span: { start, end },
    newText: file.text.slice(start, edit.span.start) + edit.newText + file.text.slice(edit.span.end, end),
  };
}

/**
 * A key in the place of what is typed, in the column of its map, and what follows it when no colon does yet.
 * @param tail of a key whose value is not there yet: a colon and what opens the value
 * @returns undefined where it would run into what stands around it
 */
export function writeKey(file: SourceFile, at: SchemaPlace, key: string, tail: string): Written | undefined {
  const span = keySpan(file, at);
  const room = roomForKey(file, at, span, key);
  if (!room) return undefined;
  const source = sourceOf(file, at, key, false, true, file.text.charAt(span.start));
  const opening = room.holdsValue ? ":" : tail;
  const newText = `${room.before}${source}${isFollowed(file, at) ? "" : opening}${room.after}`;
  const edit = aroundCursor(file.text, { span: { start: room.start, end: span.end }, newText }, at.offset);
  return edit && { edit, filter: asQuoted(file, span, key) };
}

/** Where a new entry with all its lines goes; undefined where there is no place for one. */
export function roomForEntry(
  file: SourceFile,
  at: SchemaPlace,
  name: string,
): Pick<Room, "start" | "before" | "after"> | undefined {
  const room = isFollowed(file, at) ? undefined : roomForKey(file, at, at.place.typed, name);
  return room?.holdsValue ? undefined : room;
}

/** Whether the key at the cursor has its colon. */
export function isFollowed(file: SourceFile, at: SchemaPlace): boolean {
  return /^[ \t]*:/.test(file.text.slice(keySpan(file, at).end));
}

interface Room {
  /** Where the edit begins: at the start of the line when the indentation has to change. */
  readonly start: number;
  readonly before: string;
  readonly after: string;
  /** Whether the value of the key stands behind it already. */
  readonly holdsValue: boolean;
}

function roomForKey(file: SourceFile, at: SchemaPlace, span: Span, key: string): Room | undefined {
  const { text } = file;
  const { place } = at;
  if (isFollowed(file, at)) return { start: span.start, before: "", after: "", holdsValue: false };
  if (isJson(file) && !place.flow) {
    // An empty file becomes an object; in front of one and behind it no key can stand.
    const isAlone = !/[{}[\]]/.test(text) && text.trim() === text.slice(span.start, span.end).trim();
    return isAlone ? { start: span.start, before: "{ ", after: " }", holdsValue: false } : undefined;
  }
  if (isFlow(file, at)) {
    const behind = text.slice(span.end);
    const next = /^\s*(?:"([^"]*)"|'([^']*)'|([^\s,:{}[\]]+))\s*:/.exec(behind);
    // A key without its colon hides the one behind it from the tree.
    if (next && (next[1] ?? next[2] ?? next[3]) === key) return undefined;
    const before = flowIndent(text, span.start);
    if (/^\s*[{[]/.test(behind)) return { start: span.start, before, after: "", holdsValue: true };
    return { start: span.start, before, after: separator(file, at, span, true) ?? "", holdsValue: false };
  }
  // Behind a flow collection no key can follow on its line, and none at all behind one at the root.
  if (place.map?.flow || /[{}[\],]/.test(text.slice(span.start, span.end))) return undefined;
  if (separator(file, at, span, true) === undefined) return undefined;
  const line = lineAt(text, span.start);
  const indentation = text.slice(line.start, span.start);
  const isFirst = indentation.trim() === "";
  const holdsValue = isFirst && isAbove(text, line.end, place.indent);
  // What is deeper below would become the value of whatever is put between.
  if (holdsValue && span.start === span.end) return undefined;
  if (isFirst && indentation.length !== place.indent)
    return { start: line.start, before: " ".repeat(place.indent), after: "", holdsValue };
  return { start: span.start, before: itemGap(text, span.start), after: "", holdsValue };
}

/** What a line of a flow collection that begins in the first column needs before it: the indentation of its neighbours. */
function flowIndent(text: string, start: number): string {
  if (start === 0 || text[start - 1] !== "\n") return "";
  const below = /^\s*\n([ \t]*)[^\s}\]]/.exec(text.slice(start))?.[1];
  return below ?? /(?:^|\n)([ \t]*)\S[^\n]*\n\s*$/.exec(text.slice(0, start))?.[1] ?? "";
}

/** The space that a dash or a colon needs behind it. */
function itemGap(text: string, start: number): string {
  return /(?:^|\s)-$/.test(text.slice(Math.max(0, start - 2), start)) ? " " : "";
}

/** Whether the next line that says something belongs to a key in this column. */
function isAbove(text: string, lineEnd: number, column: number): boolean {
  const [, indent = "", first] = /^(?:[ \t]*(?:#.*)?\r?\n)+( *)(\S\s?)/.exec(text.slice(lineEnd)) ?? [];
  return first !== undefined && (indent.length > column || (indent.length === column && /^-\s/.test(first)));
}

/** What is written of a key; one whose quote is open ends with its word. */
function keySpan({ text, document }: SourceFile, { place, offset }: SchemaPlace): Span {
  const { scalar, typed } = place;
  const open = scalar && document ? openQuote(document, scalar) : undefined;
  const isLong = typed.end > lineAt(text, offset).end;
  if (!open && !isLong) return typed;
  return { start: open?.start ?? typed.start, end: offset + wordAfter(text, offset) };
}

function sourceOf(file: SourceFile, { place }: SchemaPlace, text: string, keepString: boolean, key: boolean, quote = ""): string {
  // The sign that begins a key is kept when it is a quote.
  const style = isJson(file) || quote === '"' ? "double" : quote === "'" ? "single" : undefined;
  return scalarSource(text, {
    place: { flow: place.flow, key, parentIndent: place.indent },
    keepString,
    ...(style ? { style } : {}),
  });
}

/** What keeps an entry or item apart from what stands behind it; undefined when nothing can. */
function separator(file: SourceFile, at: SchemaPlace, span: Span, isEntry: boolean): string | undefined {
  const { text } = file;
  if (!isFlow(file, at)) return /^[ \t]*(?:$|\r?\n|#|:)/.test(text.slice(span.end)) ? "" : undefined;
  const behind = text.slice(span.end);
  if (/^\s*(?:$|[,}\]]|#)/.test(behind)) return "";
  // A value is set apart from a key on the next line; whatever else follows may be the value itself.
  if (!isEntry && !/^[ \t]*\r?\n\s*(?:"[^"\n]*"|'[^'\n]*'|[^\s,:{}[\]]+)\s*:/.test(behind)) return undefined;
  return /^\s/.test(behind) ? "," : ", ";
}

function wordAfter(text: string, offset: number): number {
  return /^[\w.-]*/.exec(text.slice(offset))?.[0].length ?? 0;
}

/** A scalar that stands here, and not a place for one. */
function writtenScalar(scalar: YamlScalar | undefined): YamlScalar | undefined {
  return scalar && scalar.span.end > scalar.span.start && scalar.uses.length === 0 ? scalar : undefined;
}
