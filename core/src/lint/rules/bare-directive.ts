import type { Span } from "../../text/span";
import { directiveHeads } from "../directive-heads";
import { defineRule } from "../rule";

/** Reports directives that stand bare in a table of an e-mail: text between rows and cells is moved out of the table. */
export const rule = defineRule({
  id: "bare-directive",
  severity: "warning",
  summary: "Directives between the rows and cells of an e-mail stand in comments.",
  domain: ["T15"],
  fixable: true,
  about: ["workflow", "template"],
  check(file, report) {
    for (const template of file.templates) {
      const { text } = template;
      if (template.broken || template.field !== "text" || !text.includes("#") || !/<[a-z]/i.test(text)) continue;
      const { channels } = template;
      if (channels.size !== 1 || !channels.has("email")) continue;
      const bare = directiveHeads(text, template.tree).filter(({ span, marks }) => !marks && isInTable(text, span));
      const [first] = bare;
      if (!first) continue;
      const edits = template.replaceAll(bare.map(({ span }) => ({ span, text: `<!--${text.slice(span.start, span.end)}-->` })));
      const head = text.slice(first.span.start, first.span.end);
      const shown = head.length > 40 ? `${head.slice(0, 39)}…` : head;
      report({
        span: template.toFile(first.span),
        message:
          bare.length === 1
            ? `\`${shown}\` stands bare in a table`
            : `\`${shown}\` and ${bare.length - 1} more ${bare.length === 2 ? "directive stands" : "directives stand"} bare in a table`,
        help: `Put it into a comment: \`<!--${shown}-->\``,
        fix: edits && { title: bare.length === 1 ? "Put it into a comment" : "Put them into comments", edits },
      });
    }
  },
});

/** A row or cell ends or begins before it, and a tag or another directive begins behind it: no text may stand there. */
function isInTable(text: string, { start, end }: Span): boolean {
  const opening = text.lastIndexOf("<", start - 1);
  if (opening < Math.max(0, start - 400)) return false;
  const tag = /^<(\/?)([a-z]\w*)[^>]*>\s*$/i.exec(text.slice(opening, start));
  if (!tag || !/^\s*(?:<\/?[a-z!]|#)/i.test(text.slice(end, end + 200))) return false;
  return (tag[1] ? ends : begins).has((tag[2] ?? "").toLowerCase());
}

const begins: ReadonlySet<string> = new Set(["table", "thead", "tbody", "tfoot", "tr", "colgroup"]);
const ends: ReadonlySet<string> = new Set(["thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup"]);
