/**
 * The recorded behaviour of Apache Velocity 2.4.1 and the documented behaviour of the platform's date tool. A case that does
 * not pass yet stands in `not-yet.json`; one that stands there and passes fails the suite. `refs.ref_space_dot` stands there
 * because its recorded data lost the place of the key "0": JavaScript puts such keys first.
 */
import assert from "node:assert/strict";
import { type RenderOptions, render } from "#core/velocity/index";
import { notYet, platformDates, type RecordedCase, recordedCases } from "./fixtures";

/** Where the platform's column lies behind what is wrong: past the end, after a lone `&`, at the end of a comment. */
const differentColumns: ReadonlySet<string> = new Set([
  "errors.set_unclosed_str",
  "errors.and_single",
  "single.block_comment_in_expr",
]);

const now = Date.UTC(2026, 0, 15, 12);

/** What is wrong with the result of a case, or undefined. */
function difference(one: RecordedCase, tools: RenderOptions["tools"] & string): string | undefined {
  const { files = {}, props = {}, doubles = "none" } = one;
  const { text, problems } = render(one.template, one.context, {
    tools,
    files,
    props,
    doubles,
    now,
    timeZone: "UTC",
    locale: "en-US",
  });
  const error = problems.find(({ severity }) => severity === "error");
  if (one.expected !== null) {
    if (error !== undefined) return `${error.message} at ${error.line}:${error.column}`;
    return text === one.expected ? undefined : `${JSON.stringify(text)} instead of ${JSON.stringify(one.expected)}`;
  }
  if (error === undefined) return `${JSON.stringify(text)} instead of an error`;
  const line = one.expectedError?.line;
  return line === undefined || error.line === line ? undefined : `error on line ${error.line} instead of ${line}`;
}

const all: (readonly [RecordedCase, RenderOptions["tools"] & string])[] = [
  ...recordedCases.map((one) => [one, one.tools === true ? "apache" : "none"] as const),
  ...platformDates.map((one) => [one, "platform"] as const),
];
const groups = new Map<string, (typeof all)[number][]>();
for (const entry of all) {
  const group = entry[0].name.split(".")[0] ?? "";
  groups.set(group, [...(groups.get(group) ?? []), entry]);
}

suite("velocity: recorded cases", () => {
  let passed = 0;
  for (const [group, cases] of groups)
    test(`${group}: ${cases.length} cases`, () => {
      const wrong: string[] = [];
      for (const [one, tools] of cases) {
        const found = difference(one, tools);
        const listed = notYet.has(one.name);
        if (found === undefined) passed++;
        if (found === undefined && listed) wrong.push(`${one.name}: passes, take it out of not-yet.json`);
        if (found !== undefined && !listed) wrong.push(`${one.name}: ${found}`);
      }
      assert.deepEqual(wrong, []);
    });

  suiteTeardown(() => console.log(`      ${passed} of ${all.length} recorded cases pass`));

  test("columns of errors are the platform's", () => {
    const wrong: string[] = [];
    for (const [one, tools] of all) {
      const { line, column } = one.expectedError ?? {};
      if (line === undefined || column === undefined) continue;
      if (notYet.has(one.name)) continue;
      const error = render(one.template, one.context, { tools, now }).problems.find(({ severity }) => severity === "error");
      if (error !== undefined && error.column !== column && !differentColumns.has(one.name))
        wrong.push(`${one.name}: ${error.column}, not ${column}`);
    }
    assert.deepEqual(wrong, []);
  });
});
