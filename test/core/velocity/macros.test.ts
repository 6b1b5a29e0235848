/** Calls of macros and of directives that take values: how they are written, how deep they go, and where what is wrong stands. */
import assert from "node:assert/strict";
import { render } from "#core/velocity/index";

/** The text, or line and column of the error. */
function answer(template: string): string {
  const { text, problems } = render(template, { a: "A" }, { tools: "none" });
  const error = problems.find(({ severity }) => severity === "error");
  return error === undefined ? text : `${error.line}:${error.column}`;
}

function answers(cases: Readonly<Record<string, string>>): void {
  assert.deepEqual(Object.fromEntries(Object.keys(cases).map((template) => [template, answer(template)])), cases);
}

const wrap = "#macro(m)<$!bodyContent>#end";

suite("velocity: macros", () => {
  test("a name in braces takes a body as well, and a body's sign in front of braces has no name", () =>
    answers({
      [`${wrap}#{@m}x#end#{m}`]: "<x><>",
      [`${wrap}#{@m}()x#end`]: "<x>",
      [`${wrap}#@{m}x#end`]: "#@{m}x#end",
      "#{@none}x#end": "#{@none}x#end",
    }));

  test("a body is printed inside itself as deep as macros go", () =>
    answers({
      "#macro(m)$bodyContent#end#@m()x$bodyContent#end": `${"x".repeat(20)}$bodyContent`,
      "#define($d)x$d#end$d": "xx$d",
    }));

  test("a bare word is no argument of a macro that exists", () =>
    answers({
      "#macro(m $p)$!p#end #m(word)": "1:21",
      "#none(word)": "#none(word)",
    }));

  test("#evaluate takes one text or reference", () =>
    answers({
      "ab #evaluate()": "1:4",
      "#evaluate('x' 'y')": "1:15",
      "#evaluate(10)": "1:11",
      "#evaluate($a)": "A",
    }));

  test("an escaped word stays in the text of a macro that does not exist", () =>
    answers({ "#@none() \\#word $a #end": "#@none() \\#word $a #end" }));
});
