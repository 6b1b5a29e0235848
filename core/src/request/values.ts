/** The values behind names when a test is made of a contact and an event: one lookup for requests and messages. */
import { builtinFields, runIdName } from "../model/builtin-fields";
import type { Data } from "../model/data";
import type { ContactSample, EventSample } from "../model/samples";

export interface Value {
  readonly value: Data;
  /** "contact Ann Smith", "event promo-ann", "run", "given by hand". */
  readonly from: string;
  readonly origin: "contact" | "event" | "run" | "webhook" | "given";
}

/** A run id for tests; the platform gives each run one of its own. */
export const testRunId = "test-run";

export class SampleValues {
  private readonly contactByName = new Map<string, { readonly read: (contact: ContactSample) => Data | undefined }>();

  /** @param given values that a person wrote by hand, by name; they come before those of the samples */
  constructor(
    readonly contact: ContactSample | undefined,
    readonly event: EventSample | undefined,
    private readonly given: ReadonlyMap<string, string> = new Map(),
  ) {
    for (const field of builtinFields)
      for (const name of field.names)
        this.contactByName.set(name.toLowerCase(), { read: (sample) => sample.properties.get(field.property) });
  }

  /** The value as the platform would find it: the event wins, contact names ignore case. Undefined: there is none. */
  lookup(name: string, namespace?: "contact" | "event"): Value | undefined {
    const given = this.given.get(name);
    if (given !== undefined) return byHand(given);
    if (namespace !== "contact") {
      const forEvent = this.given.get(`event.${name}`);
      if (forEvent !== undefined) return byHand(forEvent);
      const value = this.event?.parameters.get(name);
      if (this.event && value !== undefined) return { value, from: `event ${this.event.id}`, origin: "event" };
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
