import type { ReadText } from "../../model/read-text";
import type { ReferenceValue } from "../../model/source-file";
import type { Reference } from "../../reference/tree";
import type { Found, Scope } from "../../scope/scope";
import { nearest } from "../../text/nearest";
import { encloses, type Span } from "../../text/span";
import { isContactObject } from "../contact-references";
import { startersOf, wiring } from "../event-evidence";
import { replaceInValue } from "../fixes";
import { gluedReference } from "../glued";
import { isLostName } from "../read-trees";
import { isRefused } from "../refused-texts";
import { type CheckedFile, type CheckedReference, defineRule, type Report } from "../rule";
import { isBrokenBySpace, valueMethods } from "../template-spaces";
import { isAskedFor } from "../unknown-members";
import { misreadWebhook } from "../webhook-names";

/** Tools that the engine can have beside the documented ones: nobody knows whether the platform has them. */
const engineTools: ReadonlySet<string> = new Set(
  "esc escapeTool date math number convert sorter display json jsonTool".split(" "),
);

/** Reports a name that nothing in the project defines, as far as the evidence goes. */
export const rule = defineRule({
  id: "unknown-variable",
  severity: "warning",
  summary: "References name a contact field or an event parameter that exists.",
  domain: ["V05", "V10"],
  fixable: true,
  check(file, report) {
    for (const checked of file.references) {
      const { reference, value } = checked;
      // One without a name is told of as such.
      if (reference.local || reference.name === "") continue;
      if (value.place === "message" && reference.form === "checked") continue;
      // In a text that cannot be read nobody knows what a #foreach or #set has named.
      if (isRefused(file, value)) continue;
      const found = checked.found();
      // These have a finding of their own that says more.
      if (isContactObject(checked) || misreadWebhook(checked) || gluedReference(checked)) continue;
      if (isTool(checked, found)) {
        report({
          span: checked.nameSpan,
          message: `\`${reference.name}\` is a tool of the template engine, and the platform does not document it`,
          help: "The documented tools are `mathTool`, `numberTool` and `dateTool`; try it in the account first",
          severity: "hint",
        });
        continue;
      }
      if (found.kind !== "missing") continue; // Open evidence answers "unsure": stay silent.
      // A condition may ask for what no sample shows on purpose, so a bare name is told of only when it looks mistyped.
      if (value.place === "bare-name" && found.near === undefined) continue;
      // `$data.gett('x')` has a wrong method and a right name.
      if (reference.form === "data" && reference.name === "data" && reference.path[0]?.kind === "method") continue;
      if (value.place === "message" && isToldElsewhere(value.text, reference)) continue;
      // `#set $a = 1` has a finding of its own: without parentheses it sets nothing.
      if (isLostName(value, reference.name)) continue;
      const wrapped = eventObject(file, checked);
      if (wrapped) {
        report(wrapped);
        continue;
      }
      const near = found.near ?? nearestElsewhere(value, reference, checked.scope());
      // A name that is only asked for, or that a #set calls as a data source (S-PROMO), need not be there.
      if (value.place === "message" && !reference.printed && !isMistyped(reference, near, checked.scope())) continue;
      // A URL that begins with a variable has a finding of its own.
      if (value.place === "url" && reference.span.start === 0 && file.project.config.rules.get("variable-scheme") !== "off")
        continue;
      // Whoever asks for a name first, or says what stands in for it, knows that it may be missing.
      const isExpected = reference.fallback !== undefined || isAskedFor(value, reference.name);
      if (isExpected && found.grade === "open" && near === undefined) continue;
      // A webhook's answer under `data`: whether the block runs before is another question.
      if (value.place === "block-field" && reference.form === "data" && file.project.webhook(reference.name)) continue;
      // A comment of a style sheet shows a designer's names to nobody.
      if (value.text.includes("<style") && value.read.once(styleComments).some((comment) => encloses(comment, reference.span)))
        continue;
      // A regular start brings it besides the contact (S-PG), and no sample shows that.
      if (reference.name === "jsonParam") continue;
      // `100%OFF%` is no merge tag that somebody mistyped.
      if (reference.form === "merge-tag" && found.near === undefined) continue;
      const [first] = reference.path;
      const name = { start: reference.nameSpan.start, end: found.dotted && first ? first.span.end : reference.nameSpan.end };
      const written = value.text.slice(name.start, name.end);
      if (reference.namespace?.name === "contact" && value.place === "block-field") {
        report({
          span: value.toFile(name),
          message: `\`contact.${written}\` cannot stand here: a block's field takes parameters of the event`,
          help: "Name a parameter, as in `${email}`, that the event brings",
        });
        continue;
      }
      if (file.source.kind === "webhook" && file.project.webhook(reference.name)) {
        report({
          span: value.toFile(name),
          message: `\`${reference.name}\` is a webhook, and no page says that another webhook can read its answer`,
          help: "Read it in a message or a condition behind the webhook's block, or try it in the account first",
          severity: "hint",
        });
        continue;
      }
      const edits = near === undefined ? undefined : replaceInValue(file.source.document, value, name, near);
      const where =
        found.grade === "closed"
          ? "no contact field has this name"
          : value.place === "block-field" || value.place === "bare-name" || reference.namespace?.name === "event"
            ? `it is not in ${samplesText(file, found.of)}`
            : `neither a contact field nor in ${samplesText(file, found.of)}`;
      report({
        span: value.toFile(name),
        message: `Unknown name \`${written}\`: ${where}`,
        help:
          near !== undefined
            ? `Did you mean \`${near}\`?`
            : found.grade === "closed"
              ? "Add it to contact-fields.yaml if the account has it"
              : value.place === "block-field"
                ? "Add it to an event sample if the event brings it"
                : "Add it to contact-fields.yaml or to an event sample if it exists",
        severity: found.grade === "closed" ? "error" : "warning",
        related: found.grade === "open" ? wiring(startersOf(file)) : [],
        fix: edits && { title: `Change to \`${near}\``, edits, isGuess: found.grade === "open" || isExpected },
      });
    }
  },
});

/** `$event.orderId`: the name space of our own notation, taken for an object. */
function eventObject({ source }: CheckedFile, { reference, value, span, text, scope }: CheckedReference): Report | undefined {
  const { name, form, nameSpan, path } = reference;
  const [first] = path;
  if (name !== "event" || form !== "velocity" || first?.kind !== "property") return undefined;
  const object = { start: nameSpan.start, end: first.span.start };
  const isPlain = value.text.slice(object.start, object.end) === "event.";
  const meant = isPlain ? text.replace("event.", "") : `$${first.name}`;
  const edits = isPlain && scope().resolve(first.name, "event") ? replaceInValue(source.document, value, object, "") : undefined;
  return {
    span,
    message: `There is no object \`$event\`: what an event brings is read by its own name`,
    help: `Write \`${meant}\``,
    fix: edits && { title: `Change to \`${meant}\``, edits },
  };
}

/** The comments of all style sheets in an HTML text. */
function styleComments({ text }: ReadText): readonly Span[] {
  return [...text.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/gi)].flatMap((sheet) => {
    const start = sheet.index + sheet[0].indexOf(">") + 1;
    return [...(sheet[1] ?? "").matchAll(/\/\*[\s\S]*?\*\//g)].map(({ index, 0: comment }) => ({
      start: start + index,
      end: start + index + comment.length,
    }));
  });
}

/**
 * A name of the template itself, or a tool on which a method is called, that is nearly this one. A loop's variable and its list have
 * nearly one name, as in `#foreach($item in $items)`, and both are meant.
 */
function nearestElsewhere({ read }: ReferenceValue, reference: Reference, { parts }: Scope): string | undefined {
  const { name, form, path, printed } = reference;
  if (form !== "velocity") return undefined;
  const tools = path[0]?.kind === "method" ? parts.tools.map((tool) => tool.name) : [];
  const own = printed ? read.list.references.flatMap((one) => (one.local ? [one.name] : [])) : [];
  return nearest(name, [...tools, ...own.filter((one) => !isPlural(one, name) && !isPlural(name, one))]);
}

function isPlural(many: string, one: string): boolean {
  return many.toLowerCase() === `${one.toLowerCase()}s` || many.toLowerCase() === `${one.toLowerCase()}es`;
}

/**
 * Whether a name that is only asked for or gone through is a slip. `$data.get('source')` in a #set names a source of HTTP, so that it
 * is called, and no file tells of those. Beside `$product` there may be `$products`, unless one of them is the list that is meant.
 */
function isMistyped({ form, name }: Reference, near: string | undefined, scope: Scope): boolean {
  if (near === undefined || form === "data") return false;
  if (isPlural(near, name)) return scope.resolve(near)?.shape?.types.has("list") ?? false;
  return !isPlural(name, near);
}

/** The samples that were looked at, with the event that leads here where there is one. */
function samplesText(file: CheckedFile, count: number): string {
  const started = file.workflow?.start?.event?.text;
  const events = new Set([...startersOf(file).map(({ event }) => event.text), ...(started === undefined ? [] : [started])]);
  const [event] = events;
  if (events.size === 1) return `${count === 1 ? "the sample" : `any of ${count} samples`} of \`${event}\``;
  return count === 1 ? "the event sample" : `any of ${count} event samples`;
}

/** A tool is told by its name and a method that no value has; with samples that lack the name, by any method. */
function isTool({ reference: { name, path }, text }: CheckedReference, found: Found): boolean {
  const [first] = path;
  if (!engineTools.has(name) || !first) return false;
  if (found.kind === "unsure") return first.kind === "method" && !valueMethods.has(first.name);
  return found.kind === "missing" && found.grade === "open" && (first.kind === "method" || /^\$!?\{?\w+\.get\(/.test(text));
}

/** Names that other rules speak of. */
function isToldElsewhere(text: string, reference: Reference): boolean {
  const { name, form, path } = reference;
  if (path.length === 0 && (name === "velocityCount" || (form === "data" && name === "data"))) return true;
  return isBrokenBySpace(text, reference);
}
