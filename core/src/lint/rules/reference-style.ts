import type { ReferenceValue } from "../../model/source-file";
import type { PrintedForm } from "../../reference/print";
import { converted } from "../../usage/converted";
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

/** Of forms that are used equally often the one that the dialect's pages have, in requests the checked one. */
function mostUsed(file: CheckedFile, found: readonly CheckedReference[]): PrintedForm {
  const counts = new Map<PrintedForm, number>();
  for (const { reference } of found) {
    const form = reference.form as PrintedForm;
    counts.set(form, (counts.get(form) ?? 0) + 1);
  }
  const inMessage = found.some(({ value }) => inMessages(value));
  const favourite = !inMessage ? "checked" : file.project.config.dialect === "reteno" ? "velocity" : "data";
  let best: PrintedForm = favourite;
  for (const [form, count] of counts) if (count > (counts.get(best) ?? 0)) best = form;
  return best;
}
