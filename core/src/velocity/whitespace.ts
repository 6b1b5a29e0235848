/**
 * Which blanks and line ends around directives are not printed. Velocity calls this space gobbling and has four modes; the
 * platform uses `lines`. The rules only look at the text around a directive, so they are settled while reading.
 */
export type Gobbling = "none" | "bc" | "lines" | "structured";

/**
 * - `head`: the first part of a block, and `#else`
 * - `end`: `#end`; whether it takes its line end depends on where its block began
 * - `set`, `line`: directives without a body; `file`: #parse and #include
 * - `bare`: a macro call without parentheses
 */
export type Role = "head" | "end" | "set" | "line" | "file" | "bare";

/** `line`: only where the directive, for `end` its block, begins its line. */
type When = "always" | "line" | "never";

const lineEnds: Record<Gobbling, Record<Role, When>> = {
  none: { head: "never", end: "never", set: "never", line: "never", file: "never", bare: "never" },
  bc: { head: "always", end: "always", set: "always", line: "always", file: "always", bare: "never" },
  lines: { head: "always", end: "line", set: "line", line: "line", file: "always", bare: "line" },
  structured: { head: "always", end: "line", set: "line", line: "line", file: "always", bare: "line" },
};

/** Where the blanks directly before `start` begin, not going back beyond `floor`. */
export function blanksBefore(text: string, start: number, floor: number): number {
  let at = start;
  while (at > floor && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

/** The end of the line end behind `end` with the blanks before it, or `end` where something else follows. */
export function lineEndAfter(text: string, end: number): number {
  let at = end;
  while (isBlank(text.charCodeAt(at))) at++;
  const unit = text.charCodeAt(at);
  if (unit === 10) return at + 1;
  if (unit === 13) return text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
  return end;
}

/**
 * Whether the blanks before a directive are dropped.
 * @param beginsLine nothing but blanks stands before it in its line
 * @param afterItem the blanks stand directly behind a reference, a directive with its line end, or the beginning of the text
 */
export function dropsIndent(mode: Gobbling, role: Role, beginsLine: boolean, afterItem: boolean): boolean {
  if (mode === "none") return false;
  if (mode === "bc") return role === "set" && afterItem;
  return beginsLine;
}

/** Whether the line end behind a directive is dropped. */
export function dropsLineEnd(mode: Gobbling, role: Role, beginsLine: boolean): boolean {
  const when = lineEnds[mode][role];
  return when === "always" || (when === "line" && beginsLine);
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9;
}
