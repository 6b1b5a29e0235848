/** What is offered at a value, in which order, and how it is written. */
import assert from "node:assert/strict";
import { complete, first, rows } from "./completing";

const block =
  "name: X\nstart: { type: event, event: orderPlaced, next: h }\nblocks:\n  h: { type: webhook, webhook: hook, next: b }\n@\n";
const webhook = "name: x\nmethod: POST\n@\n";
const flow = (line: string) => `name: X\nstart: { type: event, event: orderPlaced, next: b }\nblocks:\n${line}\n`;

suite("completion of values", () => {
  rows("JSON", "b.event.json", "@\n", [
    ['{ "eventTypeKey": <|> }', "orderPlaced", '{ "eventTypeKey": "orderPlaced" }'],
    ['{ "eventTypeKey": "o<|>" }', "orderPlaced", '{ "eventTypeKey": "orderPlaced" }'],
  ]);
  rows("JSON", "b.event.json", "@\n", [
    ['{\n  "eventTypeKey": <|>\n  "params": {}\n}', "orderPlaced", '{\n  "eventTypeKey": "orderPlaced",\n  "params": {}\n}'],
  ]);
  rows("JSON", "b.contact.json", "@\n", [
    ['{ "segments": [<|>] }', "Newsletter", '{ "segments": ["Newsletter"] }'],
    ['{ "segments": ["<|>", "Loyal"] }', "Newsletter", '{ "segments": ["Newsletter", "Loyal"] }'],
    ['{ "confirmed": fa<|> }', "false", '{ "confirmed": false }'],
    ['{ "fields": { "PERSONAL.GENDER": <|> } }', "M", '{ "fields": { "PERSONAL.GENDER": "M" } }'],
  ]);

  rows("JSON", "b.response.json", "@\n", [
    ['{"webhook": <|>}', "hook", '{"webhook": "hook"}'],
    ['{"webhook": "<|>"}', "5", '{"webhook": "5"}'],
  ]);

  rows("a name that looks like another type", "x.workflow.yaml", block, [
    ["  b: { type: webhook, webhook: <|> }", "5", "  b: { type: webhook, webhook: '5' }"],
    ["  b:\n    type: webhook\n    webhook: <|>", "true", "  b:\n    type: webhook\n    webhook: 'true'"],
    ['  b: { type: webhook, webhook: "t<|>" }', "true", '  b: { type: webhook, webhook: "true" }'],
  ]);

  test("no value before one that is there", async () => {
    assert.deepEqual((await complete("b.response.json", '{ "webhook": <|> "hook" }')).labels, []);
  });

  test("the types of a start at the start, and those of a stop at a stop", async () => {
    const starts = ["event", "regular", "fieldChange", "segmentEvent"];
    const stops = ["event", "segment", "order"];
    for (const [line, types] of [
      ["start: { type: <|>, next: b }", starts],
      ["start: { type: event<|>, event: orderPlaced, next: b }", starts],
      ["start: { type: ev<|>ent, event: orderPlaced, next: b }", starts],
      ["start:\n  type: event<|>\n  next: b", starts],
      ["stop:\n  - { type: event<|>, event: orderPlaced }", stops],
      ["stop:\n  - type: <|>", stops],
    ] as const)
      assert.deepEqual([...(await complete("x.workflow.yaml", `name: X\n${line}\n`)).labels].sort(), [...types].sort(), line);
    const tasks = (await complete("x.workflow.yaml", flow("  b: { type: task, task: getOrder<|> }"))).labels;
    assert.ok(tasks.includes("createContact") && !tasks.includes("regex"));
    const types = (await complete("x.workflow.yaml", flow("  b: { type: task<|>, task: getOrder }"))).labels;
    assert.ok(types.includes("sms") && !types.includes("regular"));
  });

  rows("an open quote", "x.webhook.yaml", webhook, [
    ['authentication:\n  connector: "t<|>', "tok", 'authentication:\n  connector: "tok"'],
    [
      "authentication:\n  connector: 't<|>\nurl: 'https://x.example.com/'",
      "tok",
      "authentication:\n  connector: 'tok'\nurl: 'https://x.example.com/'",
    ],
  ]);

  rows("a block scalar", "x.webhook.yaml", webhook, [
    ["authentication:\n  connector: >-\n    t<|>", "tok", "authentication:\n  connector: >-\n    tok"],
  ]);

  test("header values: MIME types, quoted where YAML wants it", async () => {
    assert.deepEqual(await first("x.webhook.yaml", "headers:\n  Content-Type: <|>\n", 2), [
      "application/json",
      "application/xml",
    ]);
    const accept = await complete("x.webhook.yaml", "headers: { accept: a<|> }\n");
    assert.equal(accept.take("application/json"), "headers: { accept: application/json }\n");
    assert.equal((await complete("x.webhook.yaml", "headers:\n  Accept: <|>\n")).take("*/*"), "headers:\n  Accept: '*/*'\n");
    assert.deepEqual(await first("x.webhook.yaml", "headers:\n  X-Other: <|>\n", 1), []);
    assert.ok((await complete("x.webhook.yaml", "headers:\n  Accept: $<|>\n")).labels.includes("shipCity"));
  });

  test("event parameters by their bare name where a field takes that", async () => {
    const regex = await complete("x.workflow.yaml", flow("  b: { type: condition, task: regex, name: <|> }"));
    assert.deepEqual(regex.labels.slice(0, 2), ["smartMessageJson", "Email"]);
    assert.match(regex.take("shipCity"), /name: shipCity }/);
    const start = "name: X\nstart:\n  type: event\n  event: orderPlaced\n  parameters:\n    all:\n      - parameter: <|>\n";
    assert.deepEqual(await first("x.workflow.yaml", start, 3), ["Email", "shipCity", "paid"]);
  });

  test("event parameters as references where a field takes that, the fitting ones first", async () => {
    const date = await complete("x.workflow.yaml", flow("  b: { type: condition, task: checkDate, parameter: <|> }"));
    assert.equal(date.labels[0], "$<when>");
    assert.match(date.take("$<when>"), /parameter: \$<when> }/);
    const quoted = await complete("x.workflow.yaml", flow('  b: { type: condition, task: checkDate, parameter: "w<|>" }'));
    assert.match(quoted.take("$<when>"), /parameter: "\$<when>" }/);
    assert.deepEqual(await first("x.workflow.yaml", flow("  b: { type: webhook, webhook: hook, contactEmail: <|> }"), 1), [
      "$<Email>",
    ]);
  });

  test("known event types in samples, the one that is being typed left out", async () => {
    for (const [file, marked] of [
      ["b.event.yaml", "eventTypeKey: <|>\n"],
      ["b.event.yaml", "eventTypeKey: ord<|>\n"],
      ["b.event.json", '{ "eventTypeKey": "<|>" }'],
    ] as const)
      assert.deepEqual((await complete(file, marked)).labels, ["orderPlaced"], marked);
  });

  test("the values of a dropdown, and no others", async () => {
    const start = "name: X\nstart: { type: event, event: orderPlaced, parameters: { all: [@] } }\n";
    for (const [file, marked] of [
      ["b.contact.yaml", "fields:\n  PERSONAL.GENDER: <|>\n"],
      ["x.workflow.yaml", flow("  b:\n    type: updateFields\n    fields:\n      - field: PERSONAL.GENDER\n        value: <|>")],
      ["x.workflow.yaml", start.replace("@", "{ field: PERSONAL.GENDER, operator: equals, value: <|> }")],
      ["x.workflow.yaml", start.replace("@", "{ field: PERSONAL.GENDER, operator: oneOf, values: [<|>] }")],
      [
        "x.workflow.yaml",
        flow("  b: { type: condition, task: checkboxList, field: PERSONAL.GENDER, operator: oneOf, values: [M, <|>] }"),
      ],
    ] as const)
      assert.deepEqual((await complete(file, marked)).labels, ["M", "F"], marked);
    assert.deepEqual(await first("b.contact.yaml", "fields:\n  LOYALTY.POINTS: <|>\n", 1), []);
  });

  test("segments without a name are none, and lists come first where contacts are added", async () => {
    assert.deepEqual((await complete("b.contact.yaml", "segments:\n  - <|>\n")).labels, ["Loyal", "Newsletter"]);
    assert.deepEqual(
      (await complete("b.contact.yaml", "segments:\n  - News<|>\n")).labels.filter((label) => label === "News"),
      [],
    );
    assert.deepEqual(await first("x.workflow.yaml", flow("  b: { type: addToSegment, segment: <|> }"), 2), [
      "Newsletter",
      "Loyal",
    ]);
    assert.deepEqual(await first("x.workflow.yaml", flow("  b: { type: inSegment, segment: <|> }"), 2), ["Loyal", "Newsletter"]);
  });

  test("a block leads to the one below it first, and never to itself", async () => {
    const text = "  a: { type: timer, wait: 1 day, next: <|> }\n  b: { type: end }\n  c: { type: end }";
    assert.deepEqual((await complete("x.workflow.yaml", flow(text))).labels, ["b", "c"]);
    const above = "  c: { type: end }\n  a: { type: timer, wait: 1 day, next: <|> }\n  b: { type: end }";
    assert.deepEqual((await complete("x.workflow.yaml", flow(above))).labels, ["b", "c"]);
  });

  test("a contact's id is there although no sample shows it", async () => {
    assert.deepEqual(await first("x.workflow.yaml", flow("  b: { type: webhook, webhook: hook, contactId: <|> }"), 1), [
      "${contactId}",
    ]);
  });
});
