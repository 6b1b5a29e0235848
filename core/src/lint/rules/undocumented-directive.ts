import type { Severity } from "../../model/config";
import type { ReferenceValue } from "../../model/source-file";
import { walk } from "../../velocity/index";
import { replaceInValue } from "../fixes";
import type { MistypedDirective } from "../mistyped-directives";
import { mistypedIn, readTrees } from "../read-trees";
import { refusedTexts } from "../refused-texts";
import { defineRule } from "../rule";

/** Hints at `#parse` and `#include`, and reports directives that are nearly spelled right: they are printed as they stand. */
export const rule = defineRule({
  id: "undocumented-directive",
  severity: "hint",
  summary: "Texts use the directives that the platform documents, spelled as they are.",
  fixable: true,
  check(file, report) {
    const tell = (value: ReferenceValue, { span, written, meant, kind }: MistypedDirective, severity: Severity): void => {
      const edits = kind === "bare" ? undefined : replaceInValue(file.source.document, value, span, meant);
      report({
        span: value.toFile(span),
        message:
          kind === "bare"
            ? "Without parentheses `#set` sets nothing and is printed as it stands"
            : kind === "words"
              ? "`#else if` is `#else` with a text behind it, and the condition is printed"
              : `\`${written}\` is no directive and no macro of this text, so it is printed as it stands`,
        help:
          kind === "bare"
            ? "Write `#set($name = value)`"
            : kind === "words"
              ? `Write \`${meant}\``
              : `Did you mean \`${meant}\`?`,
        severity,
        fix: edits && { title: `Change to \`${meant}\``, edits },
      });
    };
    // Here the engine refuses the whole text because of it.
    for (const { value, faults } of refusedTexts(file)) {
      const places = new Set(faults.flatMap(({ cause, place }) => (cause === "mistyped" ? [place.start] : [])));
      if (places.size === 0) continue;
      for (const one of mistypedIn(value)) if (places.has(one.span.start)) tell(value, one, "error");
    }
    for (const { tree, text, value } of readTrees(file)) {
      for (const one of mistypedIn(value)) tell(value, one, "warning");
      if (!/#\{?(?:parse|include)\b/.test(text)) continue;
      walk(tree, (node) => {
        if (node.kind !== "parse" && node.kind !== "include") return;
        report({
          span: value.toFile(node.headSpan),
          message: `The platform does not document \`#${node.kind}\`, and nothing is sent where the file is not found`,
          help: "Write the text here, or set it with #set or #define and show it",
        });
      });
    }
  },
});
