/** Numbers of every width and their methods, as Java's classes have them. */
import assert from "node:assert/strict";
import { render } from "#core/velocity/index";

const context = { i: 7, d: 2.5, long: 5_000_000_000n, big: 10n ** 20n, list: [1, 2], text: "12" };

function prints(cases: Readonly<Record<string, string>>): void {
  const got = Object.keys(cases).map((template) => [template, render(template, context, { tools: "none" }).text]);
  assert.deepEqual(Object.fromEntries(got), cases);
}

suite("velocity: numbers", () => {
  test("widen where they overflow, and stay so", () =>
    prints({
      "#set($x = 2147483647)#set($y = $x + 1)$y $y.class.simpleName": "2147483648 Long",
      "#set($x = 9223372036854775807)#set($y = $x + 1)$y $y.class.simpleName": "9223372036854775808 BigInteger",
      "$i.class.simpleName $d.class.simpleName $long.class.simpleName $big.class.simpleName": "Integer Double Long BigInteger",
      "#set($x = $i / 2)$x #set($x = $i / 2.0)$x #set($x = -7 / 2)$x #set($x = -7 % 3)$x": "3 3.5 -3 -1",
    }));

  test("Integer and Long", () =>
    prints({
      "$i.doubleValue() $i.compareTo(8) $i.equals(7) $i.hashCode() $i.toString().length()": "7.0 -1 true 7 1",
      "$i.toBinaryString(10) $i.toHexString(255) $i.parseInt('42') $i.MAX_VALUE": "1010 ff 42 $i.MAX_VALUE",
      "$long.intValue() $long.longValue() $long.hashCode() $i.byteValue()": "705032704 5000000000 705032705 7",
      "$i.equals($long) $long.compareTo($long)": "false 0",
    }));

  test("Double", () =>
    prints({
      "$d.intValue() $d.isNaN() $d.compareTo(2.5) $d.isInfinite() $d.parseDouble('1e3')": "2 false 0 false 1000.0",
      "#set($x = 1.0 / 3)$x #set($x = 1e7)$x #set($x = 100.0 * 1000000)$x #set($x = 0.0001)$x":
        "0.3333333333333333 1.0E7 1.0E8 1.0E-4",
    }));

  test("BigInteger", () =>
    prints({
      "$big.add($big) $big.multiply($big).bitLength() $big.mod($big) $big.negate() $big.signum()":
        "200000000000000000000 133 0 -100000000000000000000 1",
      "$big.divide($big) $big.gcd($big) $big.pow(2) $big.sqrt()":
        "1 100000000000000000000 10000000000000000000000000000000000000000 10000000000",
      "$big.toString(16) $big.testBit(3) $big.shiftRight(60) $big.longValue()": "56bc75e2d63100000 false 86 7766279631452241920",
    }));

  test("what is too large is refused", () => {
    const { problems } = render("$big.pow(100000)", context);
    assert.equal(problems[0]?.severity, "error");
  });
});
