import { defineRule } from "../rule";
import { TemplateGuards } from "../template-guards";
import { someOf } from "../template-references";
import { unknownMembers } from "../unknown-members";

/** Reports a reference in a message that prints its own source when the value is missing, where a sample shows that it may be. */
export const rule = defineRule({
  id: "missing-quiet-mark",
  severity: "warning",
  summary: "A value that may be missing is printed with the quiet form $!{name}.",
  domain: ["T01"],
  fixable: true,
  about: ["workflow", "template"],
  check(file, report) {
    for (const template of file.templates) {
      if (template.broken) continue;
      let guards: TemplateGuards | undefined;
      const { shapes } = template;
      for (const { node, printed, escaped, target } of template.references) {
        if (!printed || escaped || target || node.quiet || node.alternate) continue;
        if (unknownMembers(file).isTold(template.value, node.span.start)) continue;
        // Which answers a webhook gives its recordings tell only in part.
        if (shapes.entryOf(node)?.origin === "webhook") continue;
        const missing = shapes.missingIn(node);
        if (missing.length === 0) continue;
        guards ??= new TemplateGuards(template.tree);
        if (guards.covers(node)) continue;
        const text = template.textOf(node);
        const quiet = `$!${text.slice(1)}`;
        const edits = template.replace({ start: node.span.start + 1, end: node.span.start + 1 }, "!");
        report({
          span: template.toFile(node.span),
          message: `\`${text}\` is printed as it stands when the value is missing, as in ${someOf(missing)}`,
          help: `Write \`${quiet}\`, which prints nothing then`,
          fix: edits && { title: `Change to \`${quiet}\``, edits },
        });
      }
    }
  },
});
