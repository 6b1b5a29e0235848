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

function twice(text: string): [string, string] {
  return [text, text];
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
      ["#if($a > 1)x#end", "method-failed", ""],
      ["#set($none.x = 1)", "undefined-name", ""],
      ["#none()", "undefined-name", "#none()"],
    ]));

  test("runtime.immutable_ranges", () =>
    differs({ "runtime.immutable_ranges": false }, [
      ["#set($r = [1..2])#set($r[0] = 4)$r", "[4, 2]", "method-failed"],
      ["#set($r = [1..2])$r.set(0, 4)$r", "1[4, 2]", "method-failed"],
      ["#set($r = [1..2])$r.add(3)$r", "true[1, 2, 3]", "method-failed"],
      ["#set($r = [1, 2])#set($r[0] = 4)$r", ...twice("[4, 2]")],
    ]));

  test("runtime.strict_mode.escape", () =>
    differs({ "runtime.strict_mode.escape": true }, [
      [String.raw`\$none \\\$none \$a`, String.raw`$none \$none $a`, String.raw`\$none \\$none $a`],
    ]));

  test("parser.allow_hyphen_in_identifiers", () =>
    differs({ "parser.allow_hyphen_in_identifiers": true }, [
      ["$a-b", "$a-b", "A-b"],
      ["#set($m = {'x-y': 1})$m.x-y", "1", "$m.x-y"],
      [`\${a-b|'none'}`, "none", "missing-closer"],
    ]));

  test("velocimacro.arguments.preserve_literals", () =>
    differs({ "velocimacro.arguments.preserve_literals": true }, [
      ["#macro(m $p)$p $!p $p.x#end#m($none.y)", "$none.y  $p.x", "$p  $p.x"],
      ["#macro(m $p)$p#end#m($a)#m($none)$p", "A$none$p", "A$p$p"],
      ["#macro(m $p)#set($p = $none)$p#end#m('text')#m(true)", "'text'$p", "$p$p"],
    ]));

  test("velocimacro.enable_bc_mode", () =>
    differs({ "velocimacro.enable_bc_mode": true }, [
      ["#macro(m $a)$a#end#m()", "A", "$a"],
      ["#macro(m $p)$p#end#m($none)", "$none", "$p"],
    ]));

  test("context.scope_control", () => {
    differs({ "context.scope_control.foreach": false }, [
      ["#foreach($i in $full)$foreach.index#end", "$foreach.index".repeat(3), "012"],
    ]);
    differs({ "context.scope_control.macro": true }, [
      ["#macro(m $n)$macro.info.depth#if($n == 1)#m(0)#end#break($macro)x#end#m(1)", "12", "not-a-scope"],
      [
        "#macro(m)#set($macro.k = 1)$macro.k#n()$macro.k#end#macro(n)$macro.k#set($macro.k = 2)#end#m()$!macro",
        "111",
        "$macro.k".repeat(3),
      ],
    ]);
    differs({ "context.scope_control.m": true }, [["#macro(m)$bodyContent#end#@m()$m.info.name#end", "m", "$m.info.name"]]);
    differs({ "context.scope_control.define": true }, [["#define($d)a#break($define)b#end$d", "a", "not-a-scope"]]);
    differs({ "context.scope_control.evaluate": true }, [
      ["#evaluate('$evaluate.info.type $evaluate.info.line')", "line 1", "$evaluate.info.type $evaluate.info.line"],
    ]);
    differs({ "context.scope_control.template": true }, [["a#break($template)b", "a", "not-a-scope"]]);
  });

  test("$foreach has a scope's members without any setting", () =>
    differs({}, [
      [
        "#foreach($i in [1..2])$foreach.info.depth$foreach.info.name$foreach.info#break#end",
        ...twice("1foreach#foreach[type:block template:t line:1 column:1]"),
      ],
      ["#set($foreach = 'x')#foreach($i in [1])$foreach.replaced#end$foreach", ...twice("xx")],
      ["#foreach($i in [1..2])#set($foreach = 'x')#end$foreach", ...twice("x")],
    ]));

  test("comments stand between the parameters of #macro", () =>
    differs({}, [["#macro(m ## name\n $p ## first\n $q = 2 ## second\n)$p$q#end#m(1)", ...twice("12")]]));

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

  test("directive.foreach.skip_invalid", () =>
    differs({ "directive.foreach.skip_invalid": false }, [
      ["#foreach($i in $a)$i#end", "bad-directive-argument", ""],
      ["#foreach($i in $none)$i#else-#end", "-", "-"],
      ["#foreach($i in $full)$i#end", ...twice("123")],
    ]));

  test("directive.define.max_depth", () =>
    differs({ "directive.define.max_depth": 3 }, [["#define($d)x$!d#end$d", "xxx", "xx"]]));

  test("what is unknown, or no value, changes nothing", () => {
    for (const props of [{ "parser.space_gobbling": "some" }, { "velocimacro.max_depth": "-3" }, { "no.such.setting": 1 }])
      differs(props, [["a\n  #if($a)\nb\n  #end\n", "a\nb\n", "a\nb\n"]]);
  });
});
