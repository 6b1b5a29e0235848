import { printReference } from "../../reference/index";
import { replaceInValue } from "../fixes";
import { placeholders } from "../foreign-placeholders";
import { plainText } from "../plain-text";
import { type CheckedFile, defineRule, type Report } from "../rule";
import { scopeOfValue } from "../value-scope";

/** Reports a placeholder of another template language: here it is ordinary text. */
export const rule = defineRule({
  id: "foreign-placeholder",
  severity: "warning",
  summary: "Values are read by the platform's references, not by those of another template language.",
  domain: ["V04"],
  fixable: true,
  check(file, report) {
    for (const value of file.source.values) {
      if (value.place === "bare-name" || !/\{\{|<%|#\{|\[\[/.test(value.text)) continue;
      const scope = scopeOfValue(file, value);
      for (const stretch of plainText(value))
        for (const match of value.text.slice(stretch.start, stretch.end).matchAll(placeholders)) {
          const [text, curly, percent, hash, square] = match;
          const inner = (curly ?? percent ?? hash ?? square ?? "").replace(
            /^(?:contact|data|event|user|customer|recipient)\./,
            "",
          );
          const known = !inner.includes(".") && scope.resolve(inner) !== undefined;
          // These two are also ordinary writing: `[[note]]`, a macro's `#{name}`.
          if ((hash ?? square) !== undefined && !known) continue;
          const start = stretch.start + match.index;
          const span = { start, end: start + text.length };
          const platform = known
            ? printReference(
                { name: inner, path: [], fallback: undefined },
                value.place === "message" || value.place === "block-field" ? "velocity" : "checked",
              )
            : undefined;
          const edits = platform ? replaceInValue(file.source.document, value, span, platform) : undefined;
          report({
            span: value.toFile(span),
            message: `\`${text.slice(0, 60)}\` is ${value.place === "message" ? "printed" : "sent"} as it is: another template language writes this way`,
            help: platform ? `Write \`${platform}\`` : "Write `$<name>` in definitions and `$!{name}` in messages",
            fix: edits && platform ? { title: `Change to \`${platform}\``, edits } : undefined,
          });
        }
    }
    reportBare(file, report);
    reportMisplacedMark(file, report);
  },
});

/** `{orderId}` and `<orderId>` in a URL, where the name is one that is there: the sign before the bracket is missing. */
function reportBare(file: CheckedFile, report: (report: Report) => void): void {
  const url = file.source.kind === "webhook" ? file.source.values.find(({ place }) => place === "url") : undefined;
  if (!url || !/[{<]/.test(url.text)) return;
  const scope = scopeOfValue(file, url);
  for (const stretch of plainText(url))
    for (const { index, 0: text, 1: braced, 2: both, 3: angled } of url.text
      .slice(stretch.start, stretch.end)
      .matchAll(bareBrackets)) {
      const name = braced ?? both ?? angled ?? "";
      const origin = scope.resolve(name)?.origin;
      if (origin !== "event" && origin !== "contact") continue;
      const span = { start: stretch.start + index, end: stretch.start + index + text.length };
      const edits = replaceInValue(file.source.document, url, span, `$<${name}>`);
      report({
        span: url.toFile(span),
        message: `\`${text}\` is sent as it is: no reference is written so`,
        help: `Write \`$<${name}>\``,
        fix: edits && { title: `Change to \`$<${name}>\``, edits },
      });
    }
}

/** `${!orderId}` and `$!(orderId)`, where the name is one that is there: the parts of a reference in another order. */
function reportMisplacedMark(file: CheckedFile, report: (report: Report) => void): void {
  for (const value of file.source.values) {
    if (value.place === "bare-name" || !/\$\{!|\$!\(/.test(value.text)) continue;
    const scope = scopeOfValue(file, value);
    for (const stretch of plainText(value))
      for (const match of value.text.slice(stretch.start, stretch.end).matchAll(misplacedMarks)) {
        const name = match[1] ?? match[2] ?? "";
        if (!scope.resolve(name)) continue;
        const start = stretch.start + match.index;
        const span = { start, end: start + match[0].length };
        const edits = replaceInValue(file.source.document, value, span, `$!{${name}}`);
        report({
          span: value.toFile(span),
          message: `\`${match[0]}\` is ${value.place === "message" ? "printed" : "sent"} as it is: no reference is written so`,
          help: `Write \`$!{${name}}\``,
          fix: edits && { title: `Change to \`$!{${name}}\``, edits },
        });
      }
  }
}

const misplacedMarks = /\$\{!([A-Za-z_]\w*)\}|\$!\(([A-Za-z_]\w*)\)/g;

/** With the signs of the platform's own notation around the brackets of ours: `${<name>}`, `$!<name>`. */
const bareBrackets = /(?<![${!#])\{([A-Za-z_]\w*)\}(?!\})|(?<![$<])(?:\$!?\{<([A-Za-z_]\w*)>\}|(?:\$!)?<([A-Za-z_]\w*)>)/g;
