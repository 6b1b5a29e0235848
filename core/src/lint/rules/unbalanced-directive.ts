import type { ReferenceValue } from "../../model/source-file";
import type { Span } from "../../text/span";
import { parse } from "../../velocity/index";
import { defineRule } from "../rule";
import { templateFaults } from "../template-faults";

/** Reports what the template engine would refuse: an unclosed `#if`, a stray `#end`, a syntax error. */
export const rule = defineRule({
  id: "unbalanced-directive",
  severity: "error",
  summary: "Templates parse: every #if and #foreach has its #end.",
  domain: ["T03"],
  check(file, report) {
    for (const value of file.source.values) {
      // The other causes have rules of their own, which show the place that has to be changed.
      const faults = templateFaults(value).flatMap(({ cause, problem }) => (cause === "other" ? [problem] : []));
      for (const { span, related, message } of [...faults, ...bodyProblems(value)]) {
        // What is missing at the end of the text is shown where it is opened.
        const opened = span.start === span.end ? related?.span : undefined;
        report({ span: value.toFile(opened ?? visible(span)), message });
      }
    }
  },
});

/** An empty place shows nothing in an editor: the character before it does. */
function visible(span: Span): Span {
  return span.start === span.end && span.start > 0 ? { start: span.start - 1, end: span.end } : span;
}

/** Webhook bodies go through the engine too: what is open there stays open. */
function bodyProblems({ place, text, list }: ReferenceValue): ReturnType<typeof parse>["problems"] {
  if (!bodies.has(place) || !/#\{?(?:if|elseif|else|end|foreach|macro|define)\b/.test(text)) return [];
  let masked = "";
  for (const { form, span } of list.references)
    if (form === "checked") masked += text.slice(masked.length, span.start) + "~".repeat(span.end - span.start);
  masked += text.slice(masked.length);
  return parse(masked).problems.filter(({ code }) => code === "missing-end" || code === "unexpected-directive");
}

const bodies: ReadonlySet<string> = new Set(["json", "xml", "text"]);
