/** One fault is one finding: in half-typed texts, and when any single line of a sample is taken away. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Finding } from "#core";
import { projectRoot } from "../../support/expected";
import { findingLines, workspace } from "../../support/workspace";

const halfTyped: readonly (readonly [title: string, text: string])[] = [
  ["an open reference", "name: a\nmethod: GET\nurl: https://a.example/p?a=$<\n"],
  ["an open reference with a name space", "name: a\nmethod: GET\nurl: https://a.example/p?a=$<contact.\n"],
  ["an open reference before another", "name: a\nmethod: GET\nurl: https://a.example/p?a=$<TO&b=$<TOWN>\n"],
  [
    "an open reference in JSON",
    'name: a\nmethod: POST\nurl: https://a.example\nbody:\n  format: json\n  content: |\n    { "a": "$<" }\n',
  ],
  [
    "an open reference in place of a JSON value",
    'name: a\nmethod: POST\nurl: https://a.example\nbody:\n  format: json\n  content: |\n    { "a": $<TOW }\n',
  ],
  [
    "a line of a body that is indented too little",
    'name: a\nmethod: POST\nurl: https://a.example\nbody:\n  format: json\n  content: |\n    {\n  "a": "$<EMAIL>",\n      "b": "x"\n    }\n',
  ],
  [
    "a flow map that opens on the line of its key",
    "name: a\nmethod: GET\nurl: https://a.example\nheaders: {\n  X-Run: a\n  X-Other: b\n",
  ],
  [
    "a text with two aliases",
    "name: a\nmethod: GET\nurl: https://a.example\nheaders:\n  A: &x $<contact.nope>\n  B: *x\n  C: *x\n",
  ],
  ["a tab among spaces", "name: a\nmethod: GET\nurl: https://a.example\nheaders:\n\tX-Run: a\n  X-Other: b\n"],
  ["no space behind a colon", "name: a\nmethod:GET\nurl: https://a.example\n"],
  ["half of a scheme", "name: a\nmethod: GET\nurl: htt\n"],
  ["a scheme without the rest", "name: a\nmethod: GET\nurl: http:\n"],
  ["https without slashes", "name: a\nmethod: GET\nurl: https:\n"],
  ["an open double quote", 'name: a\nmethod: GET\nurl: "https://a.example\nheaders:\n  X-Run: $workflowInstanceId\n'],
  ["an open single quote", "name: a\nmethod: GET\nurl: 'https://a.example\nheaders:\n  X-Run: $workflowInstanceId\n"],
  ["an open flow map", "name: a\nmethod: GET\nurl: https://a.example\nheaders: { X-Run: $workflowInstanceId\n"],
  ["a key without a colon", "name: a\nmethod: GET\nurl: https://a.example\nhead\n"],
  ["a key without a value", "name: a\nmethod: GET\nurl: https://a.example\nheaders:\n"],
  ["a body without anything", "name: a\nmethod: POST\nurl: https://a.example\nbody:\n"],
  ["a format without a value", "name: a\nmethod: POST\nurl: https://a.example\nbody:\n  format:\n  content: hello\n"],
  ["half of a method", "name: a\nmethod: G\nurl: https://a.example\n"],
  ["half of a key", "name: a\nmetho: GET\nurl: https://a.example\n"],
  ["a file with one word", "nam\n"],
  ["an empty file", ""],
  ["half a connector", "name: a\nmethod: GET\nurl: https://a.example\nauthentication:\n  connector:\n"],
  [
    "an open text in JSON",
    'name: a\nmethod: POST\nurl: https://a.example\nbody:\n  format: json\n  content: |\n    { "a": "b }\n',
  ],
  ...[0, 1, 2].map(
    (spaces) =>
      [
        `a body whose text is indented by ${spaces}`,
        `name: a\nmethod: POST\nurl: https://a.example\nbody:\n  format: json\n  content: |\n${" ".repeat(spaces)}{ "a": 1 }\n`,
      ] as const,
  ),
  [
    "an XML body whose text is indented too little",
    "name: a\nmethod: POST\nurl: https://a.example\nbody:\n  format: xml\n  content: |\n <a/>\n",
  ],
  [
    "a connector in place of its name, without its secret",
    "name: a\nmethod: GET\nurl: https://a.example\nauthentication: { type: bearer, in: header }\n",
  ],
  [
    "a header without a colon, below a text in a block",
    "name: a\nmethod: GET\nurl: >-\n  https://a.example/p\nheaders:\n  Accept text/plain\n  X-Run: a\n",
  ],
  [
    "a key without a colon, below a text in a block",
    "name: a\nmethod: GET\nurl: >-\n  https://a.example/p\nheaders\n  Accept: text/plain\n",
  ],
  [
    "a single quote in single quotes",
    "name: a\nmethod: POST\nurl: https://a.example\nbody:\n  format: json\n  content: '{\"a\":\"$!data.get('nope')\"}'\n",
  ],
  ["a tab before the keys of a map", "name: a\nmethod: GET\nurl: https://a.example\nheaders:\n\t  X-Run: a\n  X-Other: b\n"],
  ["an alias in place of an anchor", "name: a\nmethod: GET\nurl: https://a.example\nheaders: *h\n  X-Run: a\n"],
  ["a file with the line ends of an old Mac", "name: a\rmethod: GET\rurl: https://a.example\r"],
  [
    "a connector in place of its name",
    "name: a\nmethod: GET\nurl: https://a.example\nauthentication: { type: bearer, token: abc123 }\n",
  ],
  [
    "a connector with login and password in place of its name",
    "name: a\nmethod: GET\nurl: https://a.example\nauthentication:\n  type: basic\n  login: ann\n  password: hunter2\n",
  ],
];

suite("one fault, one finding", () => {
  for (const [title, text] of halfTyped)
    test(title, async () => {
      const lines = findingLines(await workspace(text));
      assert.equal(lines.length, 1, `${lines.length} findings in\n${text}\n${lines.join("\n")}`);
    });

  test("a block that is typed has one finding, at that block", async () => {
    for (const typed of ["x", "x:", "x: {", "x: { type:", "x: { type: web", "x: { type: webhook, webhook: "]) {
      const text = `name: a\nstart: { type: event, event: e, next: end }\nblocks:\n  end: { type: end }\n  ${typed}\n`;
      const lines = findingLines(await workspace(`# file: a.workflow.yaml\n${text}`));
      assert.equal(lines.length, 1, `${typed}\n${lines.join("\n")}`);
      assert.match(lines[0] ?? "", /^a\.workflow\.yaml:5:/, typed);
    }
  });

  test("what cannot be read in one file is not missed in others", async () => {
    const workflow = `# file: b.workflow.yaml
name: B
start: { type: event, event: asked, next: ask }
blocks:
  ask: { type: webhook, webhook: hook, contactEmail: "\${email}", next: end }
  end: { type: end }
`;
    const whole = {
      "hook.webhook.yaml":
        "name: hook\nmethod: GET\nurl: https://x.example.com/?a=$<shipCity>\nauthentication: { connector: shop }\n",
      "hook.response.json": '{ "webhook": "hook", "status": 200 }\n',
      "shop.connector.yaml": "name: shop\ntype: bearer\norigins: [https://x.example.com]\n",
      "one.event.json": '{ "eventTypeKey": "asked", "params": { "email": "a@example.com", "shipCity": "Lviv" } }\n',
    };
    const lines = async (files: Readonly<Record<string, string>>) => {
      const texts = Object.entries(files).map(([name, text]) => `# file: ${name}\n${text}`);
      return findingLines(await workspace(texts.join("") + workflow));
    };
    assert.deepEqual(await lines(whole), []);
    for (const [name, from, to] of [
      ["hook.webhook.yaml", "name: hook", "name hook"],
      ["shop.connector.yaml", "name: shop", "name shop"],
      ["one.event.json", '"asked",', '"asked"'],
      ["one.event.json", '"a@example.com",', '"a@example.com"'],
      ["one.event.json", '"shipCity":', '"shipCity'],
    ] as const) {
      const files = { ...whole, [name]: whole[name].replace(from, to) };
      const found = await lines(files);
      assert.equal(found.length, 1, `${from}\n${found.join("\n")}`);
      assert.ok(found[0]?.startsWith(`${name}:`), found[0]);
    }
    const tab = { ...whole, "two.event.yaml": "eventTypeKey: asked\nparams:\n\temail: x@example.com\n" };
    assert.equal((await lines(tab)).length, 1);
  });

  for (const folder of ["samples/promo", "samples/shop"])
    test(`any line of ${folder} may go: what is told is told of that`, async () => {
      const files = filesOf(folder);
      const made = await workspace(files.map(([name, text]) => `# file: ${name}\n${text}`).join(""));
      assert.deepEqual(findingLines(made), [], "the samples are clean");
      const wild: string[] = [];
      for (const [name, text] of files) {
        const uri = `file:///workspace/${name}`;
        const lines = text.split("\n");
        for (let gone = 0; gone < lines.length - 1; gone++) {
          const version = gone * 2 + 2;
          const changed = lines.toSpliced(gone, 1).join("\n");
          made.language.changed(made.language.workspace.openFile(uri, changed, version));
          const here = made.language.findings(uri);
          // What is told in one file of one fault: a handful at most, and never twice at one place.
          const places = here.map(({ span }) => `${span.start}:${span.end}`);
          const wanted = lines[gone] ?? "";
          if (name === "contact-fields.yaml" && wanted === "segments:") continue; // The segments become fields, and none of them is one.
          if (new Set(places).size < places.length || here.some((finding) => !follows(finding, wanted, lines, gone, changed)))
            wild.push(`${name}:${gone + 1} ${wanted}\n${here.map((finding) => `    ${show(changed, finding)}`).join("\n")}`);
          made.language.changed(made.language.workspace.openFile(uri, text, version + 1));
        }
      }
      assert.deepEqual(wild, []);
      assert.deepEqual(made.log, []);
    });
});

test("a mistyped key where one of several is missing has one finding, in words", async () => {
  const flow = (key: string) =>
    workspace(
      `# file: a.workflow.yaml\nname: a\nstart: { type: regular, segment: s, next: m }\nblocks:\n  m: { type: email, ${key}: x, next: end }\n  end: { type: end }\n`,
    );
  for (const key of ["mess", "mesage", "zzz"]) {
    const lines = findingLines(await flow(key));
    assert.equal(lines.length, 1, lines.join("\n"));
    assert.match(lines[0] ?? "", new RegExp(`One of .* is missing.*, and there is an unknown key \`${key}\``));
  }
});

test("a field's key without a dot is told of at the key", async () => {
  const made = await workspace("# file: contact-fields.yaml\nfields:\n  CARD: { type: text }\n");
  assert.deepEqual(findingLines(made), [
    "contact-fields.yaml:2:3 error invalid-field-key [CARD] `CARD` names no list: the key of an additional field is `LIST.FIELD`",
  ]);
});

/**
 * Whether a finding can be a consequence of the line that is gone: it speaks of a name that stood there, or it shows at the
 * neighbours of the gap or at the key that the line belonged to.
 */
function follows({ span, message }: Finding, wanted: string, lines: readonly string[], gone: number, changed: string): boolean {
  const at = changed.slice(0, span.start).split("\n").length - 1;
  // What is not closed is shown where it is opened, what closes nothing where it stands.
  if (/^Missing "#end"|is not closed$|^"#end" closes nothing/.test(message)) return true;
  if (Math.abs(at - gone) <= 1) return true;
  const words = wanted.match(/[\w$-]{2,}/g) ?? [];
  if (words.some((word) => message.includes(`\`${word}\``))) return true;
  const shown = changed.slice(span.start, span.end);
  if (words.some((word) => shown.includes(word))) return true;
  // The key above that holds the line, and the first key of the file for what the file itself lacks.
  const indent = wanted.search(/\S/);
  const holder = lines.slice(0, gone).findLastIndex((line) => line.trim() !== "" && line.search(/\S/) < indent);
  return at === Math.max(0, holder);
}

function show(text: string, { rule, span, message }: Finding): string {
  return `${text.slice(0, span.start).split("\n").length} ${rule} [${text.slice(span.start, span.end).split("\n")[0]}] ${message}`;
}

function filesOf(folder: string): readonly (readonly [name: string, text: string])[] {
  const full = path.join(projectRoot, folder);
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(full, file), readFileSync(file, "utf8").replace(/\r\n/g, "\n")] as const;
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
