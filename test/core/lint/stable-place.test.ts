/** What fingerprints are made of: it stays when lines move, and tells two faults apart. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { stablePlace } from "#core/lint/stable-place";
import { findingLines, workspace } from "../../support/workspace";

/** Faults of many kinds: of YAML, of the schema, of references, of JSON, across files, in templates and comments. */
const files: Readonly<Record<string, string>> = {
  "a.webhook.yaml": `name: a
description: first
method: PSOT
url: http://shop.example.com/?town=$<TWON>&a=$<TWON>
colour: red
headers:
  X-One: "$<nothing>"
  Host: a
  X-Two: '$<nothing>'
authentication:
  connector: nowhere
body:
  format: json
  content: |
    { "a": "$<TWON>",

      "b": $<TWON>, }
`,
  "b.webhook.yaml": `name: a
method: GET
url: https://shop.example.com/
headers: { Authorization: Bearer abcdef0123456789, X-A: "1",
  Cookie: session=0123456789abcdef }
# hookflow-ignore insecure-url
`,
  "p.workflow.yaml": `name: Promo
start: { type: event, event: asked, next: ask }
blocks:
  ask: { type: webhook, webhook: gone, contactEmail: "\${EmailAddress}", next: mail }
  mail:
    type: email
    subject: Hello $!{nme}
    template: m.vm
    next: nowhere
  sms:
    type: sms
    text: |
      Hello #if($a) there
      $!{nme} and $!{nme}
    next: end
  end: { type: end }
`,
  "m.vm": `Hello $!{nme},
#if($town == 'Lviv')
  $<b>TWON</b> $!data.get('a').get('x')
#foreach($i in $items) $i.title
`,
  "asked.event.json": `{ "eventTypeKey": "asked", "params": { "email": "ann@example.com", "items": [ { "title": "Mug" } ] } }\n`,
};

async function placesOf(texts: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const marked = Object.entries(texts)
    .map(([name, text]) => `# file: ${name}\n${text}`)
    .join("");
  const { language, uris } = await workspace(marked);
  return uris.flatMap((uri) => {
    const places = language.findings(uri).map((finding) => JSON.stringify(stablePlace(language.file(uri), finding)));
    // In order of words: what stands on a line of its own may change places with its neighbours.
    return places.sort().map((place) => `${uri.slice(uri.lastIndexOf("/") + 1)} ${place}`);
  });
}

suite("stable places of findings", () => {
  let before: readonly string[] = [];

  suiteSetup(async () => {
    before = await placesOf(files);
  });

  test("the fixture has findings of many rules in every kind of file", async () => {
    const marked = Object.entries(files).map(([name, text]) => `# file: ${name}\n${text}`);
    const lines = findingLines(await workspace(marked.join("")));
    const rules = new Set(lines.map((line) => line.split(" ")[2]));
    assert.ok(rules.size >= 12, `${[...rules].join(" ")}`);
    for (const name of ["a.webhook.yaml", "b.webhook.yaml", "p.workflow.yaml", "m.vm"])
      assert.ok(
        lines.some((line) => line.startsWith(name)),
        `${name} has findings`,
      );
  });

  test("keys and indexes, then the token", async () => {
    assert.deepEqual(
      before.filter((place) => /"(unknown-webhook|invalid-method|insecure-url)"/.test(place)),
      [
        'a.webhook.yaml ["insecure-url","","url","http"]',
        'a.webhook.yaml ["invalid-method","","method","PSOT"]',
        'p.workflow.yaml ["unknown-webhook","","blocks","ask","webhook","gone"]',
      ],
    );
  });

  test("nothing of a credential is in it", () => {
    assert.ok(before.some((place) => place.includes("literal-secret")));
    for (const place of before) assert.doesNotMatch(place, /0123456789/);
  });

  test("blank lines and comments elsewhere change no place", async () => {
    const insertion = fc.record({
      file: fc.constantFrom("a.webhook.yaml", "b.webhook.yaml", "p.workflow.yaml", "m.vm"),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      count: fc.integer({ min: 1, max: 50 }),
      comment: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(insertion, { minLength: 1, maxLength: 4 }), async (insertions) => {
        const edited: Record<string, string> = { ...files };
        for (const { file, at, count, comment } of insertions) {
          const text = edited[file] ?? "";
          const lines = text.split("\n");
          const template = file.endsWith(".vm");
          const places = lines.flatMap((_, line) => (isFree(lines, line, template) ? [line] : []));
          const line = places[Math.min(places.length - 1, Math.floor(at * places.length))] ?? 0;
          // A comment in a template takes its line end along: a line of its own prints nothing.
          const inserted = comment ? (template ? "## a note" : "# a note") : "";
          lines.splice(line, 0, ...Array.from({ length: count }, () => inserted));
          edited[file] = lines.join("\n");
        }
        assert.deepEqual(await placesOf(edited), before);
      }),
      { numRuns: 300 },
    );
  });
});

/** Whether a line before this one is no part of a text: not in a block scalar, where it would be an edit of the value. */
function isFree(lines: readonly string[], line: number, template: boolean): boolean {
  if (template) return true;
  const scalar = lines.findLastIndex((text, at) => at < line && /: \|$/.test(text));
  if (scalar < 0) return true;
  const indent = lines[scalar]?.search(/\S/) ?? 0;
  return lines.slice(scalar + 1, line + 1).some((text) => text.trim() !== "" && text.search(/\S/) <= indent);
}
