/** Every finding says what to do: of all fixtures, and of faults that no fixture shows. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../../support/expected";
import { workspace } from "../../support/workspace";

const fixtures = path.join(projectRoot, "test/fixtures/rules");

/** The findings without help, as `rule message`. */
function helpless(made: Awaited<ReturnType<typeof workspace>>): readonly string[] {
  return made.uris.flatMap((uri) =>
    made.language.findings(uri).flatMap(({ rule, message, help }) => (help?.trim() ? [] : [`${rule} ${message}`])),
  );
}

suite("helps", () => {
  test("every finding of every fixture says what to do", async () => {
    const found: string[] = [];
    for (const rule of readdirSync(fixtures)) {
      const folder = path.join(fixtures, rule, "wrong");
      const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      const text = names
        .map((entry) => path.join(entry.parentPath, entry.name))
        .map((file) => `# file: ${encodeURI(path.relative(folder, file))}\n${readFileSync(file, "utf8")}`)
        .join("");
      found.push(...helpless(await workspace(text)));
    }
    assert.deepEqual([...new Set(found)], []);
  });

  const flow = (block: string, start = "{ type: event, event: e, next: a }") =>
    `# file: a.workflow.yaml\nname: a\nstart: ${start}\nblocks:\n  a: ${block}\n  end: { type: end }\n`;
  const post = (body: string) => `name: a\nmethod: POST\nurl: https://a.example\nbody: ${body}\n`;
  const cases: readonly (readonly [text: string, help: RegExp])[] = [
    [flow("{ next: end }"), /^Write one of `end`, `checkpoint`, `timer`, .* others$/],
    [flow("{ type: , next: end }"), /^Write one of `end`/],
    [flow("{ type: end }", "{ event: e, next: a }"), /^Write one of `event`, `regular`, `fieldChange` or `segmentEvent`$/],
    [post("{ content: x }"), /^Write one of `json`, `xml` or `text`$/],
    [flow("{ type: split, percent: 150, a: end, b: end }"), /^Write a whole number from 1 to 99$/],
    [flow("{ type: sent, yes: end }"), /^Add `no:` with the name of a block$/],
    [flow("{ type: email, next: end }"), /^Write one of them: add `template:` with the name of a template file$/],
    ['name: a\nmethod: GET\nurl: ""\n', /^Add `url:`/],
    [post("{ format: json, content: '' }"), /such as `\{ \}`/],
    ["# file: a.vm\n#if($a)x\n", /^Write `#end` where the block ends$/],
    [
      "# file: a.connector.yaml\nname: a\ntype: bearer\ntoken: abc123\n",
      /^Remove it here: .* the editor keeps the secret itself apart/,
    ],
    ['# file: a.contact.json\n{ "email": "ann@example.com", "segments": "x" }\n', /in brackets, as in `\[…, …\]`$/],
    [
      `# file: a.webhook.yaml\n${post("{ format: json, content: '{ \"a\": $<shipCity> }' }")}# file: a.event.json\n{ "eventTypeKey": "e", "params": { "email": "ann@example.com", "shipCity": "Lviv" } }\n`,
      /^Put it in double quotes: `"\$<shipCity>"`$/,
    ],
  ];
  for (const [text, help] of cases)
    test(`one finding says what to write in ${JSON.stringify(text.slice(0, 90))}`, async () => {
      const made = await workspace(text);
      const found = made.uris
        .flatMap((uri) => made.language.findings(uri))
        .filter(({ severity }) => severity !== "hint" && severity !== "info");
      assert.deepEqual(
        found.map((one) => (help.test(one.help ?? "") ? "" : `${one.rule} ${one.message}: ${one.help}`)),
        [""],
      );
    });
});
