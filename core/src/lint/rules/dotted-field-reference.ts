import { replaceInValue } from "../fixes";
import { defineRule } from "../rule";

/** Reports `$LIST.FIELD`: Velocity reads it as a property of `$LIST`, so it prints as text. */
export const rule = defineRule({
  id: "dotted-field-reference",
  severity: "warning",
  summary: "Additional fields are read by $data.get('LIST.FIELD').",
  domain: ["V08"],
  fixable: true,
  check(file, report) {
    for (const checked of file.references) {
      const { reference, value, scope } = checked;
      if (reference.form !== "velocity" || reference.local) continue;
      const dotted = scope().dotted(reference);
      const [first] = reference.path;
      if (!dotted || first?.kind !== "property" || scope().resolve(reference.name)) continue;
      const platform = `$!data.get('${dotted.entry.name}')`;
      const edits =
        reference.path.length === 1 ? replaceInValue(file.source.document, value, reference.span, platform) : undefined;
      report({
        span: checked.span,
        message: `\`${checked.text}\` does not read the field \`${dotted.entry.name}\`: the dot is taken for a property`,
        help: `Write \`${platform}\``,
        fix: edits && { title: `Change to \`${platform}\``, edits },
      });
    }
  },
});
