/** Classes of characters in Java's regular expressions: `\d`, `\p{Punct}`, `\p{IsCyrillic}`, and how they combine. */
import { BadRegex } from "./bad-regex";

/** Tells whether a code point belongs to a class. */
export type CharTest = (code: number) => boolean;

const digit: CharTest = (code) => code >= 48 && code <= 57;
const wordChar: CharTest = (code) => digit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
export const space: CharTest = (code) => code === 32 || (code >= 9 && code <= 13);
const horizontal: CharTest = (code) =>
  code === 9 ||
  code === 32 ||
  code === 0xa0 ||
  code === 0x1680 ||
  code === 0x180e ||
  (code >= 0x2000 && code <= 0x200a) ||
  code === 0x202f ||
  code === 0x205f ||
  code === 0x3000;
export const vertical: CharTest = (code) => (code >= 10 && code <= 13) || code === 0x85 || code === 0x2028 || code === 0x2029;
export const isLineEnd: CharTest = (code) => code === 10 || code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029;
export const not =
  (test: CharTest): CharTest =>
  (code) =>
    !test(code);

export const predefined: ReadonlyMap<string, CharTest> = new Map([
  ["d", digit],
  ["D", not(digit)],
  ["w", wordChar],
  ["W", not(wordChar)],
  ["s", space],
  ["S", not(space)],
  ["h", horizontal],
  ["H", not(horizontal)],
  ["v", vertical],
  ["V", not(vertical)],
]);

/** The ASCII classes of POSIX that Java knows, as ranges. */
const posix: ReadonlyMap<string, RegExp> = new Map([
  ["Lower", /[a-z]/],
  ["Upper", /[A-Z]/],
  ["ASCII", /[\0-\x7f]/],
  ["Alpha", /[a-zA-Z]/],
  ["Digit", /[0-9]/],
  ["Alnum", /[a-zA-Z0-9]/],
  ["Punct", /[!-/:-@[-`{-~]/],
  ["Graph", /[!-~]/],
  ["Print", /[ -~]/],
  ["Blank", /[ \t]/],
  ["Cntrl", /[\0-\x1f\x7f]/],
  ["XDigit", /[0-9a-fA-F]/],
  ["Space", /[ \t-\r]/],
  ["javaLowerCase", /\p{Lowercase}/u],
  ["javaUpperCase", /\p{Uppercase}/u],
  ["javaWhitespace", /\s/],
  ["javaLetter", /\p{L}/u],
  ["javaDigit", /\p{Nd}/u],
]);

export function anyOf(tests: readonly CharTest[]): CharTest {
  const [only] = tests;
  return tests.length === 1 && only !== undefined ? only : (code) => tests.some((test) => test(code));
}

/** Java ignores the case of ASCII letters only, unless told otherwise; letters of other alphabets are folded here as well. */
export function foldCase(test: CharTest): CharTest {
  return (code) => {
    if (test(code)) return true;
    const text = String.fromCodePoint(code);
    return test(text.toLowerCase().codePointAt(0) ?? 0) || test(text.toUpperCase().codePointAt(0) ?? 0);
  };
}

/** `\p{L}`, `\p{Punct}`, `\p{IsCyrillic}`, `\p{InCyrillic}`. */
export function property(name: string): CharTest {
  const known = posix.get(name);
  let pattern = known;
  if (pattern === undefined) {
    const plain = name.replace(/^(Is|In|script=|sc=|general_category=|gc=)/, "");
    if (!/^[A-Za-z_]{1,40}$/.test(plain)) throw new BadRegex(`Unknown character property "${name}"`, false);
    for (const one of [`\\p{${plain}}`, `\\p{Script=${plain}}`]) pattern ??= compiled(one);
  }
  if (pattern === undefined) throw new BadRegex(`Unknown character property "${name}"`, false);
  const test = pattern;
  return (code) => test.test(String.fromCodePoint(code));
}

/** A class of the host's regular expressions: one property, nothing that could take long. */
function compiled(source: string): RegExp | undefined {
  try {
    return new RegExp(source, "u");
  } catch {
    return undefined;
  }
}
