/** The file of a history entry is JSON like any other, however long a body in it is. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { jsonInStretches } from "#client/history/json-in-stretches";
import { finished } from "#core/text/stretches";
import { anAnswer } from "./exchanges";

suite("client: JSON in stretches", () => {
  test("is what the engine makes, for any value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
        assert.equal(finished(jsonInStretches(value)), JSON.stringify(value));
      }),
    );
    const answer = anAnswer();
    assert.equal(finished(jsonInStretches(answer)), JSON.stringify(answer));
  });

  test("a long text is written in several turns and reads as itself, whatever lies on their borders", () => {
    for (const sign of ['"', "\\", "\u0001", "ї", "🍵", "\ud83c", "a"])
      for (const before of ["", "x"]) {
        const value = { outcome: { body: before + sign.repeat(300_000) } };
        const work = jsonInStretches(value);
        assert.equal(work.next().done, false);
        assert.deepEqual(JSON.parse(finished(work)), value);
      }
  });
});
