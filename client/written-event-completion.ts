/** What can stand at a place of an event that is typed by hand: the parameters that the webhook reads. No editor. */
import { jsonTokens } from "#core/request/json-text";

export interface EventCompletion {
  readonly name: string;
  /** What the new text takes the place of. */
  readonly start: number;
  readonly end: number;
  readonly newText: string;
  /** Where a value is still to be typed, in `newText`; undefined when nothing is. */
  readonly value: number | undefined;
}

/**
 * @param names the parameters that the webhook reads
 * @returns those that are not there yet; nothing where no parameter's name can stand
 */
export function eventCompletions(text: string, offset: number, names: readonly string[]): readonly EventCompletion[] {
  const before = text.slice(0, offset);
  const tokens = jsonTokens(before);
  const end = tokens.at(-1)?.end ?? 0;
  const open = /^\s*"/.test(before.slice(end)) ? end + before.slice(end).indexOf('"') : undefined;
  if (open === undefined && before.slice(end).trim() !== "") return [];
  const place = placeOf(before, tokens);
  // The older form is a list of names and values.
  const isNamed = place === "/params//name:";
  if (place !== "/params" && !isNamed) return [];
  // Inside of quotes the rest of the word goes, with the quote that the editor has closed by itself.
  const rest = open === undefined ? "" : (/^[^"\n]*"?/.exec(text.slice(offset))?.[0] ?? "");
  const hasValue = isNamed || /^\s*:/.test(text.slice(offset + rest.length));
  return names
    .filter((name) => !text.includes(JSON.stringify(name)))
    .map((name) => {
      const quoted = JSON.stringify(name);
      return {
        name,
        start: open ?? offset,
        end: offset + rest.length,
        newText: hasValue ? quoted : `${quoted}: ""`,
        value: hasValue ? undefined : quoted.length + 3,
      };
    });
}

/** The names and lists around the end of a text, and `:` where a value stands: `/params` in an object, `/params//name:`. */
function placeOf(text: string, tokens: ReturnType<typeof jsonTokens>): string {
  const around: { readonly isList: boolean; name: string; isValue: boolean }[] = [];
  for (const { start, end, kind } of tokens) {
    const piece = text.slice(start, end);
    const top = around.at(-1);
    if (piece === "{" || piece === "[") around.push({ isList: piece === "[", name: "", isValue: false });
    else if (piece === "}" || piece === "]") around.pop();
    else if (!top) continue;
    else if (piece === ",") top.isValue = false;
    else if (piece === ":") top.isValue = true;
    else if (kind === "string" && !top.isValue) top.name = piece.slice(1, -1);
  }
  const inner = around.at(-1);
  const path = around.slice(0, -1).map(({ name, isList }) => (isList ? "/" : `/${name}`));
  return path.join("") + (inner?.isValue && !inner.isList ? `/${inner.name}:` : "");
}
