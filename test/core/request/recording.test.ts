/** An answer becomes a recording: exact numbers, no cookie, no person; and an answer that contradicts recordings says where. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { answerDifferences } from "#core/lint/answer-differences";
import { recordingFile, withoutPersonalData } from "#core/request/index";
import { findingLines, workspace } from "../../support/workspace";

const answer = {
  webhook: "a",
  status: 200,
  headers: [
    ["Content-Type", "application/json"],
    ["Date", "Fri, 27 Nov 2026 03:00:00 GMT"],
    ["Set-Cookie", "sid=1"],
    ["Link", "a"],
    ["Link", "b"],
  ],
  body: '{"id":12345678901234567890,"sum":1.00}',
  recordedAt: "2026-11-27T03:00:00Z",
  sample: { contact: "ann" },
} as const;

suite("an answer as a recording", () => {
  test("keeps numbers as they came, and leaves out what differs each time", () => {
    assert.equal(
      recordingFile(answer),
      `{
  "webhook": "a",
  "status": 200,
  "headers": {
    "content-type": "application/json",
    "link": ["a", "b"]
  },
  "body": {
    "id": 12345678901234567890,
    "sum": 1.00
  },
  "recordedAt": "2026-11-27T03:00:00Z",
  "sample": { "contact": "ann" }
}
`,
    );
    assert.match(recordingFile({ ...answer, body: "no JSON" }), /"text": "no JSON"/);
  });

  test("is clean under check", async () => {
    const read = await workspace(`# file: a.webhook.yaml
name: a
method: GET
url: https://x.example.com/
# file: a.response.json
${recordingFile({ ...answer, sample: {} })}`);
    assert.deepEqual(
      findingLines(read).filter((line) => line.startsWith("a.response.json")),
      [],
    );
  });

  test("an answer that contradicts the recordings says where", async () => {
    const { language, uri } = await workspace(`# file: a.response.json
${recordingFile({ ...answer, body: '{"code": "X-1", "left": 3}' })}`);
    const project = language.project(uri);
    assert.deepEqual(answerDifferences(project, "a", '{"code": 5}'), [
      "`left` is gone from the body: the older recording has it",
      "`code` is a number here and was text in the older recording",
    ]);
    assert.deepEqual(answerDifferences(project, "a", '{"code": "Y-2", "left": 1, "more": true}'), []);
    assert.deepEqual(answerDifferences(project, "b", '{"code": 5}'), []);
    assert.deepEqual(answerDifferences(project, "a", "no JSON"), []);
  });
});

suite("personal data in an answer", () => {
  const ann = [
    { name: "FIRSTNAME", value: "Annabel" },
    { name: "TOWN", value: "Lviv" },
  ];

  test("is named without its value, and taken out of texts only", () => {
    const { text, found } = withoutPersonalData(
      '{"Annabel": 380501234567, "name": "Annabel", "mail": "a.b@shop.ua", "to": "x@example.com", "tel": "+380 50 123-45-67", "at": "2026-11-20 09:15:00"}',
      ann,
    );
    assert.equal(
      text,
      '{"Annabel": 380501234567, "name": "***", "mail": "person@example.com", "to": "x@example.com", "tel": "***", "at": "2026-11-20 09:15:00"}',
    );
    assert.deepEqual(found, ["FIRSTNAME", "an e-mail address", "a phone number"]);
    assert.deepEqual(withoutPersonalData("Hello Annabel", ann).text, "Hello ***");
    // What a key says of its value, whoever the person is.
    const named = withoutPersonalData(
      '{"firstName":"Zoe","tel":"050 123-45-67","town":"Lviv","last_name":"","address":{"x":"y"}}',
      [],
    );
    assert.equal(named.text, '{"firstName":"***","tel":"***","town":"Lviv","last_name":"","address":{"x":"y"}}');
    assert.deepEqual(named.found, ["firstName", "tel"]);
  });

  test("what holds none stays as it is, and what holds some stays JSON", () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const { text, found } = withoutPersonalData(json, ann);
        JSON.parse(text);
        if (found.length === 0) assert.equal(text, json);
      }),
    );
  });
});
