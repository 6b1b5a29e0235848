/** What a template can do at most, and what it can never reach. Each limit ends with a problem of its own code. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { type Limits, parse, type RenderOptions, render } from "#core/velocity/index";
import { recordedCases } from "./fixtures";

/** The code of the error a rendering ends with, or undefined. */
function errorOf(template: string, context: unknown = {}, options: RenderOptions = {}): string | undefined {
  return render(template, context, options).problems.find(({ severity }) => severity === "error")?.code;
}

const limited = (limits: Partial<Limits>): RenderOptions => ({ limits });

suite("velocity: limits", () => {
  test("steps", () => {
    assert.equal(errorOf("#foreach($i in [1..100000])#foreach($j in [1..100000])#end#end"), "limit-steps");
    assert.equal(errorOf("#foreach($i in [1..11])$i#end", {}, limited({ steps: 20 })), "limit-steps");
  });

  test("output, with the text up to it", () => {
    const { text, problems } = render("#foreach($i in [1..9])$i#end", {}, limited({ output: 5 }));
    assert.deepEqual([text, problems[0]?.code], ["12345", "limit-output"]);
  });

  test("depth", () => {
    assert.equal(errorOf("#set($e = '#evaluate($e)')#evaluate($e)"), "limit-depth");
    assert.equal(errorOf("#define($a)$b#end#define($b)$c#end#define($c)x#end$a", {}, limited({ depth: 2 })), "limit-depth");
  });

  test("macros inside each other", () => {
    assert.equal(errorOf("#macro(m)#m()#end#m()"), "macro-depth");
  });

  test("files inside each other", () => {
    const { text, problems } = render("#parse('a')", {}, { files: { a: "a#parse('a')" } });
    assert.deepEqual([text, problems.map(({ code }) => code)], ["a".repeat(9), ["parse-depth"]]);
  });

  test("time, when there is a clock", () => {
    let time = 0;
    const clock = (): number => time++ * 100;
    assert.equal(errorOf("#foreach($i in [1..5000])$i#end", {}, { clock }), "limit-time");
  });

  test("length of the template", () => {
    assert.equal(errorOf("x".repeat(11), {}, limited({ template: 10 })), "limit-template");
  });

  test("values: ranges, texts that double, repetitions, huge numbers, lists of themselves", () => {
    assert.equal(errorOf("#set($x = [1..1000000000])"), "limit-value");
    assert.equal(errorOf('#set($x = "ab")#foreach($i in [1..60])#set($x = $x + $x)#end'), "limit-value");
    assert.equal(errorOf("$s.repeat(2000000000)", { s: "x" }), "limit-value");
    assert.equal(
      errorOf("#set($x = $s.repeat(1000000))#set($l = [])#foreach($i in [1..200])$!l.add($x.replace('x', 'y'))#end", { s: "x" }),
      "limit-value",
    );
    assert.equal(errorOf("#set($x = 7)#foreach($i in [1..60])#set($x = $x * $x)#end"), "method-failed");
    assert.equal(
      errorOf("#set($x = [1])#foreach($i in [1..60])#set($x = [$x, $x])#end$x.equals([])$x.hashCode()"),
      "limit-value",
    );
  });

  test("regular expressions", () => {
    const text = "a".repeat(40);
    assert.equal(errorOf("$s.matches('(a+)+b')", { s: text }), "limit-pattern");
    assert.equal(errorOf("$s.replaceAll('(a|a)*b', '')", { s: text }), "limit-pattern");
    assert.equal(errorOf("$s.split('(x*)*y').size()", { s: "x".repeat(40) }), "limit-pattern");
    assert.equal(errorOf("$s.matches('[')", { s: text }), "method-failed");
  });

  test("a map that contains itself", () => {
    assert.equal(render("#set($m = {})$!m.put('m', $m)$m", {}).text, "{m=(this Map)}");
    assert.equal(errorOf("#set($m = {})#set($n = {'m': $m})$!m.put('n', $n)$m"), "limit-value");
  });

  test("nesting in the text", () => {
    const blocks = parse("#if(true)".repeat(20_000));
    assert.ok(blocks.problems.some(({ code }) => code === "too-deep"));
    assert.ok(parse(`#set($x = ${"(".repeat(20_000)}`).problems.some(({ code }) => code === "too-deep"));
    assert.ok(parse(`#set($x = 1${" + 1".repeat(20_000)})`).problems.some(({ code }) => code === "too-deep"));
  });

  test("large texts are read in one go", () => {
    assert.equal(parse("$a ".repeat(100_000)).tree.body.length, 200_000);
    assert.equal(parse("$".repeat(500_000)).problems.length, 0);
  });
});

suite("velocity: what a template cannot reach", () => {
  const hostNames = [
    "constructor",
    "prototype",
    "__proto__",
    "toString.constructor",
    "valueOf",
    "hasOwnProperty",
    "__defineGetter__",
    "caller",
    "arguments",
  ];
  const values = { s: "text", n: 5, d: 1.5, t: true, l: [1], m: { k: 1 }, nothing: null };

  test("members of the host are unknown members", () => {
    for (const name of hostNames.filter((one) => one !== "valueOf"))
      for (const variable of [...Object.keys(values), "mathTool", "dateTool", "numberTool"]) {
        const reference = `$${variable}.${name}`;
        const call = `$${variable}.${name}('return this')`;
        assert.equal(render(`${reference} ${call}`, values).text, `${reference} ${call}`);
      }
  });

  test("variables and macros of the host's names do not exist", () => {
    for (const name of hostNames.filter((one) => !one.includes(".")))
      assert.equal(render(`$${name} #${name}() $m['${name}']`, values).text, `$${name} #${name}() $m['${name}']`);
  });

  test("keys of the host's names are only keys", () => {
    const context = JSON.parse('{"m": {"__proto__": {"polluted": "value"}, "constructor": "c"}}');
    const { text, used } = render("$m.__proto__.polluted $m.constructor $m #set($m.__proto__ = 5)$m.__proto__", context);
    assert.equal(text, "value c {__proto__={polluted=value}, constructor=c} 5");
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
    assert.ok(
      used.every(
        ({ value }) =>
          typeof value !== "object" || value === null || Array.isArray(value) || Object.getPrototypeOf(value) === null,
      ),
    );
  });

  test("getters of the context are not called, and functions are nothing", () => {
    const context = {
      get secret() {
        throw new Error("called");
      },
      run: () => "ran",
      plain: "p",
    };
    assert.equal(render("$secret $run $run.call() $plain", context).text, "$secret $run $run.call() p");
  });

  test("text in data is never evaluated", () => {
    assert.equal(render(`$x \${y}`, { x: "$y #set($z = 1)$z", y: "#if(true)#end" }).text, "$y #set($z = 1)$z #if(true)#end");
  });

  test("files that were not given do not exist", () => {
    assert.equal(errorOf("#include('/etc/passwd')"), "unknown-file");
    assert.equal(errorOf("#parse('/etc/passwd')"), "unknown-file");
  });
});

suite("velocity: render", () => {
  const pieces = [
    "$a",
    "$!b.c",
    `\${l[0]}`,
    "#set($a = $l.size() * 2)",
    "#if($a)",
    "#else",
    "#end",
    "#foreach($i in $l)",
    "$i ",
    "\n  ",
    "#m($a)",
    "#macro(m $p)",
    '"',
    "x",
    "\\$a",
    "$l.get(9)",
    "#stop",
  ];
  const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(""));

  test("gives the same for the same, and a trace that covers the text", () => {
    fc.assert(
      fc.property(fc.oneof(soup, fc.constantFrom(...recordedCases.map((one) => one.template))), (template) => {
        const context = { a: 1, b: { c: "q" }, l: [1, 2, 3] };
        const first = render(template, context, { tools: "apache", now: 5 });
        assert.deepEqual(first, render(template, context, { tools: "apache", now: 5 }));
        let end = 0;
        for (const { output } of first.trace) {
          assert.equal(output.start, end);
          end = output.end;
        }
        assert.equal(end, first.text.length);
      }),
      { numRuns: 1500 },
    );
  });

  test("ends within its limits whatever the text and the settings are", () => {
    const templates = recordedCases.map((one) => one.template);
    const mutated = fc
      .tuple(fc.constantFrom(...templates), fc.nat(), fc.nat(12), fc.oneof(fc.constantFrom(...pieces), fc.string()))
      .map(([template, place, length, piece]) => {
        const start = place % (template.length + 1);
        return template.slice(0, start) + piece + template.slice(start + length);
      });
    const props = fc.record({
      "parser.space_gobbling": fc.constantFrom("none", "bc", "lines", "structured"),
      "runtime.strict_mode.enable": fc.boolean(),
      "velocimacro.enable_bc_mode": fc.boolean(),
      "parser.allow_hyphen_in_identifiers": fc.boolean(),
      "context.scope_control.macro": fc.boolean(),
      "context.scope_control.define": fc.boolean(),
    });
    const bytes = fc.uint8Array({ maxLength: 200 }).map((units) => String.fromCharCode(...units));
    fc.assert(
      fc.property(fc.oneof(mutated, bytes, fc.string({ unit: "binary" }), soup), props, (template, chosen) => {
        const limits = { steps: 2000, output: 50 };
        const { text, problems } = render(template, { a: 1, l: [1, 2] }, { tools: "apache", props: chosen, limits });
        assert.ok(text.length <= limits.output);
        for (const { span, line, column } of problems) {
          assert.ok(0 <= span.start && span.start <= span.end && span.end <= template.length);
          assert.ok(line >= 1 && column >= 1);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test("tells which references were used", () => {
    const { used } = render(`$a.b #if($nope)#end \${l[0]}`, { a: { b: "x" }, l: [{ k: 1 }] });
    assert.deepEqual(
      used.map(({ source, missing, value }) => [source, missing, JSON.stringify(value)]),
      [
        ["$a.b", false, '"x"'],
        ["$nope", true, undefined],
        [`\${l[0]}`, false, '{"k":1}'],
      ],
    );
  });
});
