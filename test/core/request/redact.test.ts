/** Masking of secrets that come back escaped: by JSON, URLs and HTML, sign by sign, and one over another. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { Redactor } from "#core/request/redact";
import { base64, isUsable, secretProblem } from "#core/request/sign";
import { finished } from "#core/text/stretches";

const header = { in: "header" } as const;
const hex = (code: number, length: number) => code.toString(16).padStart(length, "0");
const bytes = (sign: string) => [...Buffer.from(sign)].map((byte) => `%${hex(byte, 2)}`).join("");

/** Every spelling of one sign that encoders are known to write. */
const spellings: readonly ((sign: string) => string)[] = [
  (sign) => (/[\\%&]/.test(sign) ? bytes(sign) : sign),
  (sign) => [...Array(sign.length).keys()].map((at) => `\\u${hex(sign.charCodeAt(at), 4)}`).join(""),
  (sign) => [...Array(sign.length).keys()].map((at) => `\\u${hex(sign.charCodeAt(at), 4).toUpperCase()}`).join(""),
  (sign) => [...Array(sign.length).keys()].map((at) => `\\\\u${hex(sign.charCodeAt(at), 4)}`).join(""),
  (sign) => (/[A-Za-z0-9\p{Surrogate}]/u.test(sign) ? sign : `\\${sign}`),
  (sign) => (/[A-Za-z0-9\p{Surrogate}]/u.test(sign) ? sign : `\\\\\\${sign}`),
  bytes,
  (sign) => bytes(sign).toUpperCase(),
  (sign) => bytes(sign).replaceAll("%", "%25"),
  (sign) => `&#${sign.codePointAt(0)};`,
  (sign) => `&#x${hex(sign.codePointAt(0) ?? 0, 1)};`,
  (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#039;", " ": "+" })[sign] ?? bytes(sign),
  (sign) => ({ "&": "&amp;amp;", "<": "\\u0026lt;", '"': "%5C%22", "/": "%5C%2F" })[sign] ?? bytes(sign),
];

const secrets = fc
  .string({ unit: "grapheme-composite", minLength: 4, maxLength: 24 })
  .filter((text) => secretProblem(header, "password", text) === undefined && !/[*x]/.test(text));

suite("masking what is escaped", () => {
  test("any mix of escapes of any form of a secret is masked, and nothing else", () => {
    fc.assert(
      fc.property(
        secrets,
        fc.constantFrom<(text: string) => string>(
          (text) => text,
          base64,
          (text) => base64(`Basic ${base64(text.padEnd(12, "-"))}`),
          (text) => Buffer.from(text).toString("base64url"),
          (text) => Buffer.from(text).toString("hex"),
        ),
        fc.array(fc.nat(spellings.length - 1), { minLength: 1, maxLength: 40 }),
        (token, formOf, ways) => {
          const form = formOf(token);
          const written = [...form].map((sign, at) => spellings[ways[at % ways.length] ?? 0]?.(sign) ?? sign).join("");
          const isInside = form.startsWith(base64("Basic "));
          const said = new Redactor([{ token: isInside ? token.padEnd(12, "-") : token }]).text(`xx ${written} xx`);
          assert.match(said, isInside ? /\*\*\*/ : /^xx \*\*\* xx$/);
          assert.ok(!said.includes(written), `${written} in ${said}`);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("done in stretches comes to the same, wherever one ends", () => {
    const redactor = new Redactor([{ token: "s3cr3t-marker+/" }]);
    for (const way of spellings) {
      const written = [..."s3cr3t-marker+/"].map(way).join("");
      for (const before of [0, 1, 7, written.length - 1, written.length]) {
        const text = `${"-".repeat(128 * 1024 - before)}${written}-${written}`;
        assert.equal(finished(redactor.inStretches(text)), redactor.text(text));
        assert.ok(redactor.text(text).endsWith("-***-***"));
      }
    }
  });

  test("a text without the secret stays as it is", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("kanarie-7&/secret", 'a\\b"c%41d', "&amp;amp;&#1", "%2525%41", "\\u0041\\\\/x"),
        fc.array(fc.constantFrom("\\", "/", "%", "&", "amp;", "u0041", "41", "25", "kanarie", "-7", "#x", ";", '"', "é", "\\/"), {
          maxLength: 40,
        }),
        (token, parts) => {
          const text = parts.join("");
          const said = new Redactor([{ token }]).text(text);
          // Whatever is masked spells the secret: what is left and what was taken make the text.
          if (!said.includes("***")) assert.equal(said, text);
        },
      ),
    );
    // No sign or escape of these texts can be a Z.
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("\\", "/", "%", "&", "amp;", "\\u0041", "%41", "25", "&#x41;", '"', " ", "+", "é", "😀")),
        (parts) => {
          const text = parts.join("");
          assert.equal(new Redactor([{ token: '/+\\"%&Z' }, { token: "Z\\\\%%&&" }]).text(text), text);
        },
      ),
    );
    const page = '{"path":"C:\\\\dir\\/file","q":"100%25 \\u00e9 &amp; %zz &unknown; \\u12"} \\';
    assert.equal(new Redactor([{ token: "kanarie-7" }]).text(page), page);
    assert.equal(new Redactor([{ token: "file" }]).text(page), page.replace("file", "***"));
  });

  for (const [name, token, echo] of [
    ["PHP writes a slash", "ab/cd/ef", '{"a":"Bearer ab\\/cd\\/ef"}'],
    ["PHP writes a letter", "schlüssel", '{"a":"schl\\u00fcssel"}'],
    [".NET writes a plus", "ab+cd+ef", '{"a":"ab\\u002Bcd\\u002Bef"}'],
    ["PHP writes Base64", "u:??>??>", `{"a":"Basic ${base64("u:??>??>").replaceAll("/", "\\/")}"}`],
    ["an escape over an escape", 'a"b/c+', '"{\\"a\\":\\"a\\\\\\"b\\\\/c\\\\u002B\\"}"'],
    ["HTML in a URL", "a'b<c>", "?q=a%26%2339%3Bb%26lt%3Bc%26gt%3B"],
    ["a pair of surrogates", "key-😀-x", "key-\\ud83d\\uDE00-x"],
  ] as const)
    test(`known echoes: ${name}`, () => {
      const said = new Redactor([{ token }]).text(echo);
      assert.match(said, /\*\*\*/);
      assert.doesNotMatch(said, /ab|cd|ssel|b\/|c>|-x/);
    });

  test("blanks at the ends are refused, and a secret that has them is masked without them too", () => {
    for (const value of ["tokenx12 ", " tokenx12", "\u00a0tokenx12"])
      assert.match(secretProblem(header, "token", value) ?? "", /begins or ends with a blank/);
    const redactor = new Redactor([{ token: " tokenx12 " }, { login: "ann", password: "wordx12 " }]);
    for (const echo of ["Bearer tokenx12", base64("tokenx12"), base64("ann:wordx12"), base64("ann:wordx12 ")])
      assert.match(redactor.text(echo), /^(Bearer )?\*\*\*$/);
  });

  test("a token that no header can carry is refused as what it is", () => {
    assert.match(
      secretProblem(header, "token", "ключ-до-крамниці") ?? "",
      /^The token holds a character that a header cannot carry/,
    );
    assert.match(secretProblem(header, "key", "ключ-до-крамниці") ?? "", /^The key holds/);
    assert.equal(secretProblem({ in: "query" }, "key", "ключ-до-крамниці"), undefined);
    assert.equal(secretProblem(header, "token", "schlüssel"), undefined);
    assert.equal(isUsable({ ...header, type: "apiKey" }, { key: "ключ-до-крамниці" }), false);
    assert.equal(isUsable({ in: "query", type: "apiKey" }, { key: "ключ-до-крамниці" }), true);
  });

  test("a login is no secret, but Basic would end it at a colon", () => {
    assert.equal(secretProblem(header, "login", "a"), undefined);
    assert.match(secretProblem(header, "login", "a:b") ?? "", /^The login holds a colon/);
    assert.equal(isUsable({ ...header, type: "basic" }, { login: "a:b", password: "long enough" }), false);
    assert.equal(isUsable({ ...header, type: "basic" }, { login: "a" }), false);
  });

  test("the length of a text costs no more than itself", () => {
    const redactor = new Redactor([{ token: `${"\\".repeat(40)}x` }, { token: `${"a".repeat(60)}b` }]);
    const text = "\\".repeat(20_000) + "a".repeat(200_000);
    assert.equal(redactor.text(text), text);
  });
});
