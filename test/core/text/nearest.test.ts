import assert from "node:assert/strict";
import { nearest } from "#core/text/nearest";

suite("the nearest name", () => {
  for (const [written, candidates, meant] of [
    ["orderIdd", ["total", "orderId"], "orderId"],
    ["PSOT", ["GET", "POST"], "POST"],
    // Standard contact fields have several spellings: the one in the writer's own case is given.
    ["TOWNN", ["town", "TOWN"], "TOWN"],
    ["townn", ["town", "TOWN"], "town"],
    ["townn", ["TOWN", "town"], "town"],
    ["zip", ["total", "orderId"], undefined],
  ] as const)
    test(`${written} means ${meant ?? "nothing"} of ${candidates.join(", ")}`, () =>
      assert.equal(nearest(written, candidates), meant));

  test("names that differ in digits alone are different things, unless the list has all there is", () => {
    for (const [written, candidate] of [
      ["line2", "line1"],
      ["WH6", "WH5"],
      ["promo", "promo1"],
    ] as const) {
      assert.equal(nearest(written, [candidate]), undefined, written);
      assert.equal(nearest(written, [candidate], true), candidate, written);
    }
    assert.equal(nearest("x", ["k", "xy"]), undefined);
  });
});
