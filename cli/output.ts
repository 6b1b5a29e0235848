/**
 * The only way to print. Text of files, names and answers may come from a stranger: control characters are shown as escapes,
 * and nothing can look like a command to a CI runner. Colour is for terminals that want it.
 */

export interface Output {
  readonly colour: boolean;
  /** One line for people; what files say in it is made harmless. */
  line(text: string): void;
  /** Text of several lines, each made harmless. */
  lines(text: string): void;
  /** Text exactly as it is: a rendered message. */
  raw(text: string): void;
  /** A value as a JSON document. */
  json(value: unknown): void;
}

export const stdoutOutput: Output = output(process.stdout);
export const stderrOutput: Output = output(process.stderr);

function output(stream: NodeJS.WriteStream): Output {
  return {
    get colour() {
      return stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb";
    },
    line: (text) => void stream.write(`${harmless(text)}\n`),
    lines: (text) => void stream.write(text.split("\n").map(harmless).join("\n")),
    raw: (text) => void stream.write(text),
    json: (value) => void stream.write(`${jsonText(value)}\n`),
  };
}

/** JSON laid out, with everything escaped in its strings that a terminal or a CI runner would act on. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replace(
      /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
    )
    .replaceAll("##[", "##\\u005b");
}

/**
 * Every control character is spelled out, and CI commands are broken up. Our own colours survive: they carry a word that
 * nobody else knows, for an answer may hold colour codes of its own.
 */
export function harmless(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (match, at: number) => {
      if (match === "\u001b" && text.startsWith(own, at + 1)) return match;
      return match === "\n" ? "\\n" : `\\u${match.charCodeAt(0).toString(16).padStart(4, "0")}`;
    })
    .replaceAll(`\u001b${own}`, "\u001b[")
    .replaceAll("##[", "##\\[")
    .replace(/^(\s*)::/, "$1:\\:");
}

/** Stands behind the escape of a code that is ours; new in every run. */
const own = `<${Math.random().toString(36).slice(2)}>`;

type Style = "bold" | "dim" | "red" | "yellow" | "blue" | "green" | "cyan";
const codes: Readonly<Record<Style, number>> = { bold: 1, dim: 90, red: 31, yellow: 33, blue: 34, green: 32, cyan: 36 };

/** The text in a style, when the output shows colours; for {@link Output.line} and {@link Output.lines}. */
export function styled(to: Output, style: Style, text: string): string {
  return to.colour ? `\u001b${own}${codes[style]}m${text}\u001b${own}0m` : text;
}
