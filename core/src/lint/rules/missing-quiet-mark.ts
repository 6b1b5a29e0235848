import { replaceInValue } from "../fixes";
import { Guards } from "../guards";
import { defineRule } from "../rule";

/** Reports a reference in a message that prints its own source when the value is missing, where a sample shows that it may be. */
export const rule = defineRule({
  id: "missing-quiet-mark",
  severity: "warning",
  summary: "A value that may be missing is printed with the quiet form $!{name}.",
  domain: ["T01"],
  fixable: true,
  check(file, report) {
    const guards = new Guards();
    for (const { reference, value, span, text, found } of file.references) {
      if (value.place !== "message" || reference.quiet || reference.local || !reference.printed || reference.fallback) continue;
      if (reference.form !== "velocity" && reference.form !== "data") continue;
      const answer = found();
      if (answer.kind !== "known" || answer.entry.origin === "run" || answer.entry.origin === "webhook") continue;
      if (reference.path.some((step) => step.kind === "method")) continue;
      const missing = missingIn(answer.entry);
      if (missing.length === 0 || guards.covers(value, reference)) continue;
      const edits = replaceInValue(
        file.source.document,
        value,
        { start: reference.span.start + 1, end: reference.span.start + 1 },
        "!",
      );
      const quiet = `$!${text.slice(1)}`;
      report({
        span,
        message: `\`${text}\` is printed as it stands when the value is missing, as in ${missing.slice(0, 3).join(", ")}`,
        help: `Write \`${quiet}\`, which prints nothing then`,
        fix: edits && { title: `Change to \`${quiet}\``, edits },
      });
    }
  },
});

function missingIn(entry: { readonly presence: { readonly missingIn: readonly string[] } | undefined }): readonly string[] {
  return entry.presence?.missingIn ?? [];
}
