/** Look-alike hosts, with the host's own IDNA as the second opinion on what a name is dialled as. */
import assert from "node:assert/strict";
import { domainToUnicode } from "node:url";
import fc from "fast-check";
import { deception, decoded } from "../../../core/src/lint/lookalikes";

suite("look-alike hosts", () => {
  test("a name is decoded as the platform decodes it", () => {
    const letters = fc.constantFrom(..."abcxyz019абвгдіїєґжαβγ東京大学éüñß");
    fc.assert(
      fc.property(fc.array(letters, { minLength: 1, maxLength: 12 }), (signs) => {
        const written = `${signs.join("")}.example`;
        if (!URL.canParse(`https://${written}/`)) return;
        const dialled = new URL(`https://${written}/`).hostname;
        assert.equal(decoded(dialled), domainToUnicode(dialled), written);
      }),
      { numRuns: 500 },
    );
  });

  test("what is no punycode comes back as it is, and nothing hangs", () => {
    for (const label of ["xn--", "xn--0", "xn--99999999", "xn--a-ß", `xn--${"9".repeat(63)}`])
      assert.equal(typeof decoded(`${label}.example`), "string");
  });

  const table: readonly (readonly [written: string, deceives: boolean])[] = [
    ["shop.example.com", false],
    ["магазин.example", false],
    ["кафе.example", false],
    ["київ.укр", false],
    ["ελλάδα.example", false],
    ["東京abc.example", false],
    ["münchen.example", false],
    ["аpple.example", true],
    ["раураl.example", true],
    ["соса.example", true],
    ["ѕсоре.example", true],
    ["gοοgle.example", true],
    ["shop．example.com", true],
    ["ⓢhop.example", true],
    ["xn--80ak6aa92e.com", true],
    ["xn--80aswg.xn--p1ai", false],
  ];
  for (const [written, deceives] of table)
    test(`${written} ${deceives ? "deceives" : "is honest"}`, () => {
      const dialled = new URL(`https://${written}/`).hostname;
      assert.equal(deception(written, dialled) !== undefined, deceives, deception(written, dialled));
    });
});
