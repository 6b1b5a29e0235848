/** Macros of a text: from a call to its definition and back, and another name for all of them at once. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { applyEdits } from "#core";
import { render } from "#core/velocity/index";
import { workspace } from "../../support/workspace";

const flow = `# file: asked.event.json
{ "eventTypeKey": "asked", "params": { "email": "ann@example.com", "orderId": "A-1" } }
# file: promo.workflow.yaml
name: Promo
start: { type: event, event: asked, next: mail }
blocks:
  mail: { type: email, subject: "#macro(greet)Hi#end#greet()", template: promo.vm, next: end }
  end: { type: end }
`;
const template = `#greet("before it is made")
#macro(greet $name $end="!")Hi $name$end #greet("inside")#end
#greet("Ann") #{greet}("Bob") #@greet("Eve") $bodyContent #end "#greet" #Greet("x")
#set($text = "#greet('quoted') \${orderId}")#call($text) #macro(other)#end
`;

async function at(mark: string, file = "promo.vm", text = template) {
  const marked = text.replace(mark.replace("<|>", ""), () => mark);
  assert.ok(marked.includes("<|>"), `${mark} is not there`);
  return workspace(`${flow}# file: ${file}\n${marked}`);
}

async function renamed(mark: string, newName: string, file?: string, text?: string): Promise<string> {
  const { language, uri, offset } = await at(mark, file, text);
  const answer = language.rename(uri, offset, newName);
  if (answer.kind === "refused") return answer.reason;
  assert.deepEqual([...answer.edits.keys()], [uri]);
  return applyEdits(language.file(uri)?.text ?? "", answer.edits.get(uri) ?? []);
}

const calls = [
  '<|>greet("before',
  "(<|>greet $name",
  '#gre<|>et("inside',
  '#gree<|>t("Ann',
  "{<|>greet}",
  "#@greet<|>(",
  "#gr<|>eet('quoted",
];

suite("macros", () => {
  test("a call leads to the definition, in its own text only", async () => {
    for (const mark of calls) {
      const { language, uri, offset, text } = await at(mark);
      assert.deepEqual(language.definition(uri, offset), [{ uri, span: spanOf(text, "greet $name", 5) }], mark);
    }
    const { language, uri, offset, text } = await workspace(flow.replace("#greet()", "#gre<|>et()"));
    assert.deepEqual(language.definition(uri, offset), [{ uri, span: spanOf(text, "greet)Hi", 5) }]);
    assert.equal(language.references(uri, offset).length, 2);
  });

  test("every call is found and lights up, and what only looks alike is not", async () => {
    for (const mark of calls) {
      const { language, uri, offset, text } = await at(mark);
      const places = language.references(uri, offset, false).map(({ span }) => text.slice(span.start, span.end + 3));
      assert.deepEqual(places, ['greet("b', 'greet("i', 'greet("A', 'greet}("', 'greet("E', 'greet" #', "greet('q"], mark);
      const kinds = language.highlights(uri, offset).map(({ kind }) => kind);
      assert.deepEqual(kinds, ["use", "definition", "use", "use", "use", "use", "use", "use"], mark);
    }
    const { language, uri, offset } = await at("#Gre<|>et(");
    assert.deepEqual(language.definition(uri, offset), []);
    assert.equal(language.renameStart(uri, offset).kind, "refused");
  });

  test("the first definition is the one that is called", async () => {
    const twice = "#macro(a)1#end#macro(a)2#end#a()";
    const { language, uri, offset } = await at("<|>a()", "promo.vm", twice);
    assert.deepEqual(language.definition(uri, offset), [{ uri, span: { start: 7, end: 8 } }]);
    assert.equal(await renamed("<|>a()", "b", "promo.vm", twice), "#macro(b)1#end#macro(b)2#end#b()");
  });

  test("is renamed with all its calls, from any of them", async () => {
    const expected = template.replaceAll("greet", "welcome");
    for (const mark of calls) assert.equal(await renamed(mark, "welcome"), expected, mark);
  });

  test("is renamed in a text of a workflow and in a request's body, in their quoting", async () => {
    const body = `name: a
method: POST
url: https://shop.example.com/
body:
  format: json
  content: "#macro(one $k)\\"$k\\"#end{ \\"a\\": #one('$<orderId>'), \\"b\\": #one($orderId) }"
`;
    assert.equal(await renamed("#on<|>e('$<", "item", "a.webhook.yaml", body), body.replaceAll("one", "item"));
    const { language, uri, offset, text } = await workspace(flow.replace("#greet()", "#gre<|>et()"));
    const answer = language.rename(uri, offset, "hi");
    assert.ok(answer.kind === "edits");
    assert.equal(applyEdits(text, answer.edits.get(uri) ?? []), text.replaceAll("greet", "hi"));
  });

  test("is not renamed to what is no name, names a directive or another macro, or would call what is text", async () => {
    const cases: readonly (readonly [newName: string, reason: RegExp])[] = [
      ["two words", /made of letters, digits and `_`/],
      ["1st", /made of letters, digits and `_`/],
      ["", /cannot be empty/],
      ["if", /`#if` is a directive/],
      ["end", /`#end` is a directive/],
      ["other", /There is a macro `other` already/],
      ["call", /`#call` is printed as it stands in `promo\.vm`, and would call the macro/],
    ];
    for (const [newName, reason] of cases)
      for (const mark of ['#gree<|>t("Ann', "(gre<|>et $"]) assert.match(await renamed(mark, newName), reason, newName);
    // The backslash is printed where no macro has the name behind it.
    const escaped = "#macro(a)x#end \\#a() \\#b() #a()";
    assert.match(await renamed("<|>a)x", "c", "promo.vm", escaped), /cannot be written with the name `c`/);
    assert.match(await renamed("<|>a)x", "b", "promo.vm", escaped), /cannot be written with the name `b`/);
  });

  test("what a text says of a name without naming it is a reason against another one", async () => {
    const evaluated = "#set($n = 1)#macro(a)x#end#a()$n #evaluate('#a() $!{n}')";
    assert.match(await renamed("<|>a()$n", "c", "promo.vm", evaluated), /`#evaluate` may read `a` in a text in quotes/);
    assert.match(await renamed("$<|>n #e", "m", "promo.vm", evaluated), /`#evaluate` may read `n` in a text in quotes/);
    assert.equal(
      await renamed("<|>a()$n", "c", "promo.vm", "#macro(a)x#end#a()$n#set($t = '#a')"),
      "#macro(c)x#end#c()$n#set($t = '#a')",
    );
    const escaped = "#set($n = 1)#set($o = 1)\\$n $n $o";
    assert.match(
      await renamed("$<|>n $o", "m", "promo.vm", escaped),
      /What is printed for `\\\$n` depends on whether there is such a name/,
    );
    assert.match(await renamed("$<|>o", "n", "promo.vm", escaped), /is read as `n`|depends on/);
    assert.match(await renamed("$<|>o", "n", "promo.vm", "#set($o = 1)\\$n $o"), /depends on/);
  });

  test("with another name of its own for something a text prints the same", async () => {
    const parts = fc.constantFrom(
      ...["#a('x')", "#b()", "#{a}('y')", "#@a('z')in $!bodyContent#end", "#macro(a $p)A$p#end", "#macro(b $p)B$!p $q #end"],
      ...[
        "#macro(c)#a('n')#end",
        "#c",
        "#set($q = 1)",
        '#set($p = "s$q")',
        "$p ",
        "$!{q} ",
        "\\#a ",
        "\\#n ",
        "\\$q ",
        "#n ",
        "$n ",
      ],
      ...["\"#a('q')\" ", "#set($t = \"#a('q') $q\")$t ", "#foreach($i in [1..2])$i$q#end", "## $q #a()\n", "#[[ #a $q ]]#"],
      ...["#if($q)y#{else}n#end", "#define($d)$q#end$d ", "#evaluate('$q #b()')"],
    );
    const printed = (text: string) => render(text, {}, { tools: "none" }).text;
    await fc.assert(
      fc.asyncProperty(fc.array(parts, { minLength: 2, maxLength: 9 }), fc.nat(), async (written, pick) => {
        const { language, uri, text } = await workspace(`# file: promo.vm\n${written.join("")}`);
        const names = [...text.matchAll(/[#$@{(](?=[abcdipqt]\b)/g)];
        const at = names[pick % Math.max(1, names.length)];
        if (!at) return;
        const name = text.charAt(at.index + 1);
        const answer = language.rename(uri, at.index + 1, "n");
        if (answer.kind === "refused") return;
        const after = applyEdits(text, answer.edits.get(uri) ?? []);
        // What has no value is printed as it is written.
        const alike = (one: string) => one.replace(new RegExp(`([$#]!?\\{?)${name}\\b`, "g"), "$1n");
        assert.equal(alike(printed(after)), alike(printed(text)), after);
      }),
      { numRuns: 1000 },
    );
  });

  test("a file elsewhere that cannot be read whole does not stop it", async () => {
    const { language, uri, offset } = await workspace(
      `# file: b.webhook.yaml\nname: b\nurl: "https://x.example.com/greet\n${flow}# file: promo.vm\n#macro(greet)x#end#gr<|>eet()`,
    );
    assert.equal(language.rename(uri, offset, "hi").kind, "edits");
  });
});

function spanOf(text: string, start: string, length: number) {
  const at = text.indexOf(start);
  return { start: at, end: at + length };
}
