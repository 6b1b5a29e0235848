import assert from "node:assert/strict";
import fc from "fast-check";
import type { HttpResponse } from "#core/platform";
import { Redactor, readJson, recordingText } from "#core/request/index";
import { response } from "#platform/memory";

suite("an answer as a recording", () => {
  const secret = "kanarie-7&/secret";

  function record(given: Parameters<typeof response>[0], key = secret) {
    const result = response(given);
    assert.ok(result.ok);
    const value: HttpResponse = result.value;
    const source = { webhook: "promo", response: value, recordedAt: "2026-11-20T10:00:00Z", contact: "ann", event: undefined };
    return recordingText(source, new Redactor([{ key }]));
  }
  const text = (given: Parameters<typeof response>[0], key?: string) => {
    const made = record(given, key);
    return made.ok ? made.text : made.message;
  };

  test("holds what came, its numbers exact, cookies and dates left out", () => {
    assert.equal(
      text({
        headers: [
          ["Content-Type", "application/json"],
          ["Set-Cookie", "a=1"],
          ["Date", "now"],
          ["X-Odd", "1"],
          ["x-odd", "2"],
        ],
        body: '{"id":12345678901234567890,"rate":1.50,"list":[]}',
      }),
      `{
  "webhook": "promo",
  "status": 200,
  "headers": {
    "content-type": "application/json",
    "x-odd": ["1", "2"]
  },
  "body": {
    "id": 12345678901234567890,
    "rate": 1.50,
    "list": []
  },
  "recordedAt": "2026-11-20T10:00:00Z",
  "sample": { "contact": "ann" }
}
`,
    );
  });

  test("a text that is no JSON, an empty body", () => {
    assert.match(text({ body: '<a>"</a>' }), /^ {2}"text": "<a>\\"<\/a>",$/m);
    assert.doesNotMatch(text({ body: "" }), /body|text"/);
  });

  test("what cannot be recorded is told", () => {
    assert.equal(text({ body: "a", truncated: true }), "The answer is not recorded: it is larger than a recording can be, 1 MB");
    assert.equal(text({ body: Uint8Array.of(0, 1) }), "The answer is not recorded: it is binary");
  });

  test("secrets are masked where an escape hides them and where they are numbers, and it stays JSON", () => {
    const made = text({ body: '{"a":"kanarie-7\\u0026/secret","n":12345678,"kanarie-7&/secret":[-12345678]}' });
    assert.ok(!made.includes("secret"), made);
    const numbers = text({ body: '{"n":12345678,"m":[-12345678],"o":1}' }, "12345678");
    assert.match(numbers, /"n": "\*\*\*"/);
    assert.match(numbers, /"o": 1/);
    assert.notEqual(readJson(numbers), undefined);
  });

  test("whatever an answer echoes, the recording is JSON without the secret", () => {
    const redactor = new Redactor([{ key: secret }]);
    const echoed = fc.constantFrom(secret, encodeURIComponent(secret), btoa(`user:${secret}`), btoa(secret));
    const string = fc.tuple(fc.string({ maxLength: 3 }), echoed).map((parts) => parts.join(" "));
    fc.assert(
      fc.property(fc.dictionary(string, fc.oneof(string, fc.array(string), fc.double(), fc.constant(null))), (data) => {
        const made = text({ body: JSON.stringify(data), headers: [["X", `${secret}`]] });
        assert.notEqual(readJson(made), undefined, made);
        assert.ok(!redactor.holds(made), made);
        assert.ok(!redactor.holds(JSON.stringify(JSON.parse(made))), made);
      }),
    );
  });

  test("personal data is named by its place", () => {
    const made = record({
      body: '[{"id":1,"firstName":"Ann","contact":{"mail":"ann@example.com","phone":380501234567},"sku":380501234567}]',
    });
    assert.deepEqual(made.ok && made.personal, [
      "[].firstName (personal data by its name)",
      "[].contact.mail (e-mail address)",
      "[].contact.phone (phone number)",
    ]);
  });
});
