/** How an SMS is counted, against cases that GSM 03.38 and 03.40 decide. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { smsSize } from "#core/preview/sms-size";

const cases: readonly (readonly [name: string, text: string, told: string])[] = [
  ["nothing", "", "GSM-7 0 units, 0 segments, 160 left"],
  ["one segment, full", "a".repeat(160), "GSM-7 160 units, 1 segments, 0 left"],
  ["one more", "a".repeat(161), "GSM-7 161 units, 2 segments, 145 left"],
  ["two segments, full", "a".repeat(306), "GSM-7 306 units, 2 segments, 0 left"],
  ["one more again", "a".repeat(307), "GSM-7 307 units, 3 segments, 152 left"],
  ["signs of the extension table are two", "€[]{}\\~^|", "GSM-7 18 units, 1 segments, 142 left"],
  ["80 of them fill a segment", "€".repeat(80), "GSM-7 160 units, 1 segments, 0 left"],
  // The 153rd unit stays empty: both halves of a sign travel together.
  ["one of them at a border", `${"a".repeat(152)}€${"a".repeat(7)}`, "GSM-7 161 units, 2 segments, 144 left"],
  ["one of them before a border", `${"a".repeat(151)}€${"a".repeat(8)}`, "GSM-7 161 units, 2 segments, 145 left"],
  ["letters of the alphabet", "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà\n\r", "GSM-7 44 units, 1 segments, 116 left"],
  ["Ukrainian", "Ваш код готовий", "UCS-2 15 units, 1 segments, 55 left"],
  ["70 letters", "ї".repeat(70), "UCS-2 70 units, 1 segments, 0 left"],
  ["71 letters", "ї".repeat(71), "UCS-2 71 units, 2 segments, 63 left"],
  ["an emoji is two", "🙂".repeat(35), "UCS-2 70 units, 1 segments, 0 left"],
  ["71 with an emoji", `${"a".repeat(69)}🙂`, "UCS-2 71 units, 2 segments, 63 left"],
  ["an emoji at a border", `${"ї".repeat(66)}🙂${"ї".repeat(3)}`, "UCS-2 71 units, 2 segments, 62 left"],
  ["one foreign letter makes all of it UCS-2", `${"a".repeat(70)}ç`, "UCS-2 71 units, 2 segments, 63 left"],
];

suite("the size of an SMS", () => {
  for (const [name, text, told] of cases)
    test(name, () => {
      const { encoding, units, segments, left } = smsSize(text);
      assert.equal(`${encoding} ${units} units, ${segments} segments, ${left} left`, told);
    });

  test("names the characters that are not in the alphabet, each once", () => {
    assert.deepEqual(smsSize("Ціна: 5 € – 🙂🙂").foreign, ["Ц", "і", "н", "а", "–", "🙂"]);
    assert.deepEqual(smsSize("plain €").foreign, []);
  });

  const text = fc.string({
    unit: fc.constantFrom("a", "Z", "1", " ", "\n", "€", "[", "ї", "🙂", "`"),
    maxLength: 400,
  });

  test("more text never needs fewer segments", () => {
    fc.assert(fc.property(text, text, (a, b) => smsSize(a + b).segments >= smsSize(a).segments));
  });

  test("units of one encoding add up, and fill the segments they are in", () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [one, other, both] = [smsSize(a), smsSize(b), smsSize(a + b)];
        if (one.encoding === other.encoding) assert.equal(both.units, one.units + other.units);
        const [single, part] = both.encoding === "GSM-7" ? [160, 153] : [70, 67];
        const room = both.segments <= 1 ? single : both.segments * part;
        assert.ok(both.units <= room && both.left >= 0 && both.left <= room - both.units);
        if (both.segments > 1) assert.ok(both.units > single && both.units + both.segments > (both.segments - 1) * part);
      }),
    );
  });
});
