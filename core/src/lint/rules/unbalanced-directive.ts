import { defineRule } from "../rule";

/** Reports what the template engine would refuse: an unclosed `#if`, a stray `#end`, a syntax error. */
export const rule = defineRule({
  id: "unbalanced-directive",
  severity: "error",
  summary: "Templates parse: every #if and #foreach has its #end.",
  domain: ["T03"],
  check(file, report) {
    for (const value of file.source.values) {
      if (!value.template) continue;
      for (const problem of value.template.problems)
        if (problem.severity === "error") report({ span: value.toFile(problem.span), message: problem.message });
    }
  },
});
