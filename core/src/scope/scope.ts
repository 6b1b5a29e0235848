/**
 * What can be named at a place, and what is known of its value. Completion, hover, the rule about unknown names, the
 * request and the preview all ask here, so they cannot disagree.
 */

import type { Data } from "../model/data";
import type { Reference } from "../reference/tree";
import type { Shape } from "../shape/shape";
import { stepInto } from "../shape/shape";
import { nearest } from "../text/nearest";
import { once } from "../text/once";

export type Origin = "contact" | "event" | "webhook" | "run" | "tool";

/** One name that is visible. */
export interface ScopeName {
  readonly name: string;
  readonly origin: Origin;
  /** What it is: "Town", "event parameter", "answer of a webhook". */
  readonly title: string;
  /** A sentence of the platform's documentation, or the author's description. */
  readonly fact: string | undefined;
  /** Undefined: nobody has seen a value. */
  readonly shape: Shape | undefined;
  /** Values seen, each with the sample it comes from. */
  readonly samples: readonly { readonly from: string; readonly value: Data }[];
  /** In how many of the event or contact samples it is, and which ones lack it. */
  readonly presence: { readonly seen: number; readonly of: number; readonly missingIn: readonly string[] } | undefined;
  /** Other spellings of the same thing; they are known, but not offered. */
  readonly aliases: readonly string[];
}

/**
 * - `known`: found; `shape` is what is known of the value behind the whole path
 * - `missing`: surely or probably not there, with the evidence; `dotted`: name and property together are what is missing
 * - `unsure`: nothing is known; say nothing
 */
export type Found =
  | { readonly kind: "known"; readonly entry: ScopeName; readonly shape: Shape | undefined }
  | {
      readonly kind: "missing";
      readonly grade: "closed" | "open";
      readonly of: number;
      readonly near: string | undefined;
      readonly dotted: boolean;
    }
  | { readonly kind: "case"; readonly entry: ScopeName }
  | { readonly kind: "unsure" };

export interface ContactNames {
  readonly names: readonly ScopeName[];
  /** Whether the account's additional fields are known; otherwise any `LIST.FIELD` may be one. */
  readonly listed: boolean;
  /** By each spelling, in lower case. */
  readonly bySpelling: ReadonlyMap<string, ScopeName>;
}

export interface ScopeParts {
  readonly contact: ContactNames;
  readonly event: readonly ScopeName[];
  readonly webhooks: readonly ScopeName[];
  /** Whether a name is a webhook's that does not run before this place: not unknown, but nothing is known of its value. */
  readonly runsElsewhere?: (name: string) => boolean;
  readonly run: readonly ScopeName[];
  /** The template engine's own tools. */
  readonly tools: readonly ScopeName[];
  /** How many event samples the event names come from; 0 means that nothing is known of events here. */
  readonly eventSamples: number;
  /** Whether names may come from a place that no file tells of (a message's JSON field, another data source). */
  readonly open: boolean;
}

export class Scope {
  private readonly eventByName = once(() => byName(this.parts.event));
  private readonly others = once(() => byName([...this.parts.run, ...this.parts.tools, ...this.parts.webhooks]));

  constructor(readonly parts: ScopeParts) {}

  private get contactByName(): ReadonlyMap<string, ScopeName> {
    return this.parts.contact.bySpelling;
  }

  /** Every name that completion offers; a contact field that an event parameter hides comes after it. */
  names(): readonly ScopeName[] {
    return [...this.parts.event, ...this.parts.contact.names, ...this.parts.webhooks, ...this.parts.run, ...this.parts.tools];
  }

  /** The name as the platform would look it up: event parameters win over contact fields. */
  resolve(name: string, namespace?: "contact" | "event"): ScopeName | undefined {
    const event = namespace === "contact" ? undefined : this.eventByName().get(name);
    const contact = namespace === "event" ? undefined : this.contactByName.get(name.toLowerCase());
    return event ?? (namespace ? undefined : this.others().get(name)) ?? contact;
  }

  /** The event parameter that hides a contact field of this name, if any. */
  shadowing(name: string): ScopeName | undefined {
    return this.contactByName.has(name.toLowerCase()) ? this.eventByName().get(name) : undefined;
  }

  /** What is known of a reference. */
  lookup(reference: Reference): Found {
    // A merge tag knows contact fields and nothing else.
    const namespace = reference.form === "merge-tag" ? "contact" : reference.namespace?.name;
    const dotted = this.dotted(reference);
    const entry = dotted?.entry ?? this.resolve(reference.name, namespace);
    if (entry) return this.along(entry, dotted ? reference.path.slice(dotted.steps) : reference.path);
    return this.absent(reference, namespace);
  }

  /** An additional field is written with a dot, `$<PERSONAL.LOCATION>`, so its first path step belongs to the name. */
  dotted(reference: Reference): { readonly entry: ScopeName; readonly steps: number } | undefined {
    const [first] = reference.path;
    if (first?.kind !== "property" || reference.namespace?.name === "event") return undefined;
    const entry = this.contactByName.get(`${reference.name}.${first.name}`.toLowerCase());
    return entry && { entry, steps: 1 };
  }

  private along(entry: ScopeName, path: Reference["path"]): Found {
    let shape = entry.shape;
    for (const step of path) {
      if (step.kind === "method" || !shape) {
        shape = undefined;
        break;
      }
      shape = stepInto(shape, step.kind === "index" ? step.index : step.name);
    }
    return { kind: "known", entry, shape };
  }

  private absent(reference: Reference, namespace: "contact" | "event" | undefined): Found {
    const { name } = reference;
    const run = this.parts.run.find((entry) => entry.name.toLowerCase() === name.toLowerCase());
    if (run && !namespace) return { kind: "case", entry: run };
    const isDotted = name.includes(".") || reference.path[0]?.kind === "property";
    if (isDotted && namespace !== "event" && !this.parts.contact.listed && (namespace === "contact" || name.includes(".")))
      return { kind: "unsure" };
    const field = namespace === "event" ? undefined : this.nearField(reference);
    if (namespace === "contact") {
      const dotted = reference.path[0]?.kind === "property";
      const near = dotted ? field : nearest(name, this.spellings("contact"));
      return { kind: "missing", grade: "closed", of: 0, near, dotted };
    }
    if (this.parts.open || this.parts.eventSamples === 0) return { kind: "unsure" };
    const event = this.parts.event.find((entry) => entry.name.toLowerCase() === name.toLowerCase());
    if (event) return { kind: "case", entry: event };
    if (this.parts.runsElsewhere?.(name)) return { kind: "unsure" };
    const near = field ?? nearest(name, this.spellings(namespace));
    return { kind: "missing", grade: "open", of: this.parts.eventSamples, near, dotted: field !== undefined };
  }

  /** The additional field `LIST.FIELD` that name and first property are nearly the name of. */
  private nearField({ name, path: [first] }: Reference): string | undefined {
    if (first?.kind !== "property") return undefined;
    const fields = this.parts.contact.names.flatMap((entry) => (entry.name.includes(".") ? [entry.name] : []));
    return nearest(`${name}.${first.name}`, fields);
  }

  private *spellings(namespace: "contact" | "event" | undefined): Generator<string> {
    if (namespace !== "contact") for (const entry of this.parts.event) yield entry.name;
    if (namespace !== "event") for (const entry of this.parts.contact.names) yield* [entry.name, ...entry.aliases];
    if (!namespace) for (const entry of [...this.parts.run, ...this.parts.webhooks]) yield entry.name;
  }
}

function byName(names: readonly ScopeName[]): ReadonlyMap<string, ScopeName> {
  return new Map(names.map((entry) => [entry.name, entry]));
}
