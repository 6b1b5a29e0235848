/** Marks around values in HTML: they change nothing that a reader sees, and stand only where a comment is one. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { markHtml, type Printed } from "#core/preview/mark-html";

/** Values stand in `«…»`; the result shows the marks. */
function marked(text: string): string {
  const pieces: Printed[] = [];
  let html = "";
  for (const part of text.split(/(«[^»]*»)/)) {
    const value = /^«([^»]*)»$/.exec(part)?.[1];
    if (value === undefined) html += part;
    else {
      pieces.push({ start: html.length, end: html.length + value.length });
      html += value;
    }
  }
  const result = markHtml(html, pieces);
  assert.equal(withoutMarks(result), html);
  return result.replace(/<!--(\/?)hf(-tag)?:(\d+)-->/g, "{$1$2$3}");
}

function withoutMarks(html: string): string {
  return html.replace(/<!--\/?hf(-tag)?:\d+-->/g, "");
}

const cases: readonly (readonly [name: string, text: string, expected: string])[] = [
  ["text", "<p>«Ann», «»!</p>", "<p>{0}Ann{/0}, {1}{/1}!</p>"],
  ["before and behind tags", "«a»<p>«b»</p>«c»", "{0}a{/0}<p>{1}b{/1}</p>{2}c{/2}"],
  ["a value that is markup", "<p>«<b>x</b>»</p>", "<p>{0}<b>x</b>{/0}</p>"],
  ["a value that ends inside a tag", "a «b <i»>c", "a {0}b <i>c"],
  ["attributes mark their tag", '<a href="«u»" title=«t»>«x»</a>', '{-tag0}{-tag1}<a href="u" title=t>{2}x{/2}</a>'],
  ["a whole tag's name", "<p><«b»>x", "<p>{-tag0}<b>x"],
  ["quotes that are none", "<p title=it's>«x» isn't", "<p title=it's>{0}x{/0} isn't"],
  ["`>` in quotes", "<p title = '>«a»' x>«b»", "<p title = '>a' x>{1}b{/1}".replace("<p", "{-tag0}<p")],
  ["an attribute that begins with =", '<p ="«a»>«b»', '{-tag0}<p ="a>{1}b{/1}'],
  ["comments", "<!-- «a» -->«b»<!---->«c»<!-->«d»<!--->«e»", "<!-- a -->{1}b{/1}<!---->{2}c{/2}<!-->{3}d{/3}<!--->{4}e{/4}"],
  ["comments that Outlook reads", "<!--[if mso]><p>«a»</p><![endif]-->«b»", "<!--[if mso]><p>a</p><![endif]-->{1}b{/1}"],
  ["the other way of them", "<![if !mso]>«a»<![endif]>", "<![if !mso]>{0}a{/0}<![endif]>"],
  ["a comment with an odd end", "<!-- «a» --!>«b»", "<!-- a --!>{1}b{/1}"],
  ["no end", "<!-- «a» >«b»", "<!-- a >b"],
  ["a tag without an end", '<p title="«a»>«b»', '{-tag0}{-tag1}<p title="a>b'],
  ["the end of the text", "<p>«»", "<p>{0}{/0}"],
  ["the end of the text in a raw text", "<title>«»", "<title>"],
  ["doctypes", '<!doctype html «"a»>«b»', '<!doctype html "a>{1}b{/1}'],
  ["scripts", "<script>«a»</script>«b»", "<script>a</script>{1}b{/1}"],
  [
    "styles, titles, textareas",
    "<style>«a»</style><title>x«b»</title><textarea>«c»y</textarea>",
    "<style>a</style><title>xb</title><textarea>cy</textarea>",
  ],
  [
    "nothing in them",
    "<title>«»</title><TEXTAREA rows=«2»>a«»</TextArea >«b»",
    "<title></title>{-tag1}<TEXTAREA rows=2>a</TextArea >{3}b{/3}",
  ],
  ["their closing tags", "<title>a</title «x»>«b»", "<title>a</title x>{1}b{/1}"],
  ["no closing tag", "<title>a</titles>«b»", "<title>a</titles>b"],
  ["what only begins like one", "<titles>«a»</titles><style-x>«b»", "<titles>{0}a{/0}</titles><style-x>{1}b{/1}"],
  ["plaintext never ends", "<plaintext>«a»</plaintext>«b»", "<plaintext>a</plaintext>b"],
  ["signs that are no tags", "1 < «2» <«3» a<«» & «4» <", "1 < {0}2{/0} <{1}3{/1} a<{2}{/2} & {3}4{/3} <"],
];

/** HTML as segments that say whether a mark may stand before them and inside. */
const segment = fc.constantFrom(
  ["text", "plain «v» text"],
  ["text", "«»"],
  ["text", "1 < 2 «v»"],
  ["text", "<p>«v»</p>"],
  ["tag", '<a href="x«v»y>">'],
  ["tag", "<img alt='«v»' src=«v»>"],
  ["tag", "<p class=it's«v»>"],
  ["raw", "<!-- «v» - -- -->"],
  ["raw", "<!--[if mso]>«v»<![endif]-->"],
  ["raw", "<script>let a = '<p>«v»'; «»</script>"],
  ["raw", "<style>p > a { «v» }</style>"],
  ["raw", "<title>«»«v»</title>"],
  ["raw", "<textarea>«v» <b> «»</textarea>"],
  ["raw", "<!doctype «v»>"],
) satisfies fc.Arbitrary<string[]>;

suite("values marked in HTML", () => {
  for (const [name, text, expected] of cases) test(name, () => assert.equal(marked(text), expected));

  test("marks taken out give the HTML back, whatever the HTML and the places are", () => {
    const html = fc.string({
      unit: fc.constantFrom(..."<>/!-=\"' ap", "<!--", "-->", "<title>", "</title>", "<p "),
      maxLength: 40,
    });
    fc.assert(
      fc.property(html, fc.array(fc.nat(60), { maxLength: 8 }), (text, cuts) => {
        const places = cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b);
        const pieces = places.flatMap((start, at) => (at % 2 === 0 ? [{ start, end: places[at + 1] ?? start }] : []));
        const result = markHtml(text, pieces);
        assert.equal(withoutMarks(result), text);
        // What stands between the marks of a piece is the piece.
        for (const [, number = "", inside] of result.matchAll(/<!--hf:(\d+)-->(.*?)<!--\/hf:\1-->/gs)) {
          const { start, end } = pieces[Number(number)] ?? { start: 0, end: 0 };
          assert.equal(inside, text.slice(start, end));
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("in HTML of known parts, each value has its mark where a comment may stand, and only there", () => {
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 8 }), fc.constantFrom("v", "Ann", "a b"), (segments, value) => {
        let count = 0;
        const expected = segments.map(([kind, text = ""]) => {
          let marks = "";
          const printed = text.split(/(«v?»)/).reduce((done, part) => {
            if (!part.startsWith("«")) return done + part;
            const number = count++;
            const printed = part === "«»" ? "" : value;
            if (kind === "text") return `${done}{${number}}${printed}{/${number}}`;
            if (kind === "tag") marks += `{-tag${number}}`;
            return done + printed;
          }, "");
          return marks + printed;
        });
        assert.equal(marked(segments.map(([, text = ""]) => text.replaceAll("«v»", `«${value}»`)).join("")), expected.join(""));
      }),
      { numRuns: 1000 },
    );
  });
});
