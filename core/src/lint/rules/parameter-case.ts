import { replaceInValue } from "../fixes";
import { defineRule } from "../rule";

/** Reports an event parameter in another case than its samples write it: names of parameters are exact. */
export const rule = defineRule({
  id: "parameter-case",
  severity: "warning",
  summary: "Event parameters are spelled as the event spells them.",
  domain: ["V07"],
  fixable: true,
  check(file, report) {
    for (const checked of file.references) {
      const { reference, value, found } = checked;
      if (reference.local || value.template?.problems.some(({ severity }) => severity === "error")) continue;
      const answer = found();
      if (answer.kind !== "case" || answer.entry.origin !== "event") continue;
      const { name, samples } = answer.entry;
      const edits = replaceInValue(file.source.document, value, reference.nameSpan, name);
      const where = samples[0] ? `as in ${samples[0].from}` : "with another case";
      report({
        span: checked.nameSpan,
        message: `\`${reference.name}\` finds nothing: the event's parameter is \`${name}\`, ${where}, and case counts`,
        help: `Write \`${name}\``,
        fix: edits && { title: `Change to \`${name}\``, edits },
      });
    }
  },
});
