/** The values of a request with where each of them stands and came from, for people. */
import type { PlannedValue } from "#core/request/index";
import { stdoutOutput, styled } from "../output";

/** A line a value, below an empty one; nothing when there is none. @param masked takes secrets out of a text */
export function printValues(values: readonly PlannedValue[], masked: (text: string) => string = String): void {
  if (values.length === 0) return;
  const out = stdoutOutput;
  out.raw("\n");
  const width = Math.max(...values.map(({ name }) => name.length));
  const wide = Math.min(40, Math.max(...values.map(({ value }) => value.length)));
  for (const { name, value, place, from } of values)
    out.line(
      masked(
        `  ${styled(out, "cyan", name.padEnd(width))}  ${value.padEnd(wide)}  ${styled(out, "dim", `${place}, from ${from}`)}`,
      ),
    );
}
