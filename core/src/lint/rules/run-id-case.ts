import { runIdName } from "../../model/builtin-fields";
import { replaceInValue } from "../fixes";
import { defineRule } from "../rule";

/** Reports `$workflowInstanceId` in another spelling: its case counts, and another spelling is sent as text. */
export const rule = defineRule({
  id: "run-id-case",
  severity: "error",
  summary: "The run id is spelled $workflowInstanceId.",
  domain: ["V02"],
  fixable: true,
  check(file, report) {
    for (const checked of file.references) {
      const { reference, value, found } = checked;
      if (reference.local || value.place === "bare-name" || reference.name === runIdName) continue;
      if (reference.name.toLowerCase() !== runIdName.toLowerCase()) continue;
      if (found().kind === "known") continue;
      const edits = replaceInValue(file.source.document, value, reference.nameSpan, runIdName);
      report({
        span: checked.nameSpan,
        message: `\`${reference.name}\` is sent as text: the case of \`${runIdName}\` counts`,
        help: `Write \`${runIdName}\``,
        fix: edits && { title: `Change to \`${runIdName}\``, edits },
      });
    }
  },
});
