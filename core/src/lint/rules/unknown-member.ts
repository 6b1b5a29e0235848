import { soleType } from "../../scope/method-shapes";
import { eventsAt } from "../../scope/scope-at";
import { nearest } from "../../text/nearest";
import { replaceInValue } from "../fixes";
import { loopFaults, loopMembers } from "../loop-members";
import { type CheckedFile, defineRule } from "../rule";
import { type UnknownMember, unknownMembers } from "../unknown-members";

/** Reports a member of an object that no event sample or recording shows. */
export const rule = defineRule({
  id: "unknown-member",
  severity: "warning",
  summary: "References read members that the objects of samples and recordings have.",
  domain: ["V05"],
  fixable: true,
  check(file, report) {
    for (const member of unknownMembers(file).members) {
      const { value, span, near, name, owner } = member;
      const where = examples(file, member);
      if (soleType(member.shape) === "list") {
        const isNumber = /^\d+$/.test(name);
        const dot = { start: span.start - 1, end: span.end };
        const item =
          isNumber && value.text[dot.start] === "." ? replaceInValue(file.source.document, value, dot, `[${name}]`) : undefined;
        report({
          span: value.toFile(span),
          message: `\`${owner}\` is a list in ${where}, and a list has no member \`${name}\``,
          fix: item && { title: `Change to \`[${name}]\``, edits: item },
          help: isNumber
            ? `Write \`${owner}[${name}]\` to take one item`
            : `Take one item first, as in \`${owner}[0].${name}\`, or go through the list with #foreach`,
        });
        continue;
      }
      const edits = near && /^[A-Za-z_]\w*$/.test(near) ? replaceInValue(file.source.document, value, span, near) : undefined;
      report({
        span: value.toFile(span),
        message: `\`${owner}\` has no member \`${name}\` in ${where}`,
        help: near === undefined ? known(member) : `Did you mean \`${near}\`?`,
        fix: edits && { title: `Change to \`${near}\``, edits, isGuess: true },
      });
    }
    for (const { value, step } of loopFaults(file)) {
      const near = nearest(step.name, loopMembers);
      const edits = near === undefined ? undefined : replaceInValue(file.source.document, value, step.nameSpan, near);
      report({
        span: value.toFile(step.nameSpan),
        message: `\`$foreach\` has no member \`${step.name}\``,
        help: near === undefined ? `It has ${loopMembers.map((name) => `\`${name}\``).join(", ")}` : `Did you mean \`${near}\`?`,
        fix: edits && { title: `Change to \`${near}\``, edits },
      });
    }
  },
});

function known({ shape, entry }: UnknownMember): string {
  const names = [...shape.fields.keys()].slice(0, 5).map((name) => `\`${name}\``);
  const more = shape.fields.size > names.length ? " and more" : "";
  return `It has ${names.join(", ")}${more}; add the member to ${entry?.origin === "webhook" ? "a recording" : "an event sample"} if it exists`;
}

/** "the 3 samples of `orderPlaced`", "the one recording of `hook`". */
function examples(file: CheckedFile, { entry }: UnknownMember): string {
  if (!entry) return "the samples";
  const count = entry.samples.length;
  if (entry.origin === "webhook") return `the ${count === 1 ? "one recording" : `${count} recordings`} of \`${entry.name}\``;
  const [event, ...more] = new Set(eventsAt(file.project, file.source).map((sample) => sample.event));
  return `the ${count === 1 ? "one sample" : `${count} samples`}${event === undefined || more.length ? "" : ` of \`${event}\``}`;
}
