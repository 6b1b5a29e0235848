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
];

const right: readonly string[] = [
  "https://a.example",
  "HTTPS://a.example/p",
  '"ht\\u0074ps://a.example/p"',
  '"ht\\ttps://a.example/p"',
  ">-\n  https://a.example/p",
  '" https://a.example"',
  "https://a.example/p?next=http://b.example&mail=a@b.example#http://x",
  "https://a.example/@name",
  "https://$<event.host>/p",
  "https://$!{host}:8443/p?a=$<TOWN>",
  "https://[2001:db8::1]/p",
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
