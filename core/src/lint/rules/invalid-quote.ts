import { replaceInValue } from "../fixes";
import { refusedTexts } from "../refused-texts";
import { defineRule } from "../rule";

/** Reports typographic quotes where Velocity wants straight ones: the engine refuses the text. */
export const rule = defineRule({
  id: "invalid-quote",
  severity: "error",
  summary: "Texts in directives and calls stand in straight quotes.",
  domain: ["T04"],
  fixable: true,
  check(file, report) {
    for (const { value, faults } of refusedTexts(file))
      for (const { cause, place } of faults) {
        if (cause !== "quote") continue;
        const quoted = quotedAt(value.text, place.start);
        const straight = quoted && value.text.slice(quoted.start + 1, quoted.end - 1);
        const edits = quoted && replaceInValue(file.source.document, value, quoted, `'${straight}'`);
        report({
          span: value.toFile(quoted ?? place),
          message: "Velocity does not read typographic quotes",
          help: "Write straight quotes, as in `'text'`",
          fix: edits && { title: "Change to straight quotes", edits },
        });
      }
  },
});

/** The text between two typographic quotes, with them, where nothing in it needs care. */
function quotedAt(text: string, start: number): { start: number; end: number } | undefined {
  const found = /^[“”„‟‘’‚‛«][^“”„‟‘’‚‛«»'"$#()\r\n]*[“”„‟‘’‚‛»]/.exec(text.slice(start, start + 200));
  return found ? { start, end: start + found[0].length } : undefined;
}
