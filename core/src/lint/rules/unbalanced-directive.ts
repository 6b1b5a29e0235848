import type { Span } from "../../text/span";
import { defineRule } from "../rule";
import { templateFaults } from "../template-faults";

/** Reports what the template engine would refuse: an unclosed `#if`, a stray `#end`, a syntax error. */
export const rule = defineRule({
  id: "unbalanced-directive",
  severity: "error",
  summary: "Templates parse: every #if and #foreach has its #end.",
  domain: ["T03"],
  check(file, report) {
    for (const value of file.source.values)
      for (const { cause, problem } of templateFaults(value)) {
        // The other causes have rules of their own, which show the place that has to be changed.
        if (cause !== "other") continue;
        // What is missing at the end of the text is shown where it is opened.
        const { span, related } = problem;
        const opened = span.start === span.end ? related?.span : undefined;
        report({ span: value.toFile(opened ?? visible(span)), message: problem.message });
      }
  },
});

/** An empty place shows nothing in an editor: the character before it does. */
function visible(span: Span): Span {
  return span.start === span.end && span.start > 0 ? { start: span.start - 1, end: span.end } : span;
}
