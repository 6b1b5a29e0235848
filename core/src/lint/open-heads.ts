/**
 * Heads of directives whose parenthesis is not closed before markup begins: `<!--#if($a-->`, `<p>#if($a == 'x'</p>`. The engine
 * reads on in the markup, so everything that it tells of there follows from this.
 */
import { span as between, type Span } from "../text/span";

export interface OpenHead {
  /** From the `#` to the last sign of the head. */
  readonly span: Span;
  /** The markup that stands where the parenthesis should be closed. */
  readonly before: Span;
}

const heads = /#(?:if|elseif|foreach|set|macro)[ \t]*\(|#\{(?:if|elseif|foreach|set|macro)\}[ \t]*\(/g;
/** Texts, parentheses, and what ends a head: markup, or the line. */
const signs = /"(?:[^"\r\n]|"")*"|'(?:[^'\r\n]|'')*'|[()\r\n]|-->|<\/?[A-Za-z][^<>\r\n]*>/g;

/** All open heads of a text, whether or not a comment hides them. */
export function openHeads(text: string): readonly OpenHead[] {
  return [...text.matchAll(heads)].flatMap((head) => {
    let depth = 1;
    signs.lastIndex = head.index + head[0].length;
    for (let match = signs.exec(text); match; match = signs.exec(text)) {
      const [sign] = match;
      if (sign === "(") depth++;
      else if (sign === ")") depth--;
      if (depth === 0 || sign === "\r" || sign === "\n") return [];
      if (!/^[-<]/.test(sign)) continue;
      const end = head.index + text.slice(head.index, match.index).trimEnd().length;
      return [{ span: between(head.index, end), before: between(match.index, match.index + sign.length) }];
    }
    return [];
  });
}
