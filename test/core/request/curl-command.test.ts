/** A request as a cURL command: what is copied reads back as the same request, and no secret is in it. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { readCurl } from "#core/request/curl";
import { curlCommand } from "#core/request/index";

const request = { method: "POST", url: "https://x.example.com/a?b=1", headers: [], body: undefined, connector: undefined };
const shop = { name: "our shop", parameter: "X-Key", in: "header" } as const;

suite("a request as cURL", () => {
  test("an option a line, quoted for the shell, the secret as a variable", () => {
    const command = curlCommand({
      ...request,
      headers: [
        ["X-Run", "it's"],
        ["X-None", ""],
        ["authorization", "Bearer of-the-author"],
      ],
      body: '{"a": "@b"}',
      connector: { ...shop, type: "bearer" },
    });
    assert.equal(
      command,
      `# Set HOOKFLOW_OUR_SHOP_TOKEN before: no secret is in this command
curl --globoff --request POST \\
  --url 'https://x.example.com/a?b=1' \\
  --header 'X-Run: it'\\''s' \\
  --header 'X-None;' \\
  --header 'Authorization: Bearer '"$HOOKFLOW_OUR_SHOP_TOKEN" \\
  --header 'Content-Type:' \\
  --data-raw '{"a": "@b"}'
`,
    );
  });

  test("a key goes where the connector puts it", () => {
    const header = curlCommand({ ...request, connector: { ...shop, type: "apiKey" } });
    assert.match(header, /--header 'X-Key: '"\$HOOKFLOW_OUR_SHOP_KEY"/);
    const query = curlCommand({ ...request, connector: { ...shop, type: "apiKey", in: "query", parameter: "k y" } });
    assert.match(query, /--url 'https:\/\/x\.example\.com\/a\?b=1&k%20y='"\$HOOKFLOW_OUR_SHOP_KEY"/);
    const basic = curlCommand({ ...request, connector: { ...shop, type: "basic" } });
    assert.match(basic, /--user "\$HOOKFLOW_OUR_SHOP_LOGIN":"\$HOOKFLOW_OUR_SHOP_PASSWORD"/);
  });

  test("no terminal and no runner of a pipeline acts on what is sent: it is spelled by the shell's escapes", () => {
    const command = curlCommand({ ...request, body: "a\u001b[31m\u202e\n::error::x\n##[group]'\\" });
    assert.match(command, /--data-raw \$'a\\u001b\[31m\\u202e\\n::error::x\\n##\\x5bgroup\]\\'\\\\'\n$/);
    const read = readCurl(command);
    assert.ok(read.ok);
    assert.equal(read.value.body?.content, "a\u001b[31m\u202e\n::error::x\n##[group]'\\");
  });

  test("whatever is sent, the command says the same", () => {
    const text = fc.string({ unit: fc.constantFrom(..."ab'\"\\$`!#&;| \n{}@:[é😀\u001b\u202e") });
    fc.assert(
      fc.property(text, text, (value, body) => {
        const command = curlCommand({ ...request, headers: [["X-A", `v${value}v`.replaceAll("\n", "")]], body: `b${body}` });
        const read = readCurl(command);
        assert.ok(read.ok, command);
        assert.deepEqual(read.value.headers, [["X-A", `v${value}v`.replaceAll("\n", "")]]);
        assert.equal(read.value.body?.content, `b${body}`);
        assert.equal(read.value.url, request.url);
      }),
    );
  });
});
