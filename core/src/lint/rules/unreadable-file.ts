import { fileKinds } from "../../model/kinds";
import { defineRule } from "../rule";

/** Reports a file that is there but is not read: too large, a link, not UTF-8. */
export const rule = defineRule({
  id: "unreadable-file",
  severity: "error",
  summary: "Every definition can be read: a regular UTF-8 file of at most 1 MiB.",
  about: fileKinds,
  check(file, report) {
    const problem = file.unreadable;
    if (problem)
      report({ span: { start: 0, end: 0 }, message: `The file is not checked: ${problem.message}`, help: problem.help });
  },
});
