/** The commonest slips: one finding at its place, that says what to write, and where one way is sure a fix that mends it. */
import assert from "node:assert/strict";
import { applyEdits } from "#core";
import { verifiedFix } from "#core/lint/verify-fix";
import { workspace } from "../../support/workspace";

/** A text; `[what is underlined] message`; the help; and what the fix makes of the line, or of the text, if there is one. */
type Slip = readonly [text: string, told: string, help: string, mended?: string | undefined];

const jsonStart = "name: a\nmethod: POST\nurl: https://a.example\nbody:\n  format: json\n  content: |\n    ";
const json = (body: string, told: string, help: string, mended?: string): Slip => [
  `${jsonStart}${body}\n`,
  told.replace("] ", "] The body is not JSON: "),
  help,
  mended === undefined ? undefined : `${jsonStart}${mended}\n`,
];

const jsonSlips: readonly Slip[] = [
  json('{ "a": True }', "[True] `True` is no word of JSON", "Write `true`", '{ "a": true }'),
  json('{ "a": [FALSE] }', "[FALSE] `FALSE` is no word of JSON", "Write `false`", '{ "a": [false] }'),
  json('{ "a": None, "b": 1 }', "[None] `None` is no word of JSON", "Write `null`", '{ "a": null, "b": 1 }'),
  json('{ "a": undefined }', "[undefined] `undefined` is no word of JSON", "Write `null`", '{ "a": null }'),
  json("{ None: 1 }", "[None] `None` needs double quotes", 'Write "None"'),
  json('{ "a": None of them }', "[None] `None` needs double quotes", 'Write "None"'),
  json('{"a": "$<EMAIL>, "b": "$<PHONE>"}', '["$<EMAIL>] the text is not closed', 'Close it with `"`'),
  json('{"a": "$<EMAIL>, "$<PHONE>": 1}', '["$<EMAIL>] the text is not closed', 'Close it with `"`'),
  json('{"a: "$<EMAIL>"}', '["a] the text is not closed', 'Close it with `"`'),
  json('{"a: 1, "b": 2}', '["a: 1] the text is not closed', 'Close it with `"`'),
  json('{"a": x"}', '[x"] the text is not opened', 'Write `"` before it'),
  json('{"a": Hello $<EMAIL>", "b": 1}', '[Hello $<EMAIL>"] the text is not opened', 'Write `"` before it'),
  json('{"email": $<EMAIL>", "b": 1}', '[$<EMAIL>"] the text is not opened', 'Write `"` before it'),
  json('{"email": $<EMAIL>"}', '[$<EMAIL>"] the text is not opened', 'Write `"` before it'),
  json('{"a": $<contact_ID> "b": 1}', "[>] a comma is missing behind this", "Write `,` behind it"),
  json('{"a": $<contact_ID>"b": 1}', "[>] a comma is missing behind this", "Write `,` behind it"),
  json('{"a": "say "hi" now"}', '["say "] a double quote stands inside of this text', 'Write `\\"` for each quote inside'),
  json('{"a": "say "$<EMAIL>" now"}', '["say "] a double quote stands inside of this text', 'Write `\\"` for each quote inside'),
  json('{"a": "b" c: 1}', "[c] `c` needs double quotes", 'Write "c"'),
  json('{"a" = 1}', "[=] `=` stands in place of `:`", "Write `:`", '{"a" : 1}'),
  json('{"a" => 1}', "[=>] `=>` stands in place of `:`", "Write `:`", '{"a" : 1}'),
];

/** `·` is a no-break space that should be a space. */
const noBreak = (text: string): Slip => [
  text.replaceAll("·", "\u00a0"),
  "[\u00a0] A no-break space (U+00A0) stands here, which YAML takes for a letter",
  "Write a space",
  text.replaceAll("·", " "),
];

const noBreaks: readonly Slip[] = [
  noBreak("name:·g\nmethod: GET\nurl: https://a.example\n"),
  noBreak("name: g\nmethod: GET\nurl:·https://a.example\n"),
  noBreak("name: g\nmethod: GET\nurl: https://a.example\nheaders:\n  X-A:·b\n  X-B: c\n  X-C:·d\n"),
  noBreak("name·: g\nmethod: GET\nurl: https://a.example\n"),
  noBreak("name: g\nmethod: GET\nurl: https://a.example\nheaders: { X-A:·b }\n"),
  noBreak("name: g\nmethod: POST\nurl: https://a.example\nbody:\n· format: text\n· content: x\u00a0y\n"),
  noBreak('name: "a\u00a0b"\nmethod: POST\nurl: https://a.example\nbody:\n ·format: text\n  content: |\n    x\n    \u00a0y\n'),
];

const flow = (block: string): string =>
  `# file: a.workflow.yaml\nname: a\nstart: { type: event, event: e, next: a }\nblocks:\n${block.replace(/^(?=.)/gm, "  ")}\n  end: { type: end }\n`;
const workflow = (block: string, told: string, help: string, mended?: string): Slip => [
  flow(block),
  told,
  help,
  mended === undefined ? undefined : flow(mended),
];

const bare = (when: string, mended: string): Slip =>
  workflow(`a: ${when}`, "[when] `when` needs `all` or `any` around what it holds", "Put it under `all:`", `a: ${mended}`);

const comparisons: readonly Slip[] = [
  bare(
    "{ type: condition, task: checkValues, when: { parameter: ref, operator: equals, value: 3 }, yes: end, no: end }",
    "{ type: condition, task: checkValues, when: { all: [{ parameter: ref, operator: equals, value: 3 }] }, yes: end, no: end }",
  ),
  bare(
    "{ type: condition, task: checkValues, when: [{ parameter: ref, operator: isSet }], yes: end, no: end }",
    "{ type: condition, task: checkValues, when: { all: [{ parameter: ref, operator: isSet }] }, yes: end, no: end }",
  ),
  bare(
    "\n  type: condition\n  task: checkValues\n  when:\n    parameter: ref # which\n\n    operator: equals\n    value: 3\n  yes: end\n  no: end",
    "\n  type: condition\n  task: checkValues\n  when:\n    all:\n      - parameter: ref # which\n\n        operator: equals\n        value: 3\n  yes: end\n  no: end",
  ),
  bare(
    "\n  type: branch\n  branches:\n    - when:\n      - parameter: ref\n        operator: isSet\n      next: end\n  fallback: end",
    "\n  type: branch\n  branches:\n    - when:\n        all:\n          - parameter: ref\n            operator: isSet\n      next: end\n  fallback: end",
  ),
  bare(
    "{ type: branch, branches: [{ when: { field: FIRSTNAME, operator: isSet }, next: end }], fallback: end }",
    "{ type: branch, branches: [{ when: { all: [{ field: FIRSTNAME, operator: isSet }] }, next: end }], fallback: end }",
  ),
];

const unit = (block: string, key: string, count: string): Slip =>
  workflow(
    `a: ${block}`,
    `[${count}] \`${key}\` is \`${count.replaceAll('"', "")}\`, and its unit is missing`,
    "Write minutes, hours, days or months behind the number, for example `2 hours`",
  );
const stopAt = (stop: string): string =>
  `# file: a.workflow.yaml\nname: a\nstart: { type: event, event: e, next: a }\nstop:\n  - ${stop}\nblocks:\n  a: { type: timer, wait: 2 hours, next: end }\n  end: { type: end }\n`;
const stop = (written: string, told: string, mended?: string): Slip => [
  stopAt(written),
  told,
  "Did you mean `events`?",
  mended && stopAt(mended),
];

const leading: readonly Slip[] = [
  unit("{ type: timer, wait: 30, next: end }", "wait", "30"),
  unit('{ type: timer, wait: "30", next: end }', "wait", '"30"'),
  unit("{ type: viber, text: Hello, ttl: 60, next: end }", "ttl", "60"),
  unit(
    '{ type: condition, task: checkDate, parameter: "${at}", operator: laterThanNowBy, by: 30, yes: end, no: end }',
    "by",
    "30",
  ),
  stop(
    "{ type: event, event: orderCancelled }",
    "[event] `events` is missing, and there is an unknown key `event`",
    "{ type: event, events: [orderCancelled] }",
  ),
  stop(
    '{ type: event, event: "a, b" }',
    "[event] `events` is missing, and there is an unknown key `event`",
    '{ type: event, events: ["a, b"] }',
  ),
  stop(
    "{ type: event, event: [a, b] }",
    "[event] `events` is missing, and there is an unknown key `event`",
    "{ type: event, events: [a, b] }",
  ),
  workflow(
    "a: { type: condition, task: checkValues, when: { all: [{ parameter: ${lesson}, operator: isSet }] }, yes: end, no: end }",
    "[${lesson}] The bare name of a parameter belongs here, without `$` and braces",
    "Write `lesson`",
    "a: { type: condition, task: checkValues, when: { all: [{ parameter: lesson, operator: isSet }] }, yes: end, no: end }",
  ),
  workflow(
    "a:\n  type: branch\n  branches:\n    - when: { all: [{ parameter: $!{lesson}, operator: equals, value: 3 }] }\n      next: end\n  fallback: end",
    "[$!{lesson}] The bare name of a parameter belongs here, without `$` and braces",
    "Write `lesson`",
    "a:\n  type: branch\n  branches:\n    - when: { all: [{ parameter: lesson, operator: equals, value: 3 }] }\n      next: end\n  fallback: end",
  ),
];

const mail = (text: string, told: string, help: string): Slip =>
  workflow(`a:\n  type: email\n  subject: x\n  text: |\n    ${text.replaceAll("\n", "\n    ")}\n  next: end`, told, help);
const openHead = (head: string, before: string, rest: string): Slip =>
  mail(
    rest.replace("HEAD", head + before),
    `[${head}] \`)\` is missing before \`${before}\``,
    `Write \`)\` before \`${before}\``,
  );

const openHeads: readonly Slip[] = [
  openHead("#if(\"$!ref\" != ''", "-->", "<!--HEAD\n<p>Hello</p>\n<!--#end-->"),
  openHead("#if($a == 1 && ($b == 2)", "-->", "<!--HEAD\n<p>Hello</p>\n<!--#else-->\n<p>b</p>\n<!--#end-->"),
  openHead("#elseif($a.equals('b')", "-->", "<!--#if($b)-->\n<p>Hello</p>\n<!--HEAD\n<p>b</p>\n<!--#end-->"),
  openHead("#foreach($i in $items", "-->", "<!--HEAD\n<p>$!i.name</p>\n<!--#end-->"),
  openHead("#set($a = 'x'", "-->", "<!--HEAD\n<p>$!a</p>"),
  openHead("#if($a == 'x'", "</p>", "<p>HEAD\n<p>Hello</p>\n#end"),
];

const hook = (body: string): string => `name: a\nmethod: GET\nurl: https://a.example\n${body}\n`;
const webhook = (body: string, told: string, help: string, mended?: string): Slip => [
  hook(body),
  told,
  help,
  mended === undefined ? undefined : hook(mended),
];
const colon = (value: string, mended?: string): Slip =>
  webhook(
    `description: ${value}`,
    `[${value}] A value with ": " in it must be quoted`,
    "Put the value in quotes, or the nested keys on their own lines",
    mended && `description: ${mended}`,
  );

const star = (value: string, mended?: string): Slip =>
  webhook(
    `headers:\n  Accept: ${value}\n  X-Run: a`,
    '[*] A value cannot begin with "*"',
    "Put the value in quotes",
    mended && `headers:\n  Accept: ${mended}\n  X-Run: a`,
  );

const quotes: readonly Slip[] = [
  star("*/*", '"*/*"'),
  star("*/*, text/html", '"*/*, text/html"'),
  star("*/*;q=0.8", '"*/*;q=0.8"'),
  star("**bold** text", '"**bold** text"'),
  star("*/* # all"),
  webhook("headers: { Accept: */* }", '[*] A value cannot begin with "*"', "Put the value in quotes"),
  colon("Note: it's ok", '"Note: it\'s ok"'),
  colon('Note: say "x"', "'Note: say \"x\"'"),
  colon('Note: it\'s "x" in C:\\d', "'Note: it''s \"x\" in C:\\d'"),
  colon("Your order: $!{id}", '"Your order: $!{id}"'),
  colon("Your order: soon }"),
  webhook(
    "description: 'it's fine'",
    "[s fine'] An apostrophe ends this text in single quotes",
    "Write it twice to have it in the text",
    "description: 'it''s fine'",
  ),
  webhook(
    "headers:\n  X-A: 'it''s Ann's: and Bob's' # why\n  X-B: b",
    "[s: and Bob's'] An apostrophe ends this text in single quotes",
    "Write it twice to have it in the text",
    "headers:\n  X-A: 'it''s Ann''s: and Bob''s' # why\n  X-B: b",
  ),
  webhook(
    "description: 'rock 'n' roll'",
    "[n' roll'] An apostrophe ends this text in single quotes",
    "Write it twice to have it in the text",
  ),
  webhook(
    'description: "say" and "do"',
    '[and "do"] "and "do"" is not expected here',
    "Remove it, or put the whole value in quotes",
  ),
  webhook(
    'description: "say "hi" now"',
    '[hi" now"] A double quote ends this text in double quotes',
    'Write `\\"` to have it in the text',
  ),
];

const post = (body: string): string => `name: a\nmethod: POST\nurl: https://a.example\nbody:\n  format: json\n${body}\n`;
const content = (value: string, kind: string, mended?: string): Slip => [
  post(`  content: ${value}`),
  `[content] \`content\` must be text, not a ${kind}`,
  "Put quotes around it to make it text",
  mended && post(`  content: ${mended}`),
];

const flows: readonly Slip[] = [
  content('{"a": "$<EMAIL>"}', "map", '\'{"a": "$<EMAIL>"}\''),
  content('{"a": "it\'s $<EMAIL>"} # why', "map", "'{\"a\": \"it''s $<EMAIL>\"}' # why"),
  content("[1, 2]", "list", '"[1, 2]"'),
  content('{\n    "a": 1\n  }', "map"),
  webhook(
    "headers:\n  X-A: {$<EMAIL>}",
    "[X-A] `X-A` must be text, not a map",
    "Put quotes around it to make it text",
    'headers:\n  X-A: "{$<EMAIL>}"',
  ),
  [
    post("  content:\n    a: 1"),
    "[content] `content` must be text, not a map",
    "Write `|` behind `content:` to make the lines below it a text",
  ],
];

const glued = (block: string, told: string): Slip =>
  workflow(
    `a: ${block.replace("·", "")}`,
    `[${told}] A space is missing behind the colon`,
    'Write ": "',
    `a: ${block.replace("·", " ")}`,
  );

const gluedColons: readonly Slip[] = [
  glued("{ type: timer, wait: 2 hours, next:·end }", "next:end"),
  glued("{ type:·timer, wait: 2 hours, next: end }", "type:timer"),
  glued("{ type: timer, wait:·2 hours, next: end }", "wait:2 hours"),
  webhook(
    "headers: { X-A: b, X-B:c }",
    "[X-B:c] A space is missing behind the colon",
    'Write ": "',
    "headers: { X-A: b, X-B: c }",
  ),
];

const shortText = (lines: string, first: string, mended: string, key = "content: |"): Slip => [
  post(`  ${key}\n${lines}`),
  `[${first}] This text must be indented more than its key`,
  "Indent it by 2 spaces",
  post(`  ${key}\n${mended}`),
];

const shortTexts: readonly Slip[] = [
  shortText('  { "a": 1 }', '{ "a": 1 }', '    { "a": 1 }'),
  shortText('  { "a": 1 }', '{ "a": 1 }', '    { "a": 1 }', "content: >-"),
  shortText('\n  {\n    "a": "$<EMAIL>"\n\n  }', "{", '\n    {\n      "a": "$<EMAIL>"\n\n    }'),
  shortText("  [1,\n  2]\n# why", "[1,", "    [1,\n    2]\n# why"),
  [
    'name: a\nmethod: POST\nurl: https://a.example\nbody:\n  content: |\n  { "a": 1 }\n  format: json\n',
    '[{ "a": 1 }] This text must be indented more than its key',
    "Indent it by 2 spaces",
    'name: a\nmethod: POST\nurl: https://a.example\nbody:\n  content: |\n    { "a": 1 }\n  format: json\n',
  ],
  [
    post("  content: |\n  hello"),
    '[hello] A colon is missing behind "hello"',
    'Write "hello: " and a value, or indent the line if it belongs to the value above',
  ],
];

function check(slips: readonly Slip[]): void {
  for (const [text, told, help, mended] of slips)
    test(JSON.stringify(text.replace(jsonStart, "").slice(0, 120)), async () => {
      const { language, uri, text: written } = await workspace(text);
      const file = language.file(uri);
      const found = language.findings(uri);
      assert.deepEqual(
        found.map(({ span, message, help }) => [`[${written.slice(span.start, span.end)}] ${message}`, help]),
        [[told, help]],
      );
      const [finding] = found;
      const fix = file && finding && verifiedFix(file, finding);
      assert.equal(finding?.fix === undefined, fix === undefined, "the fix does not hold");
      assert.equal(fix && applyEdits(written, fix.edits), mended?.replace(/^# file.*\n/, ""));
      if (!fix) return;
      language.changed(language.workspace.openFile(uri, applyEdits(written, fix.edits), 2));
      assert.deepEqual(language.findings(uri), []);
    });
}

suite("slips in JSON bodies", () => check(jsonSlips));

suite("no-break spaces in place of spaces", () => check(noBreaks));

suite("comparisons without `all` or `any`", () => check(comparisons));

suite("fixes that lead to no next error", () => check(leading));

suite("heads that markup closes", () => check(openHeads));

suite("quotes in YAML", () => check(quotes));

suite("braces in place of text", () => check(flows));

suite("colons without a space in braces", () => check(gluedColons));

suite("texts that are not indented", () => check(shortTexts));
