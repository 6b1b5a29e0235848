import type { Severity } from "../../model/config";
import type { ReferenceValue } from "../../model/source-file";
import type { Span } from "../../text/span";
import { macrosOf, walk } from "../../velocity/index";
import { replaceInValue } from "../fixes";
import { refusedTexts } from "../refused-texts";
import { defineRule } from "../rule";
import { gluedName } from "../template-faults";

/** Reports `#elseB`: the engine takes it for the call of a macro, and prints it. */
export const rule = defineRule({
  id: "glued-directive",
  severity: "warning",
  summary: "A text behind #else or #end does not touch it.",
  domain: ["T17"],
  fixable: true,
  check(file, report) {
    const tell = (value: ReferenceValue, place: Span, severity: Severity): void => {
      const name = value.text.slice(place.start + 1, place.end);
      const keyword = gluedName.exec(name)?.[1] ?? "";
      const right = foreignEnds.has(name.toLowerCase()) ? "#end" : `#{${keyword}}${name.slice(keyword.length)}`;
      const edits = replaceInValue(file.source.document, value, place, right);
      report({
        span: value.toFile(place),
        message: `\`#${name}\` is not \`#${keyword}\`: the word goes on, so it is printed as it stands`,
        help: `Write \`${right}\``,
        severity,
        fix: edits && { title: `Change to \`${right}\``, edits },
      });
    };
    // Without its #end the engine refuses the text.
    for (const { value, faults } of refusedTexts(file))
      for (const { cause, place } of faults) if (cause === "glued") tell(value, place, "error");
    for (const template of file.templates) {
      // A text that cannot be read has one finding.
      if (template.broken || !/#(?:else|end)\w/.test(template.text)) continue;
      const macros = macrosOf(template.tree);
      walk(template.tree, (node, ancestors) => {
        if (node.kind !== "call" || node.parenthesised || macros.has(node.name) || !gluedName.test(node.name)) return;
        // Outside a block it is some word behind a hash.
        if (ancestors.some(({ kind }) => kind === "if" || kind === "foreach"))
          tell(template.value, { start: node.span.start, end: node.nameSpan.end }, "warning");
      });
    }
  },
});

/** How other languages end a block. */
const foreignEnds: ReadonlySet<string> = new Set(["endif", "endfor", "endforeach"]);
