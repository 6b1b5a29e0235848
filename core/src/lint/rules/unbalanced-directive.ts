import type { ReferenceValue } from "../../model/source-file";
import { findCharacters } from "../../text/characters";
import { lineAt } from "../../text/lines";
import type { Span } from "../../text/span";
import { openHeads } from "../open-heads";
import { refusedTexts } from "../refused-texts";
import { defineRule } from "../rule";
import type { TemplateFault } from "../template-faults";
import { directiveInUrl } from "../url-directive";

/** Reports what the template engine would refuse: an unclosed `#if`, a stray `#end`, a syntax error. */
export const rule = defineRule({
  id: "unbalanced-directive",
  severity: "error",
  summary: "Templates and requests parse: every #if and #foreach has its #end.",
  domain: ["T03"],
  check(file, report) {
    for (const { value, faults } of refusedTexts(file)) {
      // What stands behind the `#` of a URL has a finding of its own.
      if (value.place === "url" && directiveInUrl(file)) continue;
      const unseen = new Set(findCharacters(value.text).map(({ span }) => span.start));
      // A character that nobody sees is told of as such.
      const isVisible = ({ span }: { readonly span: Span }) => !unseen.has(span.start);
      // The other causes have rules of their own, which show the place that has to be changed.
      const others = faults.flatMap(({ cause, problem }) => (cause === "other" ? [problem] : [])).filter(isVisible);
      for (const { span, message, help } of withoutConsequences(value, others))
        report({ span: value.toFile(span), message, help });
    }
  },
});

interface Told {
  readonly span: Span;
  readonly message: string;
  readonly help: string;
}

/** What to do about an error of the engine's parser. */
function helpFor({ code, message }: TemplateFault["problem"]): string {
  const sign = /^Missing "(.+?)"/.exec(message)?.[1];
  switch (code) {
    case "missing-end":
      return "Write `#end` where the block ends";
    case "unexpected-directive":
      return "Remove it, or open its block above with #if or #foreach";
    case "missing-expression":
      if (message.startsWith('Expected "("')) return "Write what the directive is about in parentheses, as in `#if($name)`";
      if (message.endsWith('found "="')) return "Compare with `==`, and give a value with a single `=`";
      return "Write a value there, such as `$name` or `'text'`";
    case "missing-closer":
      if (message.endsWith('found "="')) return "Compare with `==`";
      return sign ? `Write \`${sign}\` there` : "Close it";
    case "unclosed-text":
    case "bad-string":
      return "Close the text with the quote that opens it";
    case "too-deep":
      return "Put less into each other";
    default:
      return "Correct it here: the engine refuses the whole text as it stands";
  }
}

/**
 * A text or parenthesis that its line does not close swallows what follows, so it is the one fault, shown where it opens, and
 * nothing behind it is told. Of several errors on one line the first is.
 */
function withoutConsequences({ text }: ReferenceValue, faults: readonly TemplateFault["problem"][]): readonly Told[] {
  const swallowing = faults
    .flatMap((problem) => (isSwallowing(text, problem) ? (problem.related ?? []) : []))
    .sort((a, b) => a.span.start - b.span.start)[0];
  const open = openHeads(text).find(({ before }) =>
    faults.some(({ span }) => before.start <= span.start && span.start < before.end),
  );
  const end = Math.min(swallowing?.span.start ?? text.length + 1, open?.span.start ?? text.length + 1);
  const told: Told[] = [];
  const lines = new Set<number>();
  for (const problem of faults) {
    if (problem.span.start >= end) continue;
    // What is missing at the end of the text is shown where it is opened.
    const opened = problem.span.start === problem.span.end ? problem.related?.span : undefined;
    const span = opened ?? visible(text, problem.span);
    const line = lineAt(text, span.start).start;
    if (lines.has(line)) continue;
    lines.add(line);
    told.push({ span, message: problem.message, help: helpFor(problem) });
  }
  if (open?.span.start === end) {
    const markup = text.slice(open.before.start, open.before.end);
    const place = `before \`${/^<\/?\w+/.test(markup) ? markup.replace(/[\s/]*\s.*>$/, ">") : markup}\``;
    told.push({ span: open.span, message: `\`)\` is missing ${place}`, help: `Write \`)\` ${place}` });
  } else if (swallowing) {
    const sign = text.slice(swallowing.span.start, swallowing.span.end);
    told.push({
      span: swallowing.span,
      message: `What \`${sign}\` opens here is not closed on its line`,
      help: `Close it with \`${sign === "(" ? ")" : sign === "[" ? "]" : sign === "{" || sign.endsWith("{") ? "}" : sign.endsWith("(") ? ")" : sign}\``,
    });
  }
  return told;
}

/** Whether an argument or a text goes on over the end of the line on which it began. */
function isSwallowing(text: string, { code, span, related }: TemplateFault["problem"]): boolean {
  if (code === "missing-end" || code === "unexpected-directive" || !related) return false;
  return /[\r\n]/.test(text.slice(related.span.start, span.start));
}

/**
 * An empty place shows nothing in an editor: the character before it does. What is missing at the end of a line is shown there,
 * not where the next line begins.
 */
function visible(text: string, span: Span): Span {
  const before = text.slice(0, span.start).trimEnd().length;
  if (before > 0 && /[\r\n]/.test(text.slice(before, span.start + 1)) && !text.startsWith("#", span.start))
    return { start: before - 1, end: before };
  return span.start === span.end && span.start > 0 ? { start: span.start - 1, end: span.end } : span;
}
