/**
 * Why the engine refuses a template: each error with its cause, so that one fault has one finding. An `#end` that closes nothing
 * is not the fault when its `# foreach(` is text because of a space.
 */
import type { ReadText } from "../model/read-text";
import type { Span } from "../text/span";
import type { CallNode, CommentNode } from "../velocity/index";
import { walk } from "../velocity/index";
import { type MistypedDirective, mistypedDirectives } from "./mistyped-directives";

type Problem = NonNullable<ReadText["template"]>["problems"][number];

export interface TemplateFault {
  /** `other`: the problem itself says it best. */
  readonly cause: "quote" | "space" | "hidden" | "glued" | "mistyped" | "other";
  readonly problem: Problem;
  /** Where the cause stands. */
  readonly place: Span;
}

const directives = "if|elseif|else|end|foreach|set|macro|define|break|stop";
/** `##if(` behind the mark of a comment: the hash was doubled by mistake or to switch the directive off. */
export const hiddenDirective = new RegExp(`^##+(?=\\{?(?:${directives})\\b)`);
/** `# foreach(`: text, since a directive has no space in it. */
export const spacedDirective = /#[ \t]+(?:if|elseif|foreach|set|macro|define)[ \t]*\((?=[^)\r\n]*\$)/g;
/** `#elseB`, `#endB`: the name of a macro, not the directive and a text. */
export const gluedName = /^(else(?!if$)|end)(?=\w)/;

/** The faults that make the engine refuse a text, in order of place; none for a text that it reads. */
export function templateFaults({ text, template }: Pick<ReadText, "text" | "template">): readonly TemplateFault[] {
  const errors = template?.problems.filter(({ severity }) => severity === "error") ?? [];
  if (!template || errors.length === 0) return [];
  const comments: CommentNode[] = [];
  const glued: CallNode[] = [];
  walk(template.tree, (node) => {
    if (node.kind === "comment" && node.style === "line") comments.push(node);
    if (node.kind === "call" && !node.parenthesised && gluedName.test(node.name)) glued.push(node);
  });
  const mistyped = mistypedDirectives({ text, template });
  const taken = new Set<number>();
  /** One cause explains the lines behind it up to its end: `#else` and `#end` of an opener that is text. */
  let explained: Span | undefined;
  /** Mistyped openers whose #end was met. */
  const ended = new Set<number>();
  const spaced = [...text.matchAll(spacedDirective)];
  const faults: TemplateFault[] = [];
  for (const [at, problem] of errors.entries()) {
    // Whoever has more has another kind of file.
    const fault: TemplateFault | undefined = at < 100 ? faultOf(problem) : { cause: "other", problem, place: problem.span };
    if (fault) faults.push(fault);
  }
  return faults.sort((a, b) => a.place.start - b.place.start);

  function faultOf(problem: Problem): TemplateFault | undefined {
    const { span, code } = problem;
    const quote = /^["“”„‟‘’‚‛«»]+/.exec(text.slice(span.start, span.start + 4));
    if (quote && code !== "unclosed-text" && /[^"]/.test(quote[0])) {
      if (taken.has(span.start)) return undefined;
      taken.add(span.start);
      return { cause: "quote", problem, place: { start: span.start, end: span.start + quote[0].length } };
    }
    const inside = mistyped.find(({ kind, whole }) => kind === "call" && whole.start < span.start && span.start <= whole.end);
    if (inside && code !== "unexpected-directive" && code !== "missing-end") return told(problem, inside);
    // What follows from the quote at the same place.
    if (taken.has(span.start)) return undefined;
    const space = code === "missing-closer" ? spaceAt(text, span.start) : undefined;
    if (space) return { cause: "space", problem, place: space };
    if (code === "missing-end") return missingEnd(problem);
    if (code === "unexpected-directive") return unexpected(problem);
    return { cause: "other", problem, place: span };
  }

  /** A mistyped directive is told of once, whatever follows from it. */
  function told(problem: Problem, { span }: MistypedDirective): TemplateFault | undefined {
    if (taken.has(span.start)) return undefined;
    taken.add(span.start);
    return { cause: "mistyped", problem, place: span };
  }

  function missingEnd(problem: Problem): TemplateFault | undefined {
    const from = problem.related?.span.end ?? problem.span.start;
    for (const { span } of comments) {
      const written = text.slice(span.start, span.end);
      const marks = hiddenDirective.exec(written);
      if (span.start < from || taken.has(span.start) || !marks || !/#\{?end\b/.test(written)) continue;
      taken.add(span.start);
      return { cause: "hidden", problem, place: { start: span.start, end: span.start + marks[0].length } };
    }
    for (const { name, nameSpan, span } of glued) {
      if (span.start < from || taken.has(span.start) || !name.startsWith("end")) continue;
      taken.add(span.start);
      return { cause: "glued", problem, place: { start: span.start, end: nameSpan.end } };
    }
    const end = mistyped.find(({ span, meant }) => span.start >= from && meant === "#end" && !taken.has(span.start));
    if (end) return told(problem, end);
    return { cause: "other", problem, place: problem.span };
  }

  function unexpected(problem: Problem): TemplateFault | undefined {
    const { start, end } = problem.span;
    if (explained && explained.start < start) {
      // The #end of the opener that was explained.
      if (/^#\{?end/.test(text.slice(start, end))) explained = undefined;
      return undefined;
    }
    const candidates: TemplateFault[] = [];
    for (const { span } of comments) {
      const marks = hiddenDirective.exec(text.slice(span.start, span.end));
      if (
        marks &&
        span.start < start &&
        !taken.has(span.start) &&
        /^##+\{?(?:if|foreach|macro|define)\b/.test(text.slice(span.start))
      )
        candidates.push({ cause: "hidden", problem, place: { start: span.start, end: span.start + marks[0].length } });
    }
    for (const found of spaced)
      if (found.index < start && !taken.has(found.index) && !found[0].includes("set"))
        candidates.push({
          cause: "space",
          problem,
          place: behindHash(found),
        });
    const openers = mistyped.filter(
      ({ span, meant }) => span.start < start && /^#(?:if|foreach|macro|define)$/.test(meant) && !ended.has(span.start),
    );
    const opener = openers.at(-1);
    const last = candidates.sort((a, b) => a.place.start - b.place.start).at(-1);
    if (opener && opener.span.start > (last?.place.start ?? -1)) {
      if (/^#\{?end/.test(text.slice(start, end))) ended.add(opener.span.start);
      return told(problem, opener);
    }
    if (!last) return { cause: "other", problem, place: problem.span };
    taken.add(last.cause === "space" ? last.place.start - 1 : last.place.start);
    if (!/^#\{?end/.test(text.slice(start, end))) explained = problem.span;
    return last;
  }
}

/** The blanks of a directive with a space in it. */
export function behindHash({ index, 0: found }: RegExpExecArray): Span {
  return { start: index + 1, end: index + found.length - found.slice(1).trimStart().length };
}

/** The blanks between a name and the parenthesis of its call, at or before an offset. */
export function spaceAt(text: string, offset: number): Span | undefined {
  let start = offset;
  while (start > 0 && (text[start - 1] === " " || text[start - 1] === "\t")) start--;
  let end = offset;
  while (text[end] === " " || text[end] === "\t") end++;
  return end > start && text[end] === "(" && /\w/.test(text[start - 1] ?? "") ? { start, end } : undefined;
}
