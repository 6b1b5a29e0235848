// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are references
/** Whatever is offered, wherever: choosing it makes no fault, and an editor can apply it. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { applyEdits, cursorMark } from "#core";
import { lineAt } from "#core/text/lines";
import { parseYaml } from "#core/yaml/index";
import { workspace } from "../../support/workspace";
import { account, assertApplicable, assertFits } from "./completing";

const documents: readonly (readonly [file: string, text: string])[] = [
  [
    "a.webhook.yaml",
    `name: a
method: POST
url: https://x.example.com/?a=$<shipCity>&b=\${paid|'x'}
headers:
  Content-Type: application/json
  X-Run: "$<order-id|none>"
authentication:
  connector: "tok"
body:
  format: json
  content: |
    { "city": "$<shipCity>",
      "x": "$!items.get(0).title" }
`,
  ],
  [
    "b.webhook.yaml",
    `{ name: 'it''s $x', method: "POST", url: "https://x/?\\u0061=$<obj.a.b[0]>",
  headers: { X: $shipCity, Accept: '*/*' }, authentication: { connector: tok },
  body: { format: text, content: Hi $order } }
`,
  ],
  [
    "a.workflow.yaml",
    `name: A
start: { type: event, event: orderPlaced, parameters: { all: [{ parameter: paid, operator: equals, value: true }] }, next: h }
blocks:
  h: { type: webhook, webhook: hook, contactEmail: "\${Email}", next: c }
  c:
    type: condition
    task: regex
    name: shipCity
    pattern: '.*'
    yes: s
    no: u
  s: { type: sms, text: 'Hi $!{shipCity} %FIRSTNAME%', next: u }
  u:
    type: updateFields
    fields:
      - field: PERSONAL.GENDER
        value: M
    next: d
  d: { type: addToSegment, segment: Newsletter, next: m }
  m:
    type: email
    subject: "Hi $!data.get('hook').get('code')"
    text: >-
      Dear $!items[0].title,
      bye
    next: end
  end: { type: end }
stop:
  - type: segment
    segment: Loyal
`,
  ],
  [
    "a.event.json",
    `{ "eventTypeKey": "orderPlaced", "keyValue": "1",
  "params": [{ "name": "a", "value": 1 }], "time": "x" }
`,
  ],
  [
    "b.event.json",
    `{
  "eventTypeKey": "orderPlaced",
  "params": { "a": 1 }
}
`,
  ],
  [
    "a.contact.json",
    `{
  "id": 7, "email": "a@example.com", "confirmed": true,
  "fields": { "PERSONAL.GENDER": "M" },
  "segments": ["Newsletter", "Loyal"]
}
`,
  ],
  [
    "b.contact.yaml",
    `id: 7
confirmed: true
fields:
  PERSONAL.GENDER: M
segments:
  - Newsletter
`,
  ],
  [
    "hook2.response.json",
    `{ "webhook": "hook", "status": 200, "headers": { "a": "b" }, "body": { "x": [1] }, "sample": { "contact": "ann" } }
`,
  ],
  [
    "n.connector.yaml",
    `name: n
type: apiKey
origins: [https://a.example.com]
`,
  ],
  [
    "hookflow.yaml",
    `dialect: reteno
rules:
  unknown-variable: error
`,
  ],
  [
    "c.webhook.yaml",
    `# about
name: &n c   # the name
description: *n
"method": 'POST'
url: https://x.example.com/
  ?a=$<shipCity>
  &b=$<paid>
headers:   # some
    "Accept": "*/*"
    X-A: >
      a $<shipCity> b

      c
    X-B: |-
      🙂 $<shipCity|🙂>
body: {
  format: json,
  content: "{ \\"a\\": \\"$<shipCity>\\" }"
}
`,
  ],
  [
    "d.workflow.yaml",
    `name: D
start:
  type: event
  event: orderPlaced
  parameters:
    any:
    - parameter: paid
      operator: equals
      value: true
    - { field: PERSONAL.GENDER, operator: oneOf, values: [M] }
  next: a
blocks:
  a:
    type: branch
    branches:
    - conditions: { all: [ { parameter: shipCity, operator: isSet } ] }
      next: e
    fallback: e
  t:
    type: timer
    until: { weekdays: [monday, friday], time: "10:00" }
    next: e
  dt: { type: condition, task: checkDate, parameter: "\${when}", operator: before, value: 2026-01-01, yes: e, no: e }
  e:
    type: end
`,
  ],
  [
    "contact-fields.yaml",
    `fields:
  A.B: { type: dropdown, values: [x, y] }
segments:
  S:
    type: list
events:
  ev: { required: [a] }
`,
  ],
  [
    "e.connector.yaml",
    `name: e
type: basic
origins:
  - https://a.example.com
`,
  ],
  [
    "c.contact.json",
    `{
\t"id": 7,
\t"fields": {
\t\t"PERSONAL.GENDER": "M"
\t},
\t"segments": [
\t\t"Newsletter"
\t]
}
`,
  ],
  ["empty.webhook.yaml", ``],
  ["empty.event.json", ``],
  ["e2.event.json", `{\n}\n`],
  ["e3.contact.json", `{"segments":[],"fields":{}}`],
];

suite("completion: properties", () => {
  test("an item that is chosen adds no fault, covers the cursor on its line, and fits what it says already", async function () {
    this.timeout(60_000);
    const place = fc.record({
      document: fc.constantFrom(...documents),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      // A line is often typed from its start on.
      cut: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(place, async ({ document: [file, whole], at, cut }) => {
        const offset = Math.round(at * whole.length);
        const text = whole.slice(0, offset) + whole.slice(cut ? lineAt(whole, offset).end : offset);
        const { language, uri } = await workspace(`${account}# file: ${file}\n${text}`);
        const before = parseYaml(text).problems.length;
        for (const item of language.completions(uri, offset)) {
          assertApplicable({ text, offset }, item);
          const after = applyEdits(text, [item.edit]).replace(cursorMark, "");
          assert.ok(parseYaml(after).problems.length <= before, `${item.label} makes\n${after}`);
          if (after === text) assertFits({ text, offset }, item);
        }
      }),
      { numRuns: 200 },
    );
  });
});
