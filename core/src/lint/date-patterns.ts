/** What is wrong with a date pattern of Java's SimpleDateFormat, as far as its letters tell. */

export interface PatternFault {
  /** In the pattern. */
  readonly start: number;
  readonly end: number;
  readonly kind: "letter" | "quote" | "week-year" | "day-of-year";
}

const letters = "GyYMLwWDdFEuaHkKhmsSzZX";

/** The faults of a pattern, in order; texts in apostrophes are no letters. */
export function patternFaults(pattern: string): readonly PatternFault[] {
  const faults: PatternFault[] = [];
  const runs = /'(?:[^']|'')*'|'|([A-Za-z])\1*/g;
  const found = [...pattern.matchAll(runs)];
  const has = (letter: string): boolean => found.some((one) => one[1] === letter);
  for (const one of found) {
    const place = { start: one.index, end: one.index + one[0].length };
    if (one[0] === "'") faults.push({ ...place, kind: "quote" });
    const letter = one[1];
    if (letter === undefined) continue;
    if (!letters.includes(letter)) faults.push({ ...place, kind: "letter" });
    // A year of weeks is right beside a week, and a day of the year without a month.
    if (letter === "Y" && !has("w")) faults.push({ ...place, kind: "week-year" });
    if (letter === "D" && (has("M") || has("L"))) faults.push({ ...place, kind: "day-of-year" });
    if (letter === "'" || faults.at(-1)?.kind === "quote") break;
  }
  return faults;
}

/** Whether the date tool reads a date without being told its format. */
export function isDefaultDate(text: string): boolean {
  return /^\s*(\d{1,2}\/\d{1,2}\/\d{4}|\d{4}-\d{1,2}-\d{1,2})/.test(text);
}

/** Whether dates of a pattern are read without being told of it. */
export function isDefaultPattern(pattern: string): boolean {
  return /^(d{1,2}\/M{1,2}\/y{4}|y{4}-M{1,2}-d{1,2})/.test(pattern);
}
