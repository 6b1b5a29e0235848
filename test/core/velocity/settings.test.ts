/** The engine's settings by its own names. */
import assert from "node:assert/strict";
import { type RenderOptions, render } from "#core/velocity/index";

type Props = NonNullable<RenderOptions["props"]>;

const context = { a: "A", e: "", z: 0, l: [], full: [1, 2, 3] };

/** The text, or the code of the error. */
function answer(template: string, props: Props): string {
  const { text, problems } = render(template, context, { props });
  return problems.find(({ severity }) => severity === "error")?.code ?? text;
}

/** Each row: a template, what it gives with the setting, and without. */
function differs(props: Props, rows: readonly (readonly [string, string, string])[]): void {
  for (const [template, wanted, otherwise] of rows) {
    assert.equal(answer(template, props), wanted, template);
    assert.equal(answer(template, {}), otherwise, `${template}, by default`);
  }
}

suite("velocity: settings", () => {
  test("parser.space_gobbling", () =>
    differs({ "parser.space_gobbling": "none" }, [["a\n  #if(true)\nb\n  #end\n", "a\n  \nb\n  \n", "a\nb\n"]]));

  test("directive.if.empty_check", () =>
    differs({ "directive.if.empty_check": false }, [["#if($e)e#end#if($z)z#end#if($l)l#end#if($none)n#end", "ezl", ""]]));

  test("runtime.interpolate_string_literals", () =>
    differs({ "runtime.interpolate_string_literals": "false" }, [['#set($x = "$a")$x', "$a", "A"]]));

  test("runtime.strict_mode.enable", () =>
    differs({ "runtime.strict_mode.enable": true }, [
      ["$none", "undefined-name", "$none"],
      ["$!none", "undefined-name", ""],
      ["$a.none", "undefined-name", "$a.none"],
      ["#if($none)x#end", "", ""],
      ["#if($none.x)x#end", "undefined-name", ""],
      ["#set($x = $none)", "undefined-name", ""],
      ["#if($none > 1)x#end", "undefined-name", ""],
    ]));

  test("runtime.strict_math", () =>
    differs({ "runtime.strict_math": "true" }, [
      ["#set($x = 1)#set($x = $none + 1)$x", "method-failed", "$x"],
      ["#set($x = 1)#set($x = 1 / 0)$x", "method-failed", "$x"],
    ]));

  test("velocimacro.arguments.strict", () =>
    differs({ "velocimacro.arguments.strict": true }, [["#macro(m $p)[$!p]#end#m()", "bad-directive-argument", "[]"]]));

  test("velocimacro.max_depth and directive.parse.max_depth only lower the limits", () => {
    const macros = "#macro(m $n)$n#if($n < 15)#m($math.add($n, 1))#end#end#set($n = 1)#m(1)";
    assert.equal(render(macros, {}, { tools: "apache" }).problems.length, 0);
    const lower = { tools: "apache", props: { "velocimacro.max_depth": 5 } } as const;
    assert.deepEqual(
      render(macros, {}, lower).problems.map(({ code }) => code),
      ["macro-depth"],
    );
    const files = { f: "x#parse('f')" };
    const texts = [3, 1000].map(
      (depth) => render("#parse('f')", {}, { files, props: { "directive.parse.max_depth": depth } }).text,
    );
    assert.deepEqual(texts, ["xx", "x".repeat(9)]);
  });

  test("velocimacro.body_reference", () =>
    differs({ "velocimacro.body_reference": "inside" }, [
      ["#macro(m)<$!inside$!bodyContent>#end#@m()b#end", "<b>", "<b>"],
      ["#macro(m)<$!inside>#end#@m()b#end", "<b>", "<>"],
    ]));

  test("directive.foreach.max_loops", () =>
    differs({ "directive.foreach.max_loops": 2 }, [["#foreach($i in $full)$i#end", "12", "123"]]));

  test("directive.define.max_depth", () =>
    differs({ "directive.define.max_depth": 3 }, [["#define($d)x$!d#end$d", "xxx", "xx"]]));

  test("what is unknown, or no value, changes nothing", () => {
    for (const props of [{ "parser.space_gobbling": "some" }, { "velocimacro.max_depth": "-3" }, { "no.such.setting": 1 }])
      differs(props, [["a\n  #if($a)\nb\n  #end\n", "a\nb\n", "a\nb\n"]]);
  });
});
