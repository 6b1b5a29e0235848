/**
 * Java's regular expressions for the methods of texts. The matcher is our own: patterns come from templates, the host's
 * expressions differ in syntax and cannot be stopped.
 */
import { type MethodContext, MethodFailure } from "../methods/method";
import { BadRegex } from "./bad-regex";
import { type Budget, findMatch, type Match } from "./match";
import { parseRegex, type Regex } from "./parse-regex";

export { RegexTooHard } from "./match";

/** Why a text is no regular expression of Java, and at which UTF-16 unit. */
export interface RegexFault {
  readonly at: number;
  readonly message: string;
}

/** What Java would refuse in a pattern; undefined when there is nothing, or when it may only be unknown here. */
export function regexFault(pattern: string): RegexFault | undefined {
  // The one brace behind an edge that newer versions of Java read.
  if (pattern.includes("\\b{g}")) return undefined;
  try {
    parseRegex(pattern);
    return undefined;
  } catch (error) {
    if (error instanceof BadRegex) return error.sure ? { at: error.at, message: error.message } : undefined;
    throw error;
  }
}

function compile(pattern: string): Regex {
  try {
    return parseRegex(pattern);
  } catch (error) {
    if (error instanceof BadRegex) throw new MethodFailure(`${error.message} in the pattern "${pattern.slice(0, 80)}"`);
    throw error;
  }
}

function* matches(regex: Regex, text: string, budget: Budget): Iterable<Match> {
  let from = 0;
  while (from <= text.length) {
    const found = findMatch(regex, text, from, budget);
    if (found === undefined) return;
    yield found;
    from = found.end > found.start ? found.end : found.end + 1;
  }
}

/** Whether the pattern matches the whole text. */
export function matchesWhole(text: string, pattern: string, { limits }: MethodContext): boolean {
  return findMatch(compile(pattern), text, 0, { left: limits.pattern }, true) !== undefined;
}

/** `replaceAll` and `replaceFirst`. */
export function replaceMatches(
  text: string,
  pattern: string,
  replacement: string,
  which: "all" | "first",
  context: MethodContext,
): string {
  const regex = compile(pattern);
  let result = "";
  let done = 0;
  for (const match of matches(regex, text, { left: context.limits.pattern })) {
    const part = text.slice(done, match.start) + expand(replacement, match, text, regex);
    context.charge(part.length);
    result += part;
    if (result.length > context.limits.value) context.charge(result.length);
    done = match.end;
    if (which === "first") break;
  }
  return result + text.slice(done);
}

/** A replacement with its `$1`, `${name}` and backslashes resolved. */
function expand(replacement: string, match: Match, text: string, { groups, names }: Regex): string {
  const group = (index: number): string => {
    if (index > groups) throw new MethodFailure(`No group ${index} in the pattern`);
    return index === 0 ? text.slice(match.start, match.end) : (match.groups[index] ?? "");
  };
  let result = "";
  for (let at = 0; at < replacement.length; at++) {
    const unit = replacement.charAt(at);
    if (unit === "\\") {
      if (++at >= replacement.length) throw new MethodFailure("character to be escaped is missing");
      result += replacement.charAt(at);
    } else if (unit === "$") {
      const named = /^\$\{([a-zA-Z][a-zA-Z0-9]*)\}/.exec(replacement.slice(at, at + 100));
      if (named !== null) {
        const index = names.get(named[1] ?? "");
        if (index === undefined) throw new MethodFailure(`No group with name "${named[1]}"`);
        result += group(index);
        at += named[0].length - 1;
      } else {
        let digits = /^\$(\d)/.exec(replacement.slice(at, at + 2))?.[1];
        if (digits === undefined) throw new MethodFailure("Illegal group reference");
        // Further digits belong to the number as long as there is such a group.
        while (
          /\d/.test(replacement.charAt(at + 1 + digits.length)) &&
          Number(digits + replacement.charAt(at + 1 + digits.length)) <= groups
        )
          digits += replacement.charAt(at + 1 + digits.length);
        result += group(Number(digits));
        at += digits.length;
      }
    } else result += unit;
  }
  return result;
}

/** `split`: an empty match at the beginning counts for nothing, nor do empty parts at the end unless there is a limit. */
export function splitText(text: string, pattern: string, limit: number, context: MethodContext): string[] {
  context.charge(text.length);
  const parts: string[] = [];
  let done = 0;
  for (const match of matches(compile(pattern), text, { left: context.limits.pattern })) {
    if (limit > 0 && parts.length === limit - 1) break;
    if (match.end === 0) continue;
    parts.push(text.slice(done, match.start));
    done = match.end;
  }
  if (done === 0 && parts.length === 0) return [text];
  parts.push(text.slice(done));
  if (limit === 0) while (parts.length > 0 && parts.at(-1) === "") parts.pop();
  return parts;
}
