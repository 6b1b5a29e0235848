import type { ReadText } from "../../model/read-text";
import { requestTemplate } from "../../model/value-template";
import { type WordNode, walk } from "../../velocity/index";
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
    for (const { value } of readTrees(file))
      for (const { text, span } of value.read.once(bareWords)) {
        const quoted = `'${text}'`;
        const edits = replaceInValue(file.source.document, value, span, quoted);
        report({
          span: value.toFile(span),
          message: `\`${text}\` is a word without quotes, which has no value: the reference is printed as it stands`,
          help: `Write \`${quoted}\` for the text, or \`$${text}\` for a value of this name`,
          fix: edits && { title: "Put it in quotes", edits },
        });
      }
  },
});

/** The words without quotes among the arguments of calls. */
function bareWords(read: ReadText): readonly WordNode[] {
  if (!/\.\w+\([^()]*[A-Za-z]/.test(read.text)) return [];
  const found: WordNode[] = [];
  const { template } = read.template ? read : read.once(requestTemplate);
  if (template)
    walk(template.tree, (node) => {
      if (node.kind === "method") found.push(...node.arguments.filter((argument) => argument.kind === "word"));
    });
  return found;
}

/** The text between two typographic quotes, with them, where nothing in it needs care. */
function quotedAt(text: string, start: number): { start: number; end: number } | undefined {
  const found = /^[“”„‟‘’‚‛«][^“”„‟‘’‚‛«»'"$#()\r\n]*[“”„‟‘’‚‛»]/.exec(text.slice(start, start + 200));
  return found ? { start, end: start + found[0].length } : undefined;
}
