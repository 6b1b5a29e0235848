/** The index of a project against the plainest one there is: a list of pairs. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { Multimap } from "#core/project/multimap";

suite("keys with one value or several", () => {
  const key = fc
    .tuple(fc.constantFrom("webhook:", "web", "event:"), fc.constantFrom("a", "b", ""))
    .map((parts) => parts.join(""));
  const step = fc.record({ what: fc.constantFrom("add", "delete", "ask"), key, value: fc.constantFrom("x", "y", "z") });

  test("has what was added and not taken away, whenever it is asked", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const map = new Multimap<string>();
        let pairs: (readonly [string, string])[] = [];
        for (const { what, key, value } of steps) {
          if (what === "add" || what === "delete") pairs = pairs.filter((pair) => pair[0] !== key || pair[1] !== value);
          if (what === "add") pairs.push([key, value]);
          if (what === "add") map.add(key, value);
          else if (what === "delete") map.delete(key, value);
          else
            for (const beginning of ["webhook:", "web", "event:", "none:"])
              assert.deepEqual(
                [...map.keysFrom(beginning)].sort(),
                [...new Set(pairs.map(([known]) => known))].filter((known) => known.startsWith(beginning)).sort(),
              );
          assert.deepEqual(new Set(map.get(key)), new Set(pairs.filter(([known]) => known === key).map(([, known]) => known)));
          assert.equal(
            map.has(key),
            pairs.some(([known]) => known === key),
          );
        }
      }),
      { numRuns: 500 },
    );
  });
});
