/** Shapes never claim more than their examples: counts add up, formats hold for every text, order does not matter. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Data } from "#core/model/data";
import { formatTitle, textFormats } from "#core/shape/formats";
import type { Shape } from "#core/shape/shape";
import { fieldPresence, inferShape, mergeShapes } from "#core/shape/shape";

const texts = fc.oneof(
  fc.constantFrom("ann@example.com", "380501234567", "+380501234567", "2026-01-31", "2026-01-31T10:00", "9.50", "17", "x", ""),
  fc.string(),
);
const data: fc.Arbitrary<Data> = fc.letrec<{ any: Data }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    texts,
    fc.bigInt(),
    fc.double({ noNaN: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("any"), { maxLength: 3 }),
    fc
      .dictionary(fc.constantFrom("a", "b", "c"), tie("any"), { maxKeys: 3 })
      .map((record) => new Map(Object.entries(record)) as Data),
  ),
})).any;

suite("shapes", () => {
  test("count in how many objects a field was", () => {
    fc.assert(
      fc.property(fc.array(data, { minLength: 1, maxLength: 6 }), (examples) => {
        const shape = examples.map(inferShape).reduce(mergeShapes);
        const objects = examples.filter((example) => example instanceof Map);
        assert.equal(shape.seen, examples.length);
        assert.equal(shape.objects, objects.length);
        for (const field of ["a", "b", "c", "d"])
          assert.deepEqual(fieldPresence(shape, field), {
            seen: objects.filter((object) => object.has(field)).length,
            of: objects.length,
          });
      }),
    );
  });

  test("claim a format only when all texts have it", () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 5 }), (examples) => {
        const claimed = examples.map(inferShape).reduce(mergeShapes).formats;
        const all = examples.map(textFormats);
        const shared = [...(all[0] ?? [])].filter((format) => all.every((formats) => formats.has(format)));
        assert.deepEqual([...(claimed ?? [])].sort(), shared.sort());
      }),
    );
  });

  test("are the same in whatever order examples come", () => {
    fc.assert(
      fc.property(data, data, data, (a, b, c) => {
        const [x, y, z] = [inferShape(a), inferShape(b), inferShape(c)];
        assert.deepEqual(known(mergeShapes(mergeShapes(x, y), z)), known(mergeShapes(x, mergeShapes(y, z))));
        assert.deepEqual(known(mergeShapes(x, y)), known(mergeShapes(y, x)));
      }),
    );
  });

  const forms: readonly (readonly [text: string, title: string | undefined])[] = [
    ["ann@example.com", "e-mail address"],
    ["ann@example", undefined],
    ["@example.com", undefined],
    ["+380501234567", "phone number"],
    ["380501234567", "whole number"],
    ["https://example.com/a?b=c", "URL"],
    ["https://", undefined],
    ["2026-01-31", "date"],
    ["2026-13-31", undefined],
    ["2026/01/31", undefined],
    ["2026-01-31T10:00", "date and time"],
    ["2026-01-31T10:00:00Z", "date and time"],
    ["2026-01-31 10:00", undefined],
    ["9b2f6f0e-8f4e-4c6e-9a77-0123456789ab", "UUID"],
    ["-17", "whole number"],
    ["9.50", "number"],
    ["9,50", undefined],
    ["1e3", undefined],
    ["", undefined],
  ];
  for (const [text, title] of forms)
    test(`${JSON.stringify(text)} is ${title ?? "text and no more"}`, () => assert.equal(formatTitle(textFormats(text)), title));
});

/** What a shape claims, without its one example. */
function known(shape: Shape): unknown {
  return {
    types: [...shape.types].sort(),
    seen: shape.seen,
    objects: shape.objects,
    formats: shape.formats && [...shape.formats].sort(),
    item: shape.item && known(shape.item),
    fields: [...shape.fields].map(([key, field]) => [key, known(field)] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}
