/** Merge tags `%FIELD%` in messages: contact fields after a percent sign that begins a word. */
import type { Scope } from "../../scope/scope";
import { describe } from "../hover/index";
import { type Cursor, itemAt } from "./cursor";
import type { Completion } from "./item";
import { detailOf } from "./members";

/** The contact fields where a merge tag is being typed; empty elsewhere. */
export function tagCompletions(cursor: Cursor, scope: Scope): readonly Completion[] {
  if (cursor.place !== "message") return [];
  const { text, offset } = cursor;
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  const open = tagStart(line);
  if (open === undefined) return [];
  const start = offset - (line.length - open);
  const word = /^[\w.]*/.exec(text.slice(offset))?.[0] ?? "";
  const behind = text.slice(offset + word.length);
  const goesOn = /^\|[^%\r\n]*%/.test(behind);
  const isClosed = behind.startsWith("%");
  const end = offset + (isClosed || goesOn ? word.length + Number(isClosed) : (/^\w*/.exec(word)?.[0].length ?? 0));
  return scope.names().flatMap((entry): readonly Completion[] => {
    if (entry.origin !== "contact" || !/^[A-Za-z_]\w*(?:\.\w+)*$/.test(entry.name)) return [];
    return itemAt(cursor, { start, end }, `%${entry.name}${goesOn ? "" : "%"}`, {
      label: entry.name,
      kind: "contact",
      detail: detailOf(entry.shape, entry),
      origin: "contact",
      documentation: describe(entry),
      filter: `%${entry.name}`,
    });
  });
}

/** Where the tag begins that is open at the end of a line: of its percent signs some close others, and `50%` opens nothing. */
function tagStart(line: string): number | undefined {
  let open: number | undefined;
  for (const { index } of line.matchAll(/%/g)) {
    const closes = open !== undefined && /^[A-Za-z_][\w.]*(?:\|.*)?$/.test(line.slice(open + 1, index));
    open = closes || /\d/.test(line.charAt(index - 1)) ? undefined : index;
  }
  return open !== undefined && /^%(?:[A-Za-z_][\w.]*)?$/.test(line.slice(open)) ? open : undefined;
}
