// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are references
/** Bodies with directives are judged by what they become with the samples at hand. */
import assert from "node:assert/strict";
import { findingLines, workspace } from "../../support/workspace";

const samples = `# file: ann.event.json
{ "eventTypeKey": "ordered", "params": { "email": "ann@example.com", "qty": 2, "note": "say \\"hi\\"", "items": [{ "title": "Mug" }, { "title": "Pot", "gift": true }] } }
# file: bob.event.json
{ "eventTypeKey": "ordered", "params": { "email": "bob@example.com", "qty": 0, "note": "none", "items": [] } }
`;

async function found(content: string, format = "json", before = samples): Promise<readonly string[]> {
  const text = `${before}# file: a.webhook.yaml\nname: a\nmethod: POST\nurl: https://a.example\nbody:\n  format: ${format}\n  content: |\n    ${content}\n`;
  return findingLines(await workspace(text)).map((line) => line.replace("a.webhook.yaml:", ""));
}

suite("bodies with directives", () => {
  const wrong: readonly (readonly [content: string, line: string, format?: string])[] = [
    [
      '{ "b": [#foreach($i in $items)"$i.title",#end] }',
      "7:45 warning invalid-json-body [,] With ann the body is not JSON: a comma stands before `]`",
    ],
    [
      '{ "a": 1, #if($qty)"b": 2#end, }',
      "7:34 warning invalid-json-body [,] With ann and bob the body is not JSON: a comma stands before `}`",
    ],
    [
      "<a>#foreach($i in $items)<i>$i.title</b>#end</a>",
      "7:41 warning invalid-xml-body [</b>] With ann the body is not XML: `</b>` closes `<i>`",
      "xml",
    ],
    [
      "<a>#if($qty > 1)<b/>#end & x < 3</a>",
      "7:30 warning invalid-xml-body [&] With ann and bob the body is not XML: `&` begins no entity",
      "xml",
    ],
    ['{ "n": "#if($note)$note#end" }', "7:23 warning breaking-value [$note] The value of `$note` in ann breaks the JSON body"],
    [
      '{ "t": [#foreach($i in $items)$i.title#if($foreach.hasNext),#end#end] }',
      "7:35 warning breaking-value [$i.title] The value of `$i.title` in ann breaks the JSON body",
    ],
    // One fault: the member.
    [
      '{ "t": [#foreach($i in $items)$!i.titel,#end] }',
      "7:39 warning unknown-member [titel] `i` has no member `titel` in the 2 samples of `ordered`",
    ],
  ];
  for (const [content, line, format] of wrong)
    test(`tells of ${content}`, async () => {
      assert.deepEqual(await found(content, format), [line]);
    });

  test("a body that reads no sample is judged without one", async () => {
    assert.deepEqual(await found('#set($a = 1){ "a": $a "b": 2 }', "json", ""), [
      "7:24 error invalid-json-body [$a] The body is not JSON: a comma is missing behind this",
    ]);
  });

  const right: readonly (readonly [content: string, format?: string])[] = [
    ['{ "b": [#foreach($i in $items)"$i.title"#if($foreach.hasNext),#end#end] }'],
    ['#set($first = true){ "a": 1#if($qty > 0), "b": $qty#end, "town": "$<TOWN>" }'],
    ['{ "gone": "#if($gift)$gift#end", "phone": "$!phone" }'],
    ["<a>#foreach($i in $items)<i>$i.title</i>#end</a>", "xml"],
    ["<a>#if($qty > 1)<b/>#end &amp; x</a>", "xml"],
    ["a #if($qty)<b#end", "text"],
  ];
  for (const [content, format] of right)
    test(`has no word on ${content}`, async () => {
      const lines = await found(content, format);
      assert.deepEqual(
        lines.filter((line) => /invalid-|breaking-/.test(line)),
        [],
      );
    });

  test("a parameter that a condition asks for may be missing", async () => {
    const some = samples.replace('"note": "none", ', "").replaceAll('\\"', "");
    assert.deepEqual(await found('{ "n": "#if($note)$note#end" }', "json", some), []);
    assert.equal((await found('{ "n": "#if($qty)$note#end" }', "json", some)).length, 1);
  });

  test("without a sample nothing is said", async () => {
    assert.deepEqual(await found('{ "b": [#foreach($i in $items)"$i.title",#end] }', "json", ""), []);
  });

  test("a changed sample is looked at anew", async () => {
    const made = await workspace(
      `${samples}# file: a.webhook.yaml\nname: a\nmethod: POST\nurl: https://a.example\nbody:\n  format: json\n  content: |\n    { "n": "#if($note)$note#end" }\n`,
    );
    const [uri = ""] = made.uris.filter((one) => one.endsWith("ann.event.json"));
    assert.equal(findingLines(made).length, 1);
    const text = made.language.file(uri)?.text ?? "";
    made.language.changed(made.language.workspace.openFile(uri, text.replaceAll('\\"', ""), 2));
    assert.deepEqual(findingLines(made), []);
  });
});
