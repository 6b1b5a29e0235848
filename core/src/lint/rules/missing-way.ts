import { reportSchemaProblems } from "../from-schema";
import { defineRule } from "../rule";

/** Reports a condition without both answers, and a split that does not share everybody out between its two ways. */
export const rule = defineRule({
  id: "missing-way",
  severity: "error",
  summary: "A condition has a way for yes and one for no, and a split has two that share everybody out.",
  domain: ["F04"],
  about: ["workflow"],
  check(file, report) {
    reportSchemaProblems("missing-way", file, report);
  },
});
