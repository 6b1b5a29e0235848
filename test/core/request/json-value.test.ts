import assert from "node:assert/strict";
import fc from "fast-check";
import { isExpected, jsonAt, jsonTitle, parseJsonPath, readJson } from "#core/request/index";

suite("values in an answer", () => {
  const answer = '{"id":12345678901234567890,"rate":1.50,"who":[{"e-mail":"a@b.example","a b":null}],"on":true,"n":1,"n":2}';
  const at = (path: string) => {
    const steps = parseJsonPath(path);
    return steps && jsonAt(readJson(answer), steps);
  };

  test("are found by their path", () => {
    const shown = (path: string) => {
      const found = at(path);
      return found === undefined ? "nothing" : jsonTitle(found);
    };
    assert.equal(shown("id"), "12345678901234567890");
    assert.equal(shown("rate"), "1.50");
    assert.equal(shown("who"), "a list of 1");
    assert.equal(shown("who[0]"), "an object of 2");
    assert.equal(shown("who[0].e-mail"), '"a@b.example"');
    assert.equal(shown("who.0.e-mail"), '"a@b.example"');
    assert.equal(shown('who[0]["a b"]'), "null");
    assert.equal(shown("n"), "2");
    for (const path of ["gone", "who[1]", "who.x", "id.x", "on[0]"]) assert.equal(shown(path), "nothing", path);
    assert.equal(shown(""), "an object of 5");
  });

  test("a path that is none is told from one that leads nowhere", () => {
    for (const path of ["a..b", "a[", "a[x]", "a.", ".a", '["a]', "a[0]b"]) assert.equal(parseJsonPath(path), undefined, path);
  });

  const expectations: readonly (readonly [path: string, written: string, holds: boolean])[] = [
    ["id", "12345678901234567890", true],
    ["id", "12345678901234567891", false],
    ["id", "1.234567890123456789e19", true],
    ["rate", "1.5", true],
    ["rate", "1.51", false],
    ["who[0].e-mail", "a@b.example", true],
    ["who[0].e-mail", '"a@b.example"', true],
    ["who[0].e-mail", "a@b", false],
    ["on", "true", true],
    ["on", "1", false],
    ['who[0]["a b"]', "null", true],
    ["who", '[ {"a b": null, "e-mail": "a@b.example"} ]', true],
    ["who", "[]", false],
  ];
  for (const [path, written, holds] of expectations)
    test(`${path}=${written} ${holds ? "holds" : "does not"}`, () => {
      const found = at(path);
      assert.ok(found !== undefined);
      assert.equal(isExpected(found, written), holds);
    });

  test("any JSON is what it is, in any spelling of its numbers", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        const value = readJson(text);
        assert.ok(value !== undefined);
        assert.ok(isExpected(value, text));
        assert.ok(isExpected(value, JSON.stringify(JSON.parse(text), null, 3)));
      }),
    );
    fc.assert(
      fc.property(fc.bigInt(), fc.integer({ min: 0, max: 30 }), (number, zeros) => {
        const value = readJson(`${number}${number === 0n ? "" : "0".repeat(zeros)}.${"0".repeat(zeros + 1)}`);
        assert.ok(value !== undefined && isExpected(value, number === 0n ? "-0" : `${number}e${zeros}`));
        assert.ok(!isExpected(value, `${number === 0n ? 1 : number}e${zeros + 1}`));
      }),
    );
  });
});
