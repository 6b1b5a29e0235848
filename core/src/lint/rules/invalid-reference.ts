import type { ReferenceValue } from "../../model/source-file";
import type { ReferenceProblem } from "../../reference/tree";
import type { Span } from "../../text/span";
import { replaceInValue } from "../fixes";
import { type CheckedFile, defineRule, type Fix } from "../rule";

/** Reports a `$<...>` that cannot be read. */
export const rule = defineRule({
  id: "invalid-reference",
  severity: "error",
  summary: "References are written so that they can be read.",
  fixable: true,
  check(file, report) {
    for (const value of file.source.values) {
      if (value.place === "message") continue; // The template's own problems tell of those.
      for (const problem of value.list.problems)
        report({
          span: value.toFile(problem.span),
          message: problem.message,
          help: problem.help,
          fix: fixOf(file, value, problem),
        });
    }
  },
});

function fixOf(file: CheckedFile, value: ReferenceValue, { code, span }: ReferenceProblem): Fix | undefined {
  if (code === "unclosed-reference") return closing(file, value, span);
  if (code !== "spaced-reference") return undefined;
  const meant = value.text.slice(span.start, span.end).replace(/[ \t]/g, "");
  const edits = replaceInValue(file.source.document, value, span, meant);
  return edits && { title: `Change to \`${meant}\``, edits };
}

/** `>` behind the name, where it is plain how far that goes. */
function closing({ source }: CheckedFile, value: ReferenceValue, span: Span): Fix | undefined {
  const name = /^\$<[A-Za-z_][\w.]*(?:\[\d+\][\w.]*)*(?![\w-])/.exec(value.text.slice(span.start, span.end))?.[0];
  if (name === undefined) return undefined;
  const end = span.start + name.length;
  const edits = replaceInValue(source.document, value, { start: end, end }, ">");
  return edits && { title: "Close it with `>`", edits };
}
