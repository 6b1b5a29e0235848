import { lexReferences, printReference } from "../../reference/index";
import { replaceInValue } from "../fixes";
import { type CheckedReference, defineRule } from "../rule";

/** Reports `$<name|$other>`: the fallback of a checked reference is a text, so `$other` itself is sent. */
export const rule = defineRule({
  id: "literal-fallback",
  severity: "warning",
  summary: "The fallback of a checked reference is a text and names nothing.",
  fixable: true,
  about: ["webhook", "workflow"],
  check(file, report) {
    for (const checked of file.references) {
      const { reference, value, scope } = checked;
      const { fallback } = reference;
      if (!fallback || reference.form !== "checked" || !reference.closed) continue;
      const named = namedIn(checked, fallback.text);
      if (named === undefined) continue;
      // A block's field knows no alternates.
      const isWhole = named === fallback.text && value.place !== "block-field";
      const field = scope().dotted(reference)?.entry.name;
      const alternate = { ...fallback, isExpression: true };
      const wanted = { ...reference, fallback: alternate, ...(field === undefined ? {} : { field }) };
      const platform = isWhole ? printReference(wanted, "velocity") : undefined;
      const edits = platform && replaceInValue(file.source.document, value, reference.span, platform);
      report({
        span: value.toFile(fallback.span),
        message: `\`${named}\` is sent as it is: the fallback of a checked reference is a text`,
        help: platform ? `Write \`${platform}\`` : "Write the text that is meant",
        fix: edits && platform ? { title: `Change to \`${platform}\``, edits } : undefined,
      });
    }
  },
});

/** The first reference in a fallback that means something here; `$5` and a name that nobody knows are surely meant as text. */
function namedIn({ scope }: CheckedReference, text: string): string | undefined {
  if (!text.includes("$")) return undefined;
  const found = lexReferences(text, "text").references.find((inner) => scope().lookup(inner).kind === "known");
  return found && text.slice(found.span.start, found.span.end);
}
