/** What Java refuses as a regular expression is told of at its sign; what may only be unknown here is not. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { regexFault } from "#core/velocity/index";

suite("faults of regular expressions", () => {
  // The caret stands below the sign that is meant.
  const faults: readonly (readonly [pattern: string, caret: string])[] = [
    [".*(a", "  ^"],
    ["((a)", "^"],
    ["a)b", " ^"],
    ["😀)", "  ^"],
    ["[a", "^"],
    ["x[a-z", " ^"],
    ["[z-a]", "   ^"],
    ["*a", "^"],
    ["a|+", "  ^"],
    ["{a}", "^"],
    ["a{2,1}", " ^"],
    ["a{x}", " ^"],
    ["a{2", " ^"],
    ["a\\", " ^"],
    ["\\y", " ^"],
  ];
  for (const [pattern, caret] of faults)
    test(`${pattern} at ${caret.length - 1}`, () => assert.equal(regexFault(pattern)?.at, caret.length - 1));

  for (const pattern of [
    "",
    "a}",
    "a]",
    "[]a]",
    "[^]a]",
    "a{2,}?",
    "(?i)a(?-i)b",
    "(?<n>a)\\k<n>",
    "(?<=a)b(?!c)",
    "\\p{javaMirrored}\\p{InGreek}\\p{L}",
    "\\Q(*[\\E",
    "\\N{LATIN SMALL LETTER A}",
    "\\X\\R\\h\\b{g}",
    "[a&&[^b]]",
    "\\x{1F600}\\u0041\\07\\cA",
  ])
    test(`${pattern || "nothing"} has none`, () => assert.equal(regexFault(pattern), undefined));

  test("stands inside the pattern, whatever that is", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ab(){}[]*+?|\\^$.-&<>:=!,19Qpk😀".split(/(?:)/u)) }), (pattern) => {
        const fault = regexFault(pattern);
        if (fault) assert.ok(fault.at >= 0 && fault.at < Math.max(1, pattern.length), `${fault.at} of ${pattern.length}`);
      }),
      { numRuns: 3000 },
    );
  });
});
