/** The values behind names when a test is made of a contact and an event: one lookup for requests and messages. */
import { builtinFields, runIdName } from "../model/builtin-fields";
import type { Data } from "../model/data";
import type { ContactSample, EventSample } from "../model/samples";

export interface Value {
  readonly value: Data;
  /** "contact Ann Smith", "event promo-ann", "run", "given by hand". */
  readonly from: string;
  readonly origin: "contact" | "event" | "run" | "webhook" | "given" | "typed";
}

/** A run id for tests; the platform gives each run one of its own. */
export const testRunId = "test-run";

export class SampleValues {
  private readonly contactByName = new Map<string, { readonly read: (contact: ContactSample) => Data | undefined }>();

  constructor(
    readonly contact: ContactSample | undefined,
    readonly event: EventSample | undefined,
    /** Values that a person gave before all others, by name, `event.name` or `contact.NAME`. */
    private readonly given: ReadonlyMap<string, string> = new Map(),
    /** Values that a person typed for names without one, by name and path: `cart.items[0].title`. */
    readonly typed: ReadonlyMap<string, string> = new Map(),
  ) {
    for (const field of builtinFields)
      for (const name of field.names)
        this.contactByName.set(name.toLowerCase(), { read: (sample) => sample.properties.get(field.property) });
  }

  /** The value as the platform would find it: the event wins, contact names ignore case. Undefined: there is none. */
  lookup(name: string, namespace?: "contact" | "event"): Value | undefined {
    const given = this.given.get(name);
    if (given !== undefined) return byHand(given);
    return this.sampled(name, namespace) ?? this.typedFor(name);
  }

  /** What was typed for a name or path; it counts where the samples have nothing. */
  typedFor(name: string): Value | undefined {
    const value = this.typed.get(name);
    return value === undefined ? undefined : { value, from: "typed by hand", origin: "typed" };
  }

  private sampled(name: string, namespace?: "contact" | "event"): Value | undefined {
    if (namespace !== "contact") {
      const forEvent = this.given.get(`event.${name}`);
      if (forEvent !== undefined) return byHand(forEvent);
      const value = this.event?.parameters.get(name);
      // Nothing is as good as absent once somebody has typed a value for it.
      if (this.event && value !== undefined && !(value === null && this.typed.has(name)))
        return { value, from: `event ${this.event.id}`, origin: "event" };
      if (name === runIdName) return { value: testRunId, from: "run", origin: "run" };
    }
    if (namespace === "event") return undefined;
    const field = `contact.${name}`.toLowerCase();
    const forContact = [...this.given].find(([key]) => key.toLowerCase() === field)?.[1];
    if (forContact !== undefined) return byHand(forContact);
    if (!this.contact) return undefined;
    const value = this.contactByName.get(name.toLowerCase())?.read(this.contact) ?? this.additional(name);
    return value === undefined || value === null
      ? undefined
      : { value, from: `contact ${this.contact.title}`, origin: "contact" };
  }

  private additional(name: string): Data | undefined {
    const lower = name.toLowerCase();
    for (const [key, value] of this.contact?.fields ?? []) if (key.toLowerCase() === lower) return value;
    return undefined;
  }
}

function byHand(value: string): Value {
  return { value, from: "given by hand", origin: "given" };
}
