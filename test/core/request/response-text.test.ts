import assert from "node:assert/strict";
import fc from "fast-check";
import { bodyText, certificateWarning, exactText, Redactor } from "#core/request/index";
import { answerText } from "#core/request/response-text";
import { base64 } from "#core/request/sign";
import { finished } from "#core/text/stretches";

suite("an answer as text", () => {
  const nobody = new Redactor([]);
  type Bytes = string | readonly number[] | Uint8Array;
  const answer = (type: string, body: Bytes, more: object = {}) => ({
    headers: type === "" ? [] : [["Content-Type", type] as const],
    body: typeof body === "string" ? new TextEncoder().encode(body) : Uint8Array.from(body),
    truncated: false,
    ...more,
  });
  /** Language, text and notes, as a reader sees them. */
  function shown(type: string, body: Bytes, more: object = {}): string {
    const { text, language, notes } = bodyText(answer(type, body, more), nobody);
    return [`${language}: ${text.split("\n").join("⏎")}`, ...notes].join("\n");
  }
  const ascii = (text: string) => [...text].map((sign) => sign.charCodeAt(0));
  const utf16 = (text: string, big = false) =>
    [...text].flatMap((sign) => {
      const unit = sign.charCodeAt(0);
      return big ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8];
    });

  test("of a long one only the beginning is read, in whole characters", () => {
    const json = answer("application/json", JSON.stringify({ a: "Львів".repeat(100) }));
    const { text, language, notes, isCut } = finished(answerText(json, nobody, 21));
    // The cut is in the middle of a letter.
    assert.deepEqual([text, language, notes, isCut], ['{"a":"ЛьвівЛь', "json", [], true]);
    assert.equal(finished(answerText(json, nobody, json.body.length)).isCut, false);
    assert.equal(finished(answerText({ ...json, truncated: true }, nobody)).isCut, true);
    assert.equal(finished(answerText(answer("image/png", [0x89, 0x50, 0x4e, 0x47, 0, 0]), nobody, 2)).isBinary, true);
  });

  const charsets: readonly (readonly [title: string, type: string, body: Bytes, expected: string])[] = [
    ["UTF-8 by default", "text/plain", "Львів", "plaintext: Львів"],
    ["the header's charset", "text/plain; charset=windows-1251", [0xcb, 0xfc, 0xe2, 0xb3, 0xe2], "plaintext: Львів"],
    ["a quoted charset", 'text/plain; Charset="KOI8-U"', [0xec, 0xd8, 0xd7, 0xa6, 0xd7], "plaintext: Львів"],
    ["a UTF-8 mark", "text/plain", [0xef, 0xbb, 0xbf, 0x61], "plaintext: a"],
    ["a UTF-16 mark", "text/plain", [0xff, 0xfe, ...utf16("Львів")], "plaintext: Львів"],
    ["a UTF-16 mark, the other way round", "", [0xfe, 0xff, ...utf16("Львів", true)], "plaintext: Львів"],
    ["UTF-16 by its header alone", "text/plain; charset=utf-16le", utf16("Львів"), "plaintext: Львів"],
    [
      "a mark that contradicts the header",
      "text/plain; charset=windows-1251",
      [0xff, 0xfe, ...utf16("a")],
      "plaintext: a\nThe answer says its charset is windows-1251, but it begins with the mark of utf-16le",
    ],
    [
      "an XML declaration",
      "application/xml",
      [...ascii('<?xml version="1.0" encoding="windows-1251"?><t>'), 0xcb, ...ascii("</t>")],
      'xml: <?xml version="1.0" encoding="windows-1251"?><t>Л</t>',
    ],
    [
      "the header before the XML declaration",
      "text/xml; charset=utf-8",
      "<?xml version='1.0' encoding='windows-1251'?><t>Л</t>",
      "xml: <?xml version='1.0' encoding='windows-1251'?><t>Л</t>",
    ],
    [
      "an XML declaration of UTF-16 in bytes that are not",
      "application/xml",
      '<?xml version="1.0" encoding="utf-16"?><t>Л</t>',
      'xml: <?xml version="1.0" encoding="utf-16"?><t>Л</t>',
    ],
    [
      "an unknown charset",
      "text/plain; charset=klingon",
      "a",
      "plaintext: a\nThe answer names a charset that is not known here: klingon",
    ],
    ["bytes that are not UTF-8", "", [0x61, 0xff], "plaintext: a\ufffd\nSome bytes are not utf-8; they are shown as \ufffd"],
  ];
  for (const [title, type, body, expected] of charsets) test(title, () => assert.equal(shown(type, body), expected));

  const types: readonly (readonly [title: string, type: string, body: string, expected: string])[] = [
    ["JSON", "application/json", '{"a":1}', 'json: {⏎  "a": 1⏎}'],
    ["JSON of a vendor", "application/vnd.api+json", "[]", "json: []"],
    ["no JSON", "application/json", "oops", "plaintext: oops\nThe answer says it is JSON, but it is not"],
    [
      "HTML for JSON",
      "application/json",
      "<!DOCTYPE html>",
      "plaintext: <!DOCTYPE html>\nThe answer says it is JSON, but it is HTML",
    ],
    ["XML for JSON", "application/json", "<a/>", "plaintext: <a/>\nThe answer says it is JSON, but it is XML"],
    ["JSON for text", "text/html", "[1]", "json: [⏎  1⏎]\nThe answer is JSON, but it says `text/html`"],
    ["JSON for nothing", "", "[1]", "json: [⏎  1⏎]\nThe answer is JSON, but it names no content type"],
    ["text for XML", "application/xml", "oops", "xml: oops\nThe answer says it is XML, but it is not"],
    ["text for an image", "image/png", "Not found", "plaintext: Not found\nThe answer says it is `image/png`, but it is text"],
    ["HTML for nothing", "", "<html>", "plaintext: <html>\nThe answer looks like HTML, but it names no content type"],
    ["nothing", "application/json", "", "plaintext: \nThe body is empty"],
  ];
  for (const [title, type, body, expected] of types)
    test(`content type: ${title}`, () => assert.equal(shown(type, body), expected));

  test("nothing is told of where nothing is expected", () => {
    for (const status of [204, 302, 304, 307]) assert.equal(shown("", "", { status }), "plaintext: ");
    for (const status of [200, 201, 404]) assert.equal(shown("", "", { status }), "plaintext: \nThe body is empty");
  });

  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x41];
  const pngLine = "plaintext: 0000  89 50 4e 47 0d 0a 1a 0a  .PNG....⏎0008  00 41                    .A";
  test("binary: what it is, its size, its digest, its first bytes", () => {
    assert.equal(
      shown("image/png", png, { sha256: "abc" }),
      `${pngLine}\nBinary, a PNG image, 10 bytes, SHA-256 abc; the first ones in hexadecimal`,
    );
    assert.equal(
      shown("application/json", png),
      `${pngLine}\nThe answer says it is \`application/json\`, but it is a PNG image\nBinary, a PNG image, 10 bytes; the first ones in hexadecimal`,
    );
    assert.equal(shown("", [0, 1]).split("\n")[1], "Binary, 2 bytes; the first ones in hexadecimal");
    assert.equal(shown("font/woff2", [0, 1]).split("\n")[1], "Binary, font/woff2, 2 bytes; the first ones in hexadecimal");
    assert.equal(exactText(answer("", png)), undefined);
  });

  test("binary: an echoed secret is masked before it is spelled in hexadecimal", () => {
    for (const token of ["s3cr+t/Tok&en-that-is-longer-than-a-line", "пароль-1"]) {
      const redactor = new Redactor([{ token }]);
      for (const spelled of [token, base64(token), encodeURIComponent(token)])
        for (const before of ["", "x".repeat(9), "x".repeat(250)]) {
          const body = Uint8Array.from([0, 1, ...Buffer.from(`${before}${spelled} end`)]);
          const { text } = bodyText(answer("application/octet-stream", body), redactor);
          const bytes = text.split("\n").flatMap((line) => line.slice(6, 29).trim().split(" "));
          const read = Buffer.from(bytes.join(""), "hex").toString("latin1");
          assert.equal(read, `\0\u0001${before}*** end`.slice(0, 256));
        }
    }
  });

  test("a coding that is not undone is told, and its bytes are not read as text", () => {
    assert.deepEqual(shown("application/json", "{}", { undecoded: "zstd" }).split("\n").slice(1), [
      "Compressed with zstd, which is shown as it came",
      "Binary, 2 bytes; the first ones in hexadecimal",
    ]);
  });

  test("a cut answer is not blamed for what was cut off", () => {
    assert.equal(shown("application/json", '{"a":', { truncated: true }), 'json: {⏎  "a": \nCut after 5 bytes');
  });

  test("laying out changes white space alone", () => {
    const exact = '{"n":1e400,"m":1.00,"id":12345678901234567890,"id":-0,"s":"a\\u0041 \\/ b"}';
    assert.equal(bodyText(answer("application/json", exact), nobody).text.replace(/\n\s*|(?<=:) /g, ""), exact);
  });

  test("whatever comes, there is a text for it, and Unicode comes back as it was", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom("", "text/plain", "application/json", "text/xml"),
        (body, type) => {
          assert.equal(typeof bodyText(answer(type, body), nobody).text, "string");
        },
      ),
    );
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
        fc.pre(!text.includes("\0") && !text.startsWith("\ufeff"));
        assert.equal(exactText(answer("text/plain; charset=utf-8", text)), text);
      }),
    );
  });

  test("a certificate that ends within 14 days warns", () => {
    const now = Date.parse("2026-11-01T12:00:00Z");
    const warning = (validTo: string) => certificateWarning({ validTo, subject: "shop.example.com" }, now);
    assert.equal(warning("2026-11-15T12:00:00.000Z"), undefined);
    assert.equal(warning("2026-11-15T11:59:59.000Z"), "The certificate of shop.example.com expires in 13 days, on 2026-11-15");
    assert.equal(warning("2026-11-03T11:59:59.000Z"), "The certificate of shop.example.com expires in 1 day, on 2026-11-03");
    assert.equal(warning("2026-11-01T13:00:00.000Z"), "The certificate of shop.example.com expires within a day, on 2026-11-01");
    assert.equal(warning(""), undefined);
  });
});
