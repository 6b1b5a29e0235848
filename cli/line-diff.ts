/** Two texts line by line: what has gone, what has come, and what stands around it, as unified hunks. */

export interface DiffLine {
  readonly kind: " " | "-" | "+";
  /** Without its line break. */
  readonly text: string;
  /** Whether it is a text's last line and no line break follows. */
  readonly isOpen: boolean;
}

export interface Hunk {
  /** Line and count in the old text and in the new one, counted from 1. */
  readonly before: readonly [number, number];
  readonly after: readonly [number, number];
  readonly lines: readonly DiffLine[];
}

/** Lines around a change. */
const context = 3;
/** Beyond this many pairs of changed lines nobody reads which of them are alike. */
const maxPairs = 4_000_000;

/** The hunks that make `after` of `before`; none when they are equal. */
export function lineDiff(before: string, after: string): readonly Hunk[] {
  const lines = compared(split(before), split(after));
  const hunks: Hunk[] = [];
  let oldLine = 1;
  let newLine = 1;
  let at = 0;
  const step = ({ kind }: DiffLine): void => {
    if (kind !== "+") oldLine++;
    if (kind !== "-") newLine++;
    at++;
  };
  for (;;) {
    const first = lines.findIndex(({ kind }, index) => index >= at && kind !== " ");
    if (first < 0) return hunks;
    for (const line of lines.slice(at, Math.max(at, first - context))) step(line);
    const start = at;
    const [oldStart, newStart] = [oldLine, newLine];
    // Changes that share their surroundings are one hunk.
    let last = first;
    for (let next = first; next < lines.length && next <= last + 2 * context + 1; next++)
      if (lines[next]?.kind !== " ") last = next;
    for (const line of lines.slice(at, last + 1 + context)) step(line);
    hunks.push({
      before: [oldStart, oldLine - oldStart],
      after: [newStart, newLine - newStart],
      lines: lines.slice(start, at),
    });
  }
}

/** Each line with its break, so that a last line without one is another line. */
function split(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function compared(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  let head = 0;
  while (head < before.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < Math.min(before.length, after.length) - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const old = before.slice(head, before.length - tail);
  const fresh = after.slice(head, after.length - tail);
  const same = (lines: readonly string[]) => lines.map((line) => diffLine(" ", line));
  return [...same(before.slice(0, head)), ...changed(old, fresh), ...same(before.slice(before.length - tail))];
}

/** By the longest common subsequence of lines, what has gone first. */
function changed(old: readonly string[], fresh: readonly string[]): readonly DiffLine[] {
  const gone = (lines: readonly string[]) => lines.map((line) => diffLine("-", line));
  const come = (lines: readonly string[]) => lines.map((line) => diffLine("+", line));
  if (old.length * fresh.length > maxPairs) return [...gone(old), ...come(fresh)];
  const width = fresh.length + 1;
  // alike[i * width + j]: how many lines are common behind line i of the old text and line j of the new one.
  const alike = new Uint32Array((old.length + 1) * width);
  const common = (i: number, j: number) => alike[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = fresh.length - 1; j >= 0; j--)
      alike[i * width + j] = old[i] === fresh[j] ? common(i + 1, j + 1) + 1 : Math.max(common(i + 1, j), common(i, j + 1));
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length && j < fresh.length) {
    if (old[i] === fresh[j]) {
      lines.push(diffLine(" ", old[i] ?? ""));
      i++;
      j++;
    } else if (common(i + 1, j) >= common(i, j + 1)) lines.push(diffLine("-", old[i++] ?? ""));
    else lines.push(diffLine("+", fresh[j++] ?? ""));
  }
  return [...lines, ...gone(old.slice(i)), ...come(fresh.slice(j))];
}

function diffLine(kind: DiffLine["kind"], line: string): DiffLine {
  return { kind, text: line.replace(/\n$/, ""), isOpen: !line.endsWith("\n") };
}
