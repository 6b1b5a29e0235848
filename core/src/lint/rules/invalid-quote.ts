import { defineRule } from "../rule";
import { templateFaults } from "../template-faults";

/** Reports typographic quotes where Velocity wants straight ones: the engine refuses the text. */
export const rule = defineRule({
  id: "invalid-quote",
  severity: "error",
  summary: "Texts in directives and calls stand in straight quotes.",
  domain: ["T04"],
  fixable: true,
  check(file, report) {
    for (const template of file.templates)
      for (const { cause, place } of template.broken ? templateFaults(template.value) : []) {
        if (cause !== "quote") continue;
        const quoted = quotedAt(template.text, place.start);
        const edits = quoted && template.replace(quoted, `'${template.text.slice(quoted.start + 1, quoted.end - 1)}'`);
        report({
          span: template.toFile(quoted ?? place),
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
