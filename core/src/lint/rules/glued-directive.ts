import { walk } from "../../velocity/index";
import { defineRule } from "../rule";
import { gluedName, templateFaults } from "../template-faults";

/** Reports `#elseB`: the engine takes it for the call of a macro, and prints it. */
export const rule = defineRule({
  id: "glued-directive",
  severity: "warning",
  summary: "A text behind #else or #end does not touch it.",
  domain: ["T17"],
  fixable: true,
  check(file, report) {
    for (const template of file.templates) {
      if (!/#(?:else|end)\w/.test(template.text)) continue;
      // Without its #end the engine refuses the text.
      const fatal = new Set(
        (template.broken ? templateFaults(template.value) : []).flatMap(({ cause, place }) =>
          cause === "glued" ? place.start : [],
        ),
      );
      const macros = new Set<string>();
      walk(template.tree, (node) => {
        if (node.kind === "macro") macros.add(node.name);
      });
      walk(template.tree, (node, ancestors) => {
        if (node.kind !== "call" || node.parenthesised || macros.has(node.name)) return;
        const keyword = gluedName.exec(node.name)?.[1];
        const isFatal = fatal.has(node.span.start);
        // Outside a block it is some word behind a hash, and a text that cannot be read has one finding.
        if (!keyword || (template.broken ? !isFatal : !ancestors.some(({ kind }) => kind === "if" || kind === "foreach"))) return;
        const right = foreignEnds.has(node.name.toLowerCase()) ? "#end" : `#{${keyword}}${node.name.slice(keyword.length)}`;
        const edits = template.replace({ start: node.span.start, end: node.nameSpan.end }, right);
        report({
          span: template.toFile({ start: node.span.start, end: node.nameSpan.end }),
          message: `\`#${node.name}\` is not \`#${keyword}\`: the word goes on, so it is printed as it stands`,
          help: `Write \`${right}\``,
          severity: isFatal ? "error" : "warning",
          fix: edits && { title: `Change to \`${right}\``, edits },
        });
      });
    }
  },
});

/** How other languages end a block. */
const foreignEnds: ReadonlySet<string> = new Set(["endif", "endfor", "endforeach"]);
