/** What an author has typed into a webhook and what must not be kept or copied of it. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { maskedBody, maskedHeader, maskedUrl } from "#core/request/typed-credentials";

suite("credentials typed into a definition", () => {
  test("are masked in a body of any format, and what is no credential stays", () => {
    const cases = [
      ['{ "password": "a\\"b", "name": "Ann", "key": "k" }', '{ "password": "***", "name": "Ann", "key": "k" }'],
      [
        '{"auth":{"access_token":"t","client-secret" : "s"},"n":1}',
        '{"auth":{"access_token":"***","client-secret" : "***"},"n":1}',
      ],
      ['["password", "token"]', '["password", "token"]'],
      ['{"a":"token","token":"b","tokens":"c"}', '{"a":"token","token":"***","tokens":"c"}'],
      ["<a><wsse:Password Type='x'>p</wsse:Password><b>q</b></a>", "<a><wsse:Password Type='x'>***</wsse:Password><b>q</b></a>"],
      ["user=ann&password=p%20q&x=1", "user=ann&password=***&x=1"],
      ["a text about a password: hello", "a text about a password: hello"],
      ["", ""],
    ] as const;
    for (const [body, expected] of cases) assert.equal(maskedBody(body), expected);
  });

  test("a body stays what it is: JSON stays JSON, once more changes nothing", () => {
    const value = fc.dictionary(fc.constantFrom("password", "name", "apiKey", "a.b", "token"), fc.string(), { maxKeys: 4 });
    fc.assert(
      fc.property(fc.jsonValue(), value, (data, more) => {
        const body = JSON.stringify({ data, more });
        const masked = maskedBody(body);
        const read = JSON.parse(masked) as { more: Record<string, string> };
        for (const [name, text] of Object.entries(more))
          assert.equal(read.more[name], ["password", "apiKey", "token"].includes(name) ? "***" : text);
        assert.equal(maskedBody(masked), masked);
      }),
      { numRuns: 1000 },
    );
  });

  test("are masked in addresses and headers by more names", () => {
    assert.equal(maskedUrl("https://u:p@h.example/a?key=k&b=c#sig=s"), "https://***@h.example/a?key=***&b=c#sig=***");
    assert.equal(maskedHeader("Authorization", "Bearer abc"), "Bearer ***");
    assert.equal(maskedHeader("X-Api-Key", "abc"), "***");
    assert.equal(maskedHeader("X-Run", "abc"), "abc");
  });
});
