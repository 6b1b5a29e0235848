/**
 * Takes secrets out of everything that is shown, written or copied: as they are, as Base64 and hexadecimal, and each of
 * these however JSON, a URL or HTML escapes it, also where an answer echoes them. No pattern of a secret is ever run.
 */

import type { Span } from "../text/span";
import type { Secret } from "./sign";
import { base64 } from "./sign";
import { SpelledTexts } from "./spelled";

export const mask = "***";

export class Redactor {
  private readonly forms: SpelledTexts;
  /** For {@link holds}; made when it is asked. */
  private folded: SpelledTexts | undefined;

  constructor(secrets: readonly Secret[]) {
    const forms = new Set<string>();
    for (const secret of secrets) {
      const texts = Object.entries(secret).flatMap(([part, text]) => (part === "login" ? [] : [text]));
      // A login alone is a name, not a secret, and may be a common word.
      if (secret.login !== undefined && secret.password !== undefined) texts.push(`${secret.login}:${secret.password}`);
      // HTTP carries no blanks at the ends of a header, so they do not come back.
      for (const text of texts.flatMap((whole) => [whole, whole.trim()]))
        if (text.length >= 4) for (const form of formsOf(text)) forms.add(form);
    }
    this.forms = new SpelledTexts([...forms]);
  }

  /**
   * The text with every form of every secret replaced by `***`, however it is escaped.
   * @param isCut it goes on: what may begin a secret at its end is masked too
   */
  text(text: string, isCut = false): string {
    return this.masked(text, this.forms.find(text), isCut);
  }

  /** As {@link text}; between two stretches of a long text others can work. */
  *inStretches(text: string, isCut = false): Generator<void, string> {
    return this.masked(text, yield* this.forms.findInStretches(text), isCut);
  }

  private masked(text: string, secrets: readonly Span[], isCut: boolean): string {
    let result = "";
    let done = 0;
    for (const { start, end } of secrets) {
      result += text.slice(done, start) + mask;
      done = end;
    }
    result += text.slice(done);
    const begun = isCut ? this.begunAtEnd(result) : 0;
    return begun ? result.slice(0, -begun) + mask : result;
  }

  /** How much of a secret, as it stands, may begin at the end of a text; fewer than four signs could begin anything. */
  private begunAtEnd(text: string): number {
    let most = 0;
    for (const form of this.forms.texts)
      for (let length = form.length - 1; length >= 4 && length > most; length--)
        if (text.endsWith(form.slice(0, length))) most = length;
    return most;
  }

  /** Whether any form of a secret is in a text, whatever the case: host names lose theirs. */
  holds(text: string): boolean {
    this.folded ??= new SpelledTexts([...new Set(this.forms.texts.map((form) => form.toLowerCase()))]);
    return this.folded.find(text.toLowerCase()).length > 0;
  }
}

/** What is made of a text by more than escapes. */
function formsOf(text: string): readonly string[] {
  // A lone half of a pair is no character, and what cannot be encoded is replaced.
  const whole = text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
  const packed = base64(text);
  const json = JSON.stringify(text).slice(1, -1);
  const bytes = [...new TextEncoder().encode(text)];
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [
    text,
    whole,
    // UTF-8 that is read as Latin-1: in what is no text, each byte is a sign.
    String.fromCharCode(...bytes),
    ...base64Forms(packed),
    // Base64 once more around a finished header, or around JSON.
    ...[text, packed, json, encodeURIComponent(whole)].flatMap(insideBase64).flatMap(base64Forms),
    hex,
    hex.toUpperCase(),
  ].filter((form) => form.length >= 4);
}

/** With and without what fills it up, and with the two signs that URLs and file names bear. */
function base64Forms(packed: string): readonly string[] {
  const bare = packed.replace(/=+$/, "");
  return [packed, bare, bare.replaceAll("+", "-").replaceAll("/", "_")];
}

/**
 * The stretch that Base64 makes of a text in the middle of a longer one, for the two places it can stand in beside the
 * first. The signs at its ends also depend on the neighbours, so they are left; a short stretch could be anybody's.
 */
function insideBase64(text: string): readonly string[] {
  const length = new TextEncoder().encode(text).length;
  return [0, 1, 2]
    .map((before) =>
      base64("x".repeat(before) + text).slice(Math.ceil((before * 4) / 3), Math.floor(((before + length) * 4) / 3)),
    )
    .filter((form) => form.length >= 8);
}
