import type { ReferenceValue } from "../../model/source-file";
import type { PrintedForm } from "../../reference/print";
import { converted, formOfPages, mostUsedForm } from "../../usage/converted";
import { replaceInValue } from "../fixes";
import { type CheckedFile, type CheckedReference, defineRule } from "../rule";

/** Reports a reference in another form than most of its file: whoever reads it looks for a meaning that is not there. */
export const rule = defineRule({
  id: "reference-style",
  severity: "info",
  summary: "The references of a file are written in one form.",
  fixable: true,
  optional: true,
  about: ["webhook", "workflow", "template"],
  check(file, report) {
    for (const group of [inMessages, inRequests]) {
      const found = file.references.filter((checked) => group(checked.value) && hasChoice(checked));
      const form = mostUsed(file, found);
      for (const { reference, value, scope, span, text } of found) {
        if (reference.form === form) continue;
        const other = converted(value, reference, scope(), form);
        if (other === undefined) continue;
        const edits = replaceInValue(file.source.document, value, reference.span, other);
        report({
          span,
          message: `\`${text}\` is written in another form than most references here`,
          help: `Write \`${other}\``,
          fix: edits && { title: `Change to \`${other}\``, edits },
        });
      }
    }
  },
});

const inMessages = ({ place }: ReferenceValue): boolean => place === "message";
const inRequests = ({ place }: ReferenceValue): boolean =>
  place !== "message" && place !== "bare-name" && place !== "block-field";

/** Whether a reference could be written in another form too; answers of webhooks are written through `data` everywhere. */
function hasChoice({ reference, scope }: CheckedReference): boolean {
  const { form, local, printed } = reference;
  if (local || !printed || form === "bare" || form === "merge-tag") return false;
  const origin = scope().dotted(reference)?.entry.origin ?? scope().resolve(reference.name, reference.namespace?.name)?.origin;
  return origin === "contact" || origin === "event";
}

/** In requests the checked form is the favourite, in messages that of the dialect's pages. */
function mostUsed(file: CheckedFile, found: readonly CheckedReference[]): PrintedForm {
  const favourite = found.some(({ value }) => inMessages(value)) ? formOfPages(file.project.config.dialect) : "checked";
  return mostUsedForm(
    found.map(({ reference }) => reference.form as PrintedForm),
    favourite,
  );
}
