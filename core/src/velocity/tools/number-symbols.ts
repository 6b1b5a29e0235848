/** The signs that numbers are written with in a language. */
export interface NumberSymbols {
  readonly point: string;
  readonly group: string;
  readonly minus: string;
  readonly percent: string;
}

const american: NumberSymbols = { point: ".", group: ",", minus: "-", percent: "%" };
const known = new Map<string, NumberSymbols>();

export function numberSymbols(locale: string): NumberSymbols {
  if (/^en[-_]US$/i.test(locale)) return american;
  const found = known.get(locale) ?? symbolsOf(locale);
  known.set(locale, found);
  return found;
}

function symbolsOf(locale: string): NumberSymbols {
  try {
    // Some languages leave out the separator where only one digit stands in front of it.
    const parts = new Intl.NumberFormat(locale.replaceAll("_", "-"), {
      style: "percent",
      minimumFractionDigits: 1,
    }).formatToParts(-1_234_567.5);
    const sign = (type: Intl.NumberFormatPartTypes, otherwise: string): string =>
      // Marks of direction around a sign are not part of Java's.
      parts.find((part) => part.type === type)?.value.replace(/[\u200e\u200f\u061c]/g, "") ?? otherwise;
    return {
      point: sign("decimal", american.point),
      group: sign("group", american.group),
      minus: sign("minusSign", american.minus),
      percent: sign("percentSign", american.percent),
    };
  } catch {
    return american;
  }
}
