/** Which URLs are told of, by which rule and at which characters: every spelling that programs read in different ways. */
import assert from "node:assert/strict";
import { findingLines, workspace } from "../../support/workspace";

/** `rule [token]` of what is said of a webhook with this URL, written as YAML. */
async function said(url: string): Promise<string> {
  const lines = findingLines(await workspace(`name: a\nmethod: GET\nurl: ${url}\n`));
  return lines.map((line) => line.replace(/^\S+ \w+ ([\w-]+) (\[.*?\]) .*$/, "$1 $2")).join(", ");
}

const wrong: readonly (readonly [url: string, said: string])[] = [
  ["http://a.example/p", "insecure-url [http]"],
  ["HTTP://a.example/p", "insecure-url [HTTP]"],
  ["hTTp://a.example/p", "insecure-url [hTTp]"],
  ['"ht\\u0074p://a.example/p"', "insecure-url [ht\\u0074p]"],
  ['"\\x68ttp://a.example/p"', "insecure-url [\\x68ttp]"],
  ['"http\\x3A//a.example/p"', "insecure-url [http]"],
  ["'http://a.example/it''s'", "insecure-url [http]"],
  [">-\n  http://a.example\n  /p", "insecure-url [http]"],
  ["|\n  http://a.example/p", "insecure-url [http]"],
  ['"ht\\\n  tp://a.example"', "insecure-url [ht\\]"],
  ['"ht\\ttp://a.example"', "insecure-url [ht\\ttp]"],
  ['" http://a.example"', "insecure-url [http]"],
  ['"\\u0000http://a.example"', "invalid-yaml [\\u0000], insecure-url [http]"],
  ["//a.example/p", "insecure-url [//]"],
  ["\\\\a.example\\p", "insecure-url [\\\\]"],
  ["a.example/p", "insecure-url [a.example]"],
  ["a.example:8443/p", "insecure-url [a.example]"],
  ["localhost:3000/p", "insecure-url [localhost]"],
  ["/p?next=https://a.example", "insecure-url [/]"],
  ["?a=https://a.example", "insecure-url [?]"],
  ["https:a.example", "insecure-url [https:]"],
  ["https:/a.example", "insecure-url [https:/]"],
  ["https:\\\\a.example", "insecure-url [https:\\\\]"],
  ["https", "insecure-url [https]"],
  ["ftp://a.example/p", "insecure-url [ftp]"],
  ["ws://a.example/p", "insecure-url [ws]"],
  ["file:///etc/passwd", "insecure-url [file]"],
  ["data:text/plain,hello", "insecure-url [data]"],
  ["blob:https://a.example/x", "insecure-url [blob]"],
  ["javascript:alert(1)", "insecure-url [javascript]"],
  ["httpss://a.example", "insecure-url [httpss]"],
  ["&url http://a.example", "insecure-url [http]"],
  ["$!{endpoint}/p", "variable-scheme [$!{endpoint}]"],
  ["$<event.endpoint>/p", "variable-scheme [$<event.endpoint>]"],
  ['"http$!{s}://a.example"', "variable-scheme [$!{s}]"],
  ['" $<event.endpoint>"', "variable-scheme [$<event.endpoint>]"],
  ["$!data.get('endpoint')", "variable-scheme [$!data.get('endpoint')]"],
  ["https://user:pw@a.example/p", "literal-secret [user:pw]"],
  ["https://token@a.example/p", "literal-secret [token]"],
  ["http://user:pw@a.example/p", "insecure-url [http], literal-secret [user:pw]"],
  ['"ht\\ttps://a.example/p"', "invalid-url [\\t]"],
  ['"https://a.example/a\\r\\nX: y"', "invalid-url [\\r]"],
  ['"https://a.example/a\\tb"', "invalid-url [\\t]"],
  [">-\n  https://a.example\n  /p", "invalid-url [e]"],
  ["https://a.example\\@evil.example/", "invalid-url [\\]"],
  ["https://a.example/%00", "invalid-url [%00]"],
  ["https://", "invalid-url [//]"],
  ["https:///p", "invalid-url [//]"],
  ["https://?a=b", "invalid-url [//]"],
  ["https://:443/p", "invalid-url [//]"],
  ["https://@a.example/p", "invalid-url [@]"],
  ["https://a.example:0/p", "invalid-url [0]"],
  ["https://a.example:65536/p", "invalid-url [65536]"],
  ["https://a.example:x/p", "invalid-url [x]"],
  ["https://a%2eexample/p", "invalid-url [%]"],
  ["https://a..example/p", "invalid-url [a..example]"],
  ["https://[::1/p", "invalid-url [[]"],
  ["https://a.example/b c?d=e f", "invalid-url [ ]"],
  [`https://a.example/${"x".repeat(8000)}`, "invalid-url [a.example]"],
  ["https://$<event.host>/p", "variable-host [$<event.host>]"],
  ["https://$!{host}:8443/p?a=$<TOWN>", "variable-host [$!{host}]"],
  ["https://a.$data.get('zone')/p", "variable-host [$data.get('zone')]"],
  ["https://$<event.shop>.a.example/p", "variable-host [$<event.shop>]"],
  ["https://localhost:8443/p", "private-host [localhost]"],
  ["https://localhost./p", "private-host [localhost.]"],
  ["https://127.1/p", "private-host [127.1]"],
  ["https://0x7f.1/p", "private-host [0x7f.1]"],
  ["https://2130706433/p", "private-host [2130706433]"],
  ["https://0177.0.0.1/p", "private-host [0177.0.0.1]"],
  ["https://１２７.0.0.1/p", "lookalike-host [１２７.0.0.1], private-host [１２７.0.0.1]"],
  ["https://10.0.0.5/p", "private-host [10.0.0.5]"],
  ["https://0.0.0.0/p", "private-host [0.0.0.0]"],
  ["https://169.254.169.254/latest/meta-data", "private-host [169.254.169.254]"],
  ["https://[::ffff:a9fe:a9fe]/p", "private-host [[::ffff:a9fe:a9fe]]"],
  ["https://[fd00:ec2::254]/p", "private-host [[fd00:ec2::254]]"],
  ["https://[64:ff9b::a9fe:a9fe]/p", "private-host [[64:ff9b::a9fe:a9fe]]"],
  ["https://аpple.example/p", "lookalike-host [аpple.example]"],
  ["https://xn--pple-43d.example/p", "lookalike-host [xn--pple-43d.example]"],
  ["https://a.example/p?token=9f8e7d6c5b", "suspected-secret [9f8e7d6c5b]"],
  ["https://a.example/p?api_key=sk_live_51HxAbCdEf&a=b", "suspected-secret [sk_live_51HxAbCdEf]"],
  ["https://a.example/p?mail=%EMAIL%", "merge-tag-in-webhook [%EMAIL%]"],
  ["https://a.example/p?mail={{email}}", "foreign-placeholder [{{email}}]"],
  ["https://a.example/$contactId.json", "glued-reference [$contactId.json]"],
  ["https://a.example/p?a=$contact.email", "contact-object [$contact.email]"],
  ["https://a.example/p?a=$1043.name", "numeric-reference [$1043.name]"],
  ["https://a.example/p#stop", "directive-in-url [#stop]"],
];

const right: readonly string[] = [
  "https://a.example",
  "HTTPS://a.example/p",
  '"ht\\u0074ps://a.example/p"',
  ">-\n  https://a.example/p",
  '" https://a.example"',
  "https://a.example/p?next=http://b.example&mail=a@b.example#http://x",
  "https://a.example/@name",
  "https://a.example:8443/p?a=$<TOWN>",
  "https://[2001:db8::1]/p",
  "https://a.example./p",
  "https://172.32.0.1/p",
  "|\n  https://a.example/p",
  "https://a.example/p?a=%20%D0%9B%de&b=100%",
  "https://a.example/p?token=$<event.token>&key=name",
  "https://a.example/#/orders/5",
  "https://a.example/p?a=$!data.get('my shop')",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: references are written this way
  "https://a.example/${contactId}.json",
  "https://магазин.example/місто?a=$<TOWN>",
];

suite("URLs", () => {
  for (const [url, expected] of wrong)
    test(`${JSON.stringify(url)} is told of once, at its place`, async () => {
      assert.equal(await said(url), expected);
    });

  for (const url of right)
    test(`${JSON.stringify(url)} is fine`, async () => {
      assert.equal(await said(url), "");
    });
});
