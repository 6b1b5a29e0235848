/** Samples as files: an event with the parameters that somebody reads, a contact with its fields. */
import { builtinFields, identifiedBy } from "../../model/builtin-fields";
import { type Data, laidOut } from "../../model/data";
import type { ProjectReader } from "../../project/reader";
import { yamlKey, yamlValue } from "./yaml-text";

/** What a made-up person has: enough to send a test with, and nobody's. */
const examples: Readonly<Record<string, string>> = {
  email: "ann@example.com",
  phone: "380501234567",
  firstName: "Ann",
  lastName: "Smith",
  town: "Lviv",
  region: "Lviv region",
  address: "1 Market Square",
  postcode: "79000",
  languageCode: "en",
  timeZone: "Europe/Kyiv",
  contactKey: "ann-1",
  externalCustomerId: "customer-1",
  id: "1284503",
};

/** A contact as somebody gave it: values by the key of a standard field, or by `LIST.FIELD`. */
export interface ContactDraft {
  readonly values: Readonly<Record<string, string>>;
  readonly segments: readonly string[];
  /** Lines that stand above as comments. */
  readonly notes: readonly string[];
}

export function contactText(project: ProjectReader, { values, segments, notes }: ContactDraft): string {
  const lines = notes.map((note) => `# ${note.replace(/\p{Cc}+/gu, " ")}`);
  const standard = new Map(builtinFields.map((field) => [field.property, field]));
  for (const { property, type } of builtinFields) {
    const value = values[property];
    if (value !== undefined) lines.push(`${property}: ${type === "number" && isNumber(value) ? value : yamlValue(value)}`);
  }
  const numbers = new Set(project.additionalFields().flatMap(({ key, type }) => (/^(number|decimal)$/.test(type) ? key : [])));
  const more = Object.entries(values).filter(([key]) => !standard.has(key));
  if (more.length) lines.push("fields:");
  for (const [key, value] of more)
    lines.push(`  ${yamlKey(key)}: ${numbers.has(key) && isNumber(value) ? value : yamlValue(value, 2)}`);
  if (segments.length) lines.push("segments:", ...segments.map((segment) => `  - ${yamlValue(segment, 2)}`));
  return `${lines.join("\n")}\n`;
}

/** Digits that every reader takes for the same number. */
function isNumber(text: string): boolean {
  return /^(0|-?[1-9]\d{0,14})(\.\d{1,6})?$/.test(text);
}

/** A made-up contact that has every name of a list, and always an e-mail and a first name. */
export function exampleContact(project: ProjectReader, names: readonly string[]): Readonly<Record<string, string>> {
  const values: Record<string, string> = { email: examples.email ?? "", firstName: examples.firstName ?? "" };
  const additional = project.additionalFields();
  for (const name of names) {
    const lower = name.toLowerCase();
    const field = builtinFields.find(({ names }) => names.some((other) => other.toLowerCase() === lower));
    const own = additional.find(({ key }) => key.toLowerCase() === lower);
    if (field) values[field.property] = examples[field.property] ?? "";
    else if (own) values[own.key] = own.values[0] ?? exampleOf(own.type, own.minimum);
  }
  return values;
}

function exampleOf(type: string, minimum: number | undefined): string {
  switch (type) {
    case "number":
    case "decimal":
      return String(minimum ?? 1);
    case "date":
      return "2026-01-31";
    case "dateTime":
      return "2026-01-31T12:00";
    default:
      return "text";
  }
}

/**
 * What a new sample of an event has to have: the parameters that are asked for and those that the account requires, and one by
 * which the platform finds the contact, since it refuses events without. Values are those of the samples that are there.
 */
export function exampleEvent(
  project: ProjectReader,
  event: string,
  asked: readonly string[],
): ReadonlyMap<string, Data | undefined> {
  const samples = project.events(event);
  const declared = project.eventDefinitions().filter(({ key }) => key === event);
  const names = new Set([...asked, ...declared.flatMap(({ required }) => required.map(({ text }) => text))]);
  if (![...names].some((name) => identifiedBy(name))) {
    const known = samples.flatMap(({ parameters }) => [...parameters.keys()]).find((name) => identifiedBy(name));
    const others = [...names];
    names.clear();
    for (const name of [known ?? "email", ...others]) names.add(name);
  }
  return new Map([...names].map((name) => [name, samples.find(({ parameters }) => parameters.has(name))?.parameters.get(name)]));
}

export function eventText(event: string, parameters: readonly string[], values?: ReadonlyMap<string, Data | undefined>): string {
  const lines = parameters.map((name) => {
    const known = values?.get(name);
    const value = known === undefined ? (/mail/i.test(name) ? '"ann@example.com"' : '""') : laidOut(known, "    ");
    return `    ${JSON.stringify(name)}: ${value}`;
  });
  const params = lines.length ? `{\n${lines.join(",\n")}\n  }` : "{}";
  return `{\n  "eventTypeKey": ${JSON.stringify(event)},\n  "params": ${params}\n}\n`;
}
