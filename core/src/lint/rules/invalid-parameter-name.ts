import { scalarOf } from "../../model/read";
import { replaceInValue } from "../fixes";
import { defineRule } from "../rule";

/** Reports `${name}` where a condition takes the bare name of a parameter. */
export const rule = defineRule({
  id: "invalid-parameter-name",
  severity: "error",
  summary: "A condition takes the name of its parameter without $ and braces.",
  domain: ["F08"],
  fixable: true,
  check(file, report) {
    for (const checked of file.references) {
      const { reference, value } = checked;
      if (value.place !== "bare-name" || reference.form === "bare") continue;
      // The newest form of other blocks takes both, so only conditions are sure.
      const block = value.block === undefined ? undefined : file.workflow?.blocks.get(value.block);
      if (block?.type !== "condition") continue;
      const whole = reference.path.length === 0 && value.text.trim() === checked.text;
      const edits = whole
        ? replaceInValue(file.source.document, value, { start: 0, end: value.text.length }, reference.name)
        : undefined;
      const what = scalarOf(block.node, "task")?.text === "regex" ? "This condition" : "`checkValues`";
      report({
        span: checked.span,
        message: `${what} takes the bare name of a parameter, and \`${checked.text.slice(0, 60)}\` is no name`,
        help: whole ? `Write \`${reference.name}\`` : "Write the name of a parameter and nothing else",
        fix: edits && { title: `Change to \`${reference.name}\``, edits },
      });
    }
  },
});
