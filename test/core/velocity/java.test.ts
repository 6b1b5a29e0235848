/**
 * Answers that Java's own classes gave: DecimalFormat, SimpleDateFormat, Formatter and regular expressions, asked through the
 * methods and tools a template has. `null` is an exception.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type RenderOptions, render } from "#core/velocity/index";

interface Asked {
  readonly op: "dec" | "sdf" | "fmt" | "all" | "split" | "split-1" | "matches";
  readonly pattern: string;
  readonly replacement?: string;
  /** The value, for dates a zone, and the answer. */
  readonly answers: readonly (readonly (string | null)[])[];
}

const asked = JSON.parse(readFileSync("test/fixtures/velocity/java.json", "utf8")) as Asked[];

const templates: Record<Asked["op"], string> = {
  dec: "$numberTool.format($p, $v)",
  sdf: "$dateTool.formatDate($p, $v)",
  fmt: "$p.format($p, $v)",
  all: "$v.replaceAll($p, $r)",
  split: "$v.split($p)",
  "split-1": "$v.split($p, -1)",
  matches: "$v.matches($p)",
};

/** Values are written with their type in front: `d1.5`, `i7`, `sabc`. */
function readValue(op: Asked["op"], text: string): { value: unknown; options: RenderOptions } {
  if (op === "sdf") return { value: BigInt(text), options: {} };
  if (op !== "dec" && op !== "fmt") return { value: text, options: {} };
  const rest = text.slice(1);
  if (text.startsWith("d")) return { value: Number(rest), options: { doubles: "all" } };
  if (text.startsWith("b")) return { value: rest === "true", options: {} };
  return { value: text.startsWith("s") ? rest : BigInt(rest), options: {} };
}

suite("velocity: answers of Java", () => {
  for (const op of Object.keys(templates) as Asked["op"][])
    test(op, () => {
      const wrong: string[] = [];
      for (const { pattern, replacement, answers } of asked.filter((one) => one.op === op))
        for (const answer of answers) {
          const wanted = answer.at(-1) ?? null;
          const { value, options } = readValue(op, answer[0] ?? "");
          const zone = op === "sdf" ? { timeZone: answer[1] ?? "UTC" } : {};
          const context = { p: pattern, v: value, r: replacement };
          const { text, problems } = render(templates[op], context, { ...options, ...zone });
          const got = problems.some(({ severity }) => severity === "error") ? null : text;
          if (got !== wanted) wrong.push(`${JSON.stringify([pattern, ...answer])}: ${JSON.stringify(got)}`);
        }
      assert.deepEqual(wrong, []);
    });
});
