import { type CharacterProblem, findCharacters } from "../../text/characters";
import { defineRule } from "../rule";

/** Reports characters of a template that nobody sees: control characters, and those without width. YAML files have `invalid-yaml`. */
export const rule = defineRule({
  id: "invisible-character",
  severity: "warning",
  summary: "Templates hold no control characters and nothing that a reader cannot see.",
  fixable: true,
  about: ["template"],
  check({ source }, report) {
    const { text } = source;
    for (const problem of findCharacters(text)) {
      // Any line end is one in a message, and a row of nothing keeps a mail program from showing more of the text.
      if (problem.code === "bare-carriage-return" || isPadding(text, problem)) continue;
      report({
        span: problem.span,
        code: problem.code,
        message: problem.message,
        help: problem.severity ? "Remove it, or write it as an entity such as `&#8203;`, so that a reader sees it" : "Remove it",
        severity: problem.severity ?? "error",
        fix: problem.fix,
      });
    }
  },
});

const padding = /[\u034f\u00ad\u200b-\u200f\u2007\u00a0\u2060\ufeff \t\r\n]/;

/** Whether a character stands among others that show nothing, four in a row at least: the padding behind a preheader. */
function isPadding(text: string, { span }: CharacterProblem): boolean {
  let { start, end } = span;
  while (start > 0 && padding.test(text.charAt(start - 1))) start--;
  while (end < text.length && padding.test(text.charAt(end))) end++;
  return text.slice(start, end).replace(/[ \t\r\n]/g, "").length >= 4;
}
