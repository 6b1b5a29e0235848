/**
 * How an SMS is counted: characters of the GSM 7-bit alphabet (GSM 03.38) or of UCS-2, and the segments that they need. A text
 * with one character outside of the alphabet is sent in UCS-2 as a whole.
 */

export interface SmsSize {
  readonly encoding: "GSM-7" | "UCS-2";
  /** Units of the encoding: a character of the extension table counts two in GSM-7, one outside of the basic plane two in UCS-2. */
  readonly units: number;
  readonly segments: number;
  /** Units that still fit into the last segment. */
  readonly left: number;
  /** The characters that are not in the GSM alphabet, each once, in order. */
  readonly foreign: readonly string[];
}

const basic = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const extended = new Set("\f^{}\\[~]|€");

/** Counts a text as it would be sent. */
export function smsSize(text: string): SmsSize {
  const characters = [...text];
  const foreign = [...new Set(characters.filter((character) => !basic.has(character) && !extended.has(character)))];
  const isGsm = foreign.length === 0;
  const widths = characters.map((character) => (isGsm ? (extended.has(character) ? 2 : 1) : character.length));
  const units = widths.reduce((sum, width) => sum + width, 0);
  const [single, part] = isGsm ? [160, 153] : [70, 67];
  if (units <= single)
    return { encoding: isGsm ? "GSM-7" : "UCS-2", units, segments: units === 0 ? 0 : 1, left: single - units, foreign };
  // A character of two units never stands on both sides of a border.
  let segments = 1;
  let filled = 0;
  for (const width of widths) {
    if (filled + width > part) {
      segments++;
      filled = 0;
    }
    filled += width;
  }
  return { encoding: isGsm ? "GSM-7" : "UCS-2", units, segments, left: part - filled, foreign };
}
