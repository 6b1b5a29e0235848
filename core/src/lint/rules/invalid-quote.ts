import { walk } from "../../velocity/index";
import { replaceInValue } from "../fixes";
import { readTrees } from "../read-trees";
import { refusedTexts } from "../refused-texts";
import { defineRule } from "../rule";

/**
 * Reports typographic quotes where Velocity wants straight ones: the engine refuses the text. And a word without quotes among the
 * arguments of a call: it has no value, so the whole reference is printed as it stands.
 */
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
    for (const { tree, text, value } of readTrees(file)) {
      if (!/\.\w+\([^()]*[A-Za-z]/.test(text)) continue;
      walk(tree, (node) => {
        if (node.kind !== "method") return;
        for (const argument of node.arguments) {
          if (argument.kind !== "word") continue;
          const quoted = `'${argument.text}'`;
          const edits = replaceInValue(file.source.document, value, argument.span, quoted);
          report({
            span: value.toFile(argument.span),
            message: `\`${argument.text}\` is a word without quotes, which has no value: the reference is printed as it stands`,
            help: `Write \`${quoted}\` for the text, or \`$${argument.text}\` for a value of this name`,
            fix: edits && { title: "Put it in quotes", edits },
          });
        }
      });
    }
  },
});

/** The text between two typographic quotes, with them, where nothing in it needs care. */
function quotedAt(text: string, start: number): { start: number; end: number } | undefined {
  const found = /^[“”„‟‘’‚‛«][^“”„‟‘’‚‛«»'"$#()\r\n]*[“”„‟‘’‚‛»]/.exec(text.slice(start, start + 200));
  return found ? { start, end: start + found[0].length } : undefined;
}
