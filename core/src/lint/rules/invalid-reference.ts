import { defineRule } from "../rule";

/** Reports a `$<...>` that cannot be read. */
export const rule = defineRule({
  id: "invalid-reference",
  severity: "error",
  summary: "References are written so that they can be read.",
  check(file, report) {
    for (const value of file.source.values) {
      if (value.place === "message") continue; // The template's own problems tell of those.
      for (const problem of value.list.problems)
        report({ span: value.toFile(problem.span), message: problem.message, help: problem.help });
    }
  },
});
