/**
 * The words of a command as its shell reads them: a POSIX shell, or the prompt of Windows. Nothing is run, and what a shell would
 * put in for a variable stays as it is written.
 */

/** The words, and where in the text the command ends; what follows behind `|` or `;` belongs to it and has no words. */
export type CommandWords =
  | { readonly ok: true; readonly value: readonly string[]; readonly end: number }
  | { readonly ok: false; readonly message: string };

const unclosed: CommandWords = { ok: false, message: "A quote in the command is never closed" };

/** @param from where the command begins, with or without the prompt of a shell before it */
export function commandWords(text: string, from = 0): CommandWords {
  const start = from + (/^\s*(\$\s+)?/.exec(text.slice(from))?.[0].length ?? 0);
  return isForPrompt(text, start) ? promptWords(text, start) : shellWords(text, start);
}

/** As a POSIX shell reads them: quotes, `$'…'`, backslashes, and lines that go on, with the backtick of PowerShell too. */
function shellWords(text: string, start: number): CommandWords {
  const words: string[] = [];
  let word: string | undefined;
  /** Behind `|`, `;` or `&` stands another command, up to the end of the line. */
  let isOver = false;
  let at = start;
  for (; at < text.length; at++) {
    const sign = text[at] ?? "";
    if (sign === "'" || (sign === "$" && text[at + 1] === "'")) {
      const ansi = sign === "$";
      const read = singleQuoted(text, at + (ansi ? 2 : 1), ansi);
      if (!read) return unclosed;
      word = (word ?? "") + read.text;
      at = read.end;
    } else if (sign === '"') {
      const read = doubleQuoted(text, at + 1);
      if (!read) return unclosed;
      word = (word ?? "") + read.text;
      at = read.end;
    } else if ((sign === "\\" || sign === "^" || sign === "`") && /[\r\n]/.test(text.charAt(at + 1))) {
      at += text.startsWith("\r\n", at + 1) ? 2 : 1;
    } else if (sign === "\\") word = (word ?? "") + (text[++at] ?? "");
    else if (/[\r\n]/.test(sign)) break;
    else if (/[\s;|&]/.test(sign)) {
      if (word !== undefined && !isOver) words.push(word);
      word = undefined;
      isOver ||= !/\s/.test(sign);
    } else word = (word ?? "") + sign;
  }
  if (word !== undefined && !isOver) words.push(word);
  return { ok: true, value: words, end: at };
}

/**
 * Whether a command is written for the prompt of Windows, as browsers copy it: `^` where a line goes on or before a quote, or quotes
 * that are doubled. What begins with other quotes, or goes on behind `\`, is a shell's.
 */
function isForPrompt(text: string, start: number): boolean {
  const command = text.slice(start);
  const quote = command.search(/['"]/);
  if (command[quote] === "'" || /\\[\r\n]/.test(command.slice(0, Math.max(0, quote)))) return false;
  if (command[quote - 1] === "^" || /[ \t]\^[\r\n]/.test(command)) return true;
  return !/'|\\[\r\n]/.test(command) && /[^\s\\"]""[^\s"]/.test(command);
}

/**
 * As Windows reads them, in its two steps. The prompt takes `^` away outside of quotes, with the line end behind it, and takes the
 * next sign as it is; a program takes `\"` for a quote, and `""` within quotes.
 */
function promptWords(text: string, start: number): CommandWords {
  const { signs, end } = promptSigns(text, start);
  const words: string[] = [];
  let word: string | undefined;
  let isQuoted = false;
  for (let at = 0; at < signs.length; at++) {
    const { sign = "", place = end } = signs[at] ?? {};
    let slashes = 0;
    while (signs[at + slashes]?.sign === "\\") slashes++;
    if (slashes > 0) {
      // Only before a quote is one of two taken away.
      const isBeforeQuote = signs[at + slashes]?.sign === '"';
      const isSign = isBeforeQuote && slashes % 2 === 1;
      word = `${word ?? ""}${"\\".repeat(isBeforeQuote ? Math.floor(slashes / 2) : slashes)}${isSign ? '"' : ""}`;
      at += isSign ? slashes : slashes - 1;
    } else if (sign === '"' && isQuoted && signs[at + 1]?.sign === '"') {
      word = `${word ?? ""}"`;
      at++;
    } else if (sign === '"') {
      word ??= "";
      isQuoted = !isQuoted;
    } else if (isQuoted || !/\s/.test(sign)) word = (word ?? "") + sign;
    else {
      if (word !== undefined) words.push(word);
      word = undefined;
      // A blank line behind one that goes on.
      if (sign === "\n") return { ok: true, value: words, end: place };
    }
  }
  if (isQuoted) return unclosed;
  if (word !== undefined) words.push(word);
  return { ok: true, value: words, end };
}

interface PromptSign {
  readonly sign: string;
  readonly place: number;
}

/** What the prompt hands to the program, and where the command ends. */
function promptSigns(text: string, start: number): { readonly signs: readonly PromptSign[]; readonly end: number } {
  const signs: PromptSign[] = [];
  let isQuoted = false;
  let isOver = false;
  let at = start;
  for (; at < text.length && !/[\r\n]/.test(text.charAt(at)); at++) {
    let sign = text.charAt(at);
    if (sign === "^" && !isQuoted) {
      at += 1 + lineEndAt(text, at + 1).length;
      const lineEnd = lineEndAt(text, at);
      sign = lineEnd ? "\n" : text.charAt(at);
      at += Math.max(0, lineEnd.length - 1);
    } else if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && /[|&]/.test(sign)) isOver = true;
    if (!isOver && sign) signs.push({ sign, place: at });
  }
  return { signs, end: Math.min(at, text.length) };
}

function lineEndAt(text: string, at: number): string {
  return text.startsWith("\r\n", at) ? "\r\n" : /[\r\n]/.test(text.charAt(at)) ? text.charAt(at) : "";
}

function singleQuoted(text: string, start: number, ansi: boolean): { readonly text: string; readonly end: number } | undefined {
  let read = "";
  for (let at = start; at < text.length; at++) {
    const sign = text[at] ?? "";
    if (sign === "'") return { text: read, end: at };
    if (!ansi || sign !== "\\") {
      read += sign;
      continue;
    }
    const escaped = /^(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))/s.exec(text.slice(at + 1));
    if (!escaped) return undefined;
    const code = escaped[1] ?? escaped[2];
    const plain: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };
    read += code === undefined ? (plain[escaped[3] ?? ""] ?? escaped[3] ?? "") : String.fromCharCode(Number.parseInt(code, 16));
    at += escaped[0].length;
  }
  return undefined;
}

function doubleQuoted(text: string, start: number): { readonly text: string; readonly end: number } | undefined {
  let read = "";
  for (let at = start; at < text.length; at++) {
    const sign = text[at] ?? "";
    if (sign === '"') return { text: read, end: at };
    if (sign === "\\" && /["\\$`]/.test(text[at + 1] ?? "")) read += text[++at] ?? "";
    else if (sign === "\\" && text[at + 1] === "\n") at++;
    else read += sign;
  }
  return undefined;
}
