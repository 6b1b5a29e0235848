/**
 * Templates of our own with what the platform's grammar makes of them in each mode of space gobbling: signs that touch
 * directives, backslashes, comments, moved bodies, calls of unknown macros, and faults with their places.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { render } from "#core/velocity/index";

interface ModeCase {
  readonly template: string;
  /** What all modes print. */
  readonly text?: string;
  readonly none?: string;
  readonly bc?: string;
  readonly lines?: string;
  readonly structured?: string;
  readonly error?: { readonly line: number; readonly column: number };
}

const cases = JSON.parse(readFileSync("test/fixtures/velocity/modes.json", "utf8")) as ModeCase[];
const context = { a: "A", b: "B", t: true, f: false, e: "", z: 0, i: 5, l: [1, 2], m: { k: "V" } };
const modes = ["none", "bc", "lines", "structured"] as const;

function rendered(template: string, mode: string): ReturnType<typeof render> {
  return render(template, context, { tools: "none", props: { "parser.space_gobbling": mode } });
}

suite("velocity: modes of space gobbling", () => {
  for (const mode of modes)
    test(`${mode}: ${cases.length} templates`, () => {
      const wrong: string[] = [];
      for (const one of cases) {
        const { text, problems } = rendered(one.template, mode);
        const error = problems.find(({ severity }) => severity === "error");
        const place = error === undefined ? undefined : { line: error.line, column: error.column };
        const got = JSON.stringify(place ?? text);
        const wanted = JSON.stringify(one.error ?? one.text ?? one[mode]);
        if (got !== wanted) wrong.push(`${JSON.stringify(one.template)}: ${got} instead of ${wanted}`);
      }
      assert.deepEqual(wrong, []);
    });

  test("any cut, doubled or mixed template is rendered in the same way twice, within its limits", () => {
    const piece = fc.constantFrom(...cases.map(({ template }) => template));
    const mutated = fc
      .tuple(piece, piece, fc.nat(), fc.nat(), fc.string({ unit: "binary", maxLength: 4 }))
      .map(([one, other, cut, place, odd]) => {
        const from = place % (one.length + 1);
        return one.slice(0, from) + odd + other.slice(cut % (other.length + 1)) + one.slice(from);
      });
    fc.assert(
      fc.property(mutated, fc.constantFrom(...modes), (template, mode) => {
        const limits = { output: 5_000, steps: 3_000 };
        const run = (): unknown => {
          const { text, problems } = render(template, context, { props: { "parser.space_gobbling": mode }, limits });
          assert.ok(text.length <= limits.output);
          return [text, problems];
        };
        assert.deepEqual(run(), run());
      }),
      { numRuns: 400 },
    );
  });
});
