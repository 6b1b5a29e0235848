/**
 * Which file holds the expected text of which message: told by names alone, beside the template or workflow.
 *
 *     promo.vm.expected                        what promo.vm prints, with the samples that `hookflow preview` takes
 *     promo.vm.promo-ann.expected              with the event sample promo-ann; promo.promo-ann.expected is the same
 *     promo.vm.promo-ann+bohdan.expected       with this event and this contact; +bohdan leaves the event open
 *     order.workflow.mail.expected             the whole message of the block mail of order.workflow.yaml
 *     order.workflow.mail.order-ann.expected   with an event sample
 */
import type { SourceFile } from "#core";
import { baseName } from "#core";
import type { ContactSample, EventSample, ProjectReader } from "#core/request/index";

export const expectedSuffix = ".expected";

/** A text of messages that can have expected texts: a template, or a message block of a workflow. */
export interface Subject {
  readonly source: SourceFile;
  /** For workflows. */
  readonly block: string | undefined;
}

/** What an expected text says by its name; or why it is nobody's. */
export type Named =
  | { readonly kind: "subject"; readonly subject: Subject; readonly sample: string }
  | { readonly kind: "orphan"; readonly reason: string }
  /** Another tool's. */
  | { readonly kind: "foreign" };

/**
 * Whose expected text a file is.
 * @param name the file's name
 * @param subjects the templates and message blocks of its folder
 */
export function named(name: string, subjects: readonly Subject[]): Named {
  const stem = name.slice(0, -expectedSuffix.length);
  // The longest name is meant: promo.ann.vm before promo.vm.
  const full = subjects
    .map((subject) => ({ subject, start: nameOf(subject) }))
    .filter(({ start }) => stem === start || stem.startsWith(`${start}.`))
    .sort((a, b) => b.start.length - a.start.length)[0];
  if (full) return { kind: "subject", subject: full.subject, sample: stem.slice(full.start.length + 1) };
  const workflow = /^(.+\.workflow)\.(.+)$/.exec(stem);
  if (workflow?.[1]) {
    const blocks = subjects.filter(({ source, block }) => block !== undefined && workflowStem(source) === workflow[1]);
    return {
      kind: "orphan",
      reason: blocks.length
        ? `${workflow[1]}.yaml has no message ${workflow[2]}: it has ${blocks.map(({ block }) => block).join(", ")}`
        : `there is no ${workflow[1]}.yaml with messages`,
    };
  }
  if (/\.(vm|html)$/.test(stem)) return { kind: "orphan", reason: `there is no template ${stem}` };
  const short = subjects
    .filter(({ block }) => block === undefined)
    .map((subject) => ({ subject, start: nameOf(subject).replace(/\.(vm|html)$/, "") }))
    .filter(({ start }) => stem.startsWith(`${start}.`))
    .sort((a, b) => b.start.length - a.start.length);
  const [first, second] = short;
  if (!first) {
    const template = /^(.+\.(?:vm|html))\./.exec(stem)?.[1];
    return template === undefined ? { kind: "foreign" } : { kind: "orphan", reason: `there is no template ${template}` };
  }
  const sample = stem.slice(first.start.length + 1);
  if (second?.start !== first.start) return { kind: "subject", subject: first.subject, sample };
  const names = [first, second].map(({ subject }) => nameOf(subject));
  return {
    kind: "orphan",
    reason: `${names.join(" and ")} are both meant: call it ${names[0]}.${sample}${expectedSuffix}`,
  };
}

/** `promo.vm`, `order.workflow.mail`: what the name of an expected text begins with. */
export function nameOf({ source, block }: Subject): string {
  return block === undefined ? baseName(source.uri) : `${workflowStem(source)}.${block}`;
}

function workflowStem({ uri }: SourceFile): string {
  return baseName(uri).replace(/\.ya?ml$/, "");
}

export type Samples =
  | { readonly ok: true; readonly event: EventSample | undefined; readonly contact: ContactSample | undefined }
  | { readonly ok: false; readonly reason: string };

/** The samples that a name says: `event`, `event+contact`, `+contact`, or nothing. */
export function samplesNamed(project: ProjectReader, sample: string): Samples {
  const plus = sample.indexOf("+");
  const eventId = plus < 0 ? sample : sample.slice(0, plus);
  const contactId = plus < 0 ? "" : sample.slice(plus + 1);
  const event = project.allEvents().find(({ id }) => id === eventId);
  const contact = project.contacts().find(({ id }) => id === contactId);
  if (eventId && !event) {
    const isContact = plus < 0 && project.contacts().some(({ id }) => id === eventId);
    return { ok: false, reason: `there is no event sample ${eventId}${isContact ? `; the contact alone is +${eventId}` : ""}` };
  }
  if (contactId && !contact) return { ok: false, reason: `there is no contact sample ${contactId}` };
  return { ok: true, event, contact };
}

/** `event`, `event+contact`, `+contact`. */
export function sampleName(event: EventSample | undefined, contact: ContactSample | undefined): string {
  return `${event?.id ?? ""}${contact ? `+${contact.id}` : ""}`;
}
