/** JSON laid out: only white space changes, in stretches as in one go, whole as cut. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { formatJson, jsonLayout } from "#core/request/json-layout";
import { checkJson } from "#core/request/json-text";
import { finished } from "#core/text/stretches";

const squeezed = (text: string) => text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, string: string | undefined) => string ?? "");

suite("JSON laid out", () => {
  test("changes white space only", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        assert.equal(squeezed(formatJson(text)), squeezed(text));
        assert.equal(formatJson(formatJson(text)), formatJson(text));
        assert.deepEqual(JSON.parse(formatJson(text)), JSON.parse(text));
      }),
      { numRuns: 300 },
    );
    assert.equal(
      formatJson('{"a":1e400,"a":1.00,"id":12345678901234567890,"e":{},"f":[ ],"g":[{}]}'),
      '{\n  "a": 1e400,\n  "a": 1.00,\n  "id": 12345678901234567890,\n  "e": {},\n  "f": [],\n  "g": [\n    {}\n  ]\n}',
    );
  });

  test("takes for JSON what the checks take for it, and leaves all else alone", () => {
    const signs = fc.constantFrom(...'{}[],:"\\ \n-+.0123eEtruefalsn\u0001');
    const near = fc.tuple(fc.json(), fc.nat(), signs).map(([text, at, sign]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + sign + text.slice(place + (at % 2));
    });
    const wild = fc.array(signs, { maxLength: 12 }).map((all) => all.join(""));
    fc.assert(
      fc.property(fc.oneof(fc.json(), near, wild), (text) => {
        const isJson = checkJson(text) === undefined;
        assert.equal(finished(jsonLayout(text)) !== undefined, isJson, text);
        if (!isJson) assert.equal(formatJson(text), text);
      }),
      { numRuns: 3000 },
    );
    const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
    assert.notEqual(formatJson(deep(200)), deep(200));
    assert.equal(formatJson(deep(201)), deep(201));
  });

  test("a text that was cut is laid out as far as it goes, and loses nothing", () => {
    const text = '{"a":[1,{"b":"x y"},true],"c":"d\\u00e9"}';
    for (let end = 0; end <= text.length; end++) {
      const cut = text.slice(0, end);
      assert.equal(formatJson(cut, { isCut: true }).replace(/\s+/g, ""), cut.replace(/\s+/g, ""), cut);
    }
    assert.equal(formatJson('{"a":[1,{"b":"x', { isCut: true }), '{\n  "a": [\n    1,\n    {\n      "b": "x');
    assert.equal(formatJson("[1, oops, 2", { isCut: true }), "[\n  1,\n  oops, 2");
  });

  test("is made in stretches, which come to the same", () => {
    const text = JSON.stringify(Array.from({ length: 20_000 }, (_, at) => ({ at, name: "tea" })));
    const layout = jsonLayout(text);
    let stretches = 1;
    let result = layout.next();
    for (; !result.done; stretches++) result = layout.next();
    assert.ok(stretches > 10, String(stretches));
    assert.equal(result.value, JSON.stringify(JSON.parse(text), null, 2));
  });

  test("no more of it is made than is wanted", () => {
    const text = JSON.stringify(Array.from({ length: 20_000 }, (_, at) => at));
    const whole = formatJson(text);
    const head = formatJson(text, { most: 1000 });
    assert.ok(head.length > 1000 && head.length < 1100, String(head.length));
    assert.ok(whole.startsWith(head));
  });
});
