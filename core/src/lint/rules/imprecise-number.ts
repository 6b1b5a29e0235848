import { jsonBodies } from "../json-body";
import { defineRule } from "../rule";

/** Reports a number in a JSON body whose digits most programs cannot keep. */
export const rule = defineRule({
  id: "imprecise-number",
  severity: "warning",
  summary: "Long numbers in a JSON body stand in quotes.",
  check(file, report) {
    for (const { tokens, text, value } of jsonBodies(file))
      for (const token of tokens) {
        if (token.kind !== "number") continue;
        const written = text.slice(token.start, token.end);
        if (isKept(written)) continue;
        report({
          span: value.toFile(token),
          message: Number.isFinite(Number(written))
            ? `Most programs read this number as ${shown(Number(written))}: it has more digits than they keep`
            : "Most programs cannot read this number: it is larger than they can hold",
          help: "Put it in double quotes if it is an id",
        });
      }
  },
});

/** Whether a double holds the number as it is written. */
function isKept(written: string): boolean {
  const digits = written
    .replace(/^-/, "")
    .replace(/[eE].*$/, "")
    .replace(".", "")
    .replace(/^0+|0+$/g, "");
  const read = Number(written);
  if (!Number.isFinite(read)) return false;
  if (digits.length <= 15) return true;
  if (/^-?\d+$/.test(written)) return BigInt(written) === BigInt(read);
  return digits.length <= 17;
}

function shown(read: number): string {
  return Number.isInteger(read) ? BigInt(read).toString().slice(0, 40) : String(read);
}
