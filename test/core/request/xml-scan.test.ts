/** The XML reader against the library: what one takes for XML and the other not is known by name. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { XMLValidator } from "fast-xml-parser";
import { scanXml } from "#core/request/xml-scan";

const name = fc.constantFrom("a", "b", "order", "місто", "x:y", "__proto__", "constructor");
const text = fc.constantFrom("", "x", " 00501 ", "Львів 🙂", "&amp;", "&#169;", "1 > 0");
const attribute = fc.constantFrom("", ' a="1"', " b='x &lt; y'", ' c="it\'s"', ' a = "1"\n d="2"');
const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc.oneof(
    { maxDepth: 5 },
    fc.tuple(name, attribute).map(([tag, more]) => `<${tag}${more}/>`),
    fc
      .tuple(
        name,
        attribute,
        fc.array(fc.oneof(text, tie("element"), fc.constant("<!-- - -->"), fc.constant("<![CDATA[<&]]>")), { maxLength: 4 }),
      )
      .map(([tag, more, inside]) => `<${tag}${more}>${inside.join("")}</${tag}>`),
  ),
}));

suite("XML as text", () => {
  test("what is well-formed is read, by us and by the library", () => {
    fc.assert(
      fc.property(element, fc.constantFrom("", '<?xml version="1.0"?>\n', "<!-- x -->"), (root, head) => {
        assert.equal(scanXml(head + root), undefined);
        assert.equal(XMLValidator.validate(head + root), true);
      }),
      { numRuns: 300 },
    );
  });

  test("what the library refuses is refused, at a place inside the text", () => {
    fc.assert(
      fc.property(
        element,
        fc.nat(),
        fc.constantFrom("<", ">", "&", "</", "/", '"', "=", "<a", "]]>", "\u0000", ""),
        (root, at, sign) => {
          const place = at % (root.length + 1);
          const broken = root.slice(0, place) + sign + root.slice(place + (sign === "" ? 1 : 0));
          const problem = scanXml(broken);
          if (XMLValidator.validate(broken) !== true) assert.ok(problem, broken);
          if (!problem) return;
          assert.ok(
            0 <= problem.span.start && problem.span.start <= problem.span.end && problem.span.end <= broken.length,
            broken,
          );
          assert.ok(problem.message !== "" && !problem.message.endsWith("."));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test("a variable is text wherever text can stand", () => {
    const hole = "$<x>";
    fc.assert(
      fc.property(element, (root) => {
        const marked = root.replaceAll(">x", `>${hole}`).replaceAll('"1"', `"${hole}"`);
        const holes = [...marked.matchAll(/\$<x>/g)].map(({ index }) => ({ start: index, end: index + hole.length }));
        assert.equal(scanXml(marked, holes), undefined, marked);
      }),
      { numRuns: 200 },
    );
  });

  test("a document type, two roots, crossed tags and NUL are refused where they stand (X01, X03, X05)", () => {
    const said = (xml: string) => {
      const problem = scanXml(xml);
      return problem && `${problem.message} [${xml.slice(problem.span.start, problem.span.end)}]`;
    };
    assert.equal(said('<!DOCTYPE a [<!ENTITY lt "x">]><a/>'), "it has a document type, which is never read [<!DOCTYPE]");
    assert.equal(said("<a/><b/>"), "it has two roots [<b]");
    assert.equal(said("<a><b></a></b>"), "`<b>` is not closed [<b]");
    assert.equal(said("<a>\0</a>"), "it holds the control character U+0000 [\0]");
  });

  test("depth, attributes and references have an end (X04)", () => {
    assert.match(scanXml("<a>".repeat(100_000))?.message ?? "", /deeper than 64 levels/);
    const many = Array.from({ length: 100_000 }, (_, at) => ` a${at}=""`).join("");
    assert.match(scanXml(`<a${many}/>`)?.message ?? "", /more than 500 attributes/);
    assert.equal(scanXml(`<a>${"&#65;".repeat(100_000)}</a>`), undefined);
    assert.equal(scanXml(`<a>${"<b/>".repeat(100_000)}</a>`), undefined);
  });
});
