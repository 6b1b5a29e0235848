/**
 * Host names that look like others: letters of two scripts in one word, letters that all look Latin and are not, signs that a URL
 * parser turns into others. An honest name in Cyrillic, Greek or Chinese is none of these.
 */
import { codePointName } from "../text/code-points";

/** Letters of other scripts that look like a Latin one. */
const latinTwins: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: "a",
    е: "e",
    о: "o",
    р: "p",
    с: "c",
    у: "y",
    х: "x",
    і: "i",
    ј: "j",
    ѕ: "s",
    һ: "h",
    ԁ: "d",
    ԛ: "q",
    ԝ: "w",
    ӏ: "l",
    ь: "b",
    к: "k",
    т: "t",
    м: "m",
    п: "n",
    г: "r",
    в: "b",
    н: "h",
    ү: "y",
    ғ: "f",
    α: "a",
    ο: "o",
    ρ: "p",
    υ: "u",
    ν: "v",
    ι: "i",
    κ: "k",
    τ: "t",
    χ: "x",
    γ: "y",
    ω: "w",
    ε: "e",
    η: "n",
    օ: "o",
    ս: "u",
    հ: "h",
    ց: "g",
    ո: "n",
    ɡ: "g",
    ı: "i",
    ɑ: "a",
    ɩ: "i",
  }),
);
/** Of these only the ones that deceive in a word of their own: `к` and `т` do not. */
const sureTwins = "аеорсухіјѕһԁԛԝӏαορυνικοօսհց";
const scripts = [
  ["Latin", /\p{Script=Latin}/u],
  ["Cyrillic", /\p{Script=Cyrillic}/u],
  ["Greek", /\p{Script=Greek}/u],
  ["Armenian", /\p{Script=Armenian}/u],
] as const;

/**
 * What deceives in a host name, as the end of "The host …".
 * @param written as in the file
 * @param dialled as a URL parser writes it
 */
export function deception(written: string, dialled: string): string | undefined {
  if (/^[\x00-\x7f]*$/.test(written) && !/(^|\.)xn--/i.test(written)) return undefined;
  const folded =
    /[\uff01-\uff5e\u3002\uff0e\uff61\u00ad\u200b-\u200d\u2060\ufeff\u2100-\u214f\u2460-\u24ff\u{1d400}-\u{1d7ff}]/u.exec(
      written,
    )?.[0];
  if (folded) return `holds ${codePointName(folded)}, which programs read as another sign`;
  for (const label of decoded(dialled).split(".")) {
    const deceives = deceptiveLabel(label);
    if (deceives) return deceives;
  }
  return undefined;
}

function deceptiveLabel(label: string): string | undefined {
  const letters = [...label].filter((letter) => /\p{L}/u.test(letter));
  const twins = letters.filter((letter) => latinTwins.has(letter));
  const [twin] = twins;
  const found = scripts.filter(([, pattern]) => letters.some((letter) => pattern.test(letter)));
  if (found.length > 1) {
    const foreign =
      letters.find((letter) => !/\p{Script=Latin}/u.test(letter) && latinTwins.has(letter)) ??
      letters.find((letter) => !/\p{Script=Latin}/u.test(letter));
    return `mixes ${found.map(([name]) => name).join(" and ")} letters in one word${foreign ? `: ${looks(foreign)}` : ""}`;
  }
  if (!twin) return undefined;
  if (/\p{Script=Latin}/u.test(twin)) return `holds ${looks(twin).replace(" looks", ", which looks")}`;
  return letters.every((letter) => sureTwins.includes(letter))
    ? `is written in letters that look Latin and are not: ${looks(twin)}`
    : undefined;
}

function looks(letter: string): string {
  const twin = latinTwins.get(letter);
  return `${codePointName(letter)}${twin ? ` looks like \`${twin}\`` : ""}`;
}

/** A host name with its `xn--` parts as letters. */
export function decoded(host: string): string {
  return host
    .split(".")
    .map((label) => (label.startsWith("xn--") ? (punycode(label.slice(4)) ?? label) : label))
    .join(".");
}

/** RFC 3492; undefined for text that is no punycode. */
function punycode(text: string): string | undefined {
  const delimiter = text.lastIndexOf("-");
  const output = delimiter > 0 ? [...text.slice(0, delimiter)].map((sign) => sign.charCodeAt(0)) : [];
  let code = 128;
  let index = 0;
  let bias = 72;
  for (let at = delimiter > 0 ? delimiter + 1 : 0; at < text.length; ) {
    const before = index;
    let weight = 1;
    for (let base = 36; ; base += 36) {
      const sign = text.charCodeAt(at++);
      const digit = sign >= 97 && sign <= 122 ? sign - 97 : sign >= 48 && sign <= 57 ? sign - 22 : 36;
      if (digit >= 36) return undefined;
      index += digit * weight;
      const threshold = base <= bias ? 1 : base >= bias + 26 ? 26 : base - bias;
      if (digit < threshold) break;
      weight *= 36 - threshold;
    }
    const length = output.length + 1;
    let delta = before === 0 ? Math.floor(index / 700) : (index - before) >> 1;
    delta += Math.floor(delta / length);
    let steps = 0;
    for (; delta > 455; steps += 36) delta = Math.floor(delta / 35);
    bias = steps + Math.floor((36 * delta) / (delta + 38));
    code += Math.floor(index / length);
    if (code > 0x10ffff) return undefined;
    index %= length;
    output.splice(index++, 0, code);
  }
  return String.fromCodePoint(...output);
}
