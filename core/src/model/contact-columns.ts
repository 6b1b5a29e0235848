/** What the columns of a table of contacts mean: standard fields by any name that people give them, additional ones by their key. */
import { builtinFields } from "./builtin-fields";

/** The property of a standard field, the key of an additional one, or `segments`. */
export type ColumnTarget = string;

/** Names that exports and spreadsheets use besides the platform's own, without spaces and signs. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  email: ["mail", "emailaddress", "contactemail"],
  phone: ["sms", "mobile", "mobilephone", "tel", "telephone", "phonenumber"],
  firstName: ["name", "givenname"],
  lastName: ["surname", "familyname"],
  town: ["city"],
  postcode: ["zip", "zipcode", "postalcode"],
  languageCode: ["language", "lang", "locale"],
  timeZone: ["timezone", "tz"],
  externalCustomerId: ["externalid", "customerid", "clientid"],
  id: ["contactid"],
};

export interface Additional {
  readonly key: string;
  readonly title: string | undefined;
}

/** What each column most likely means; undefined where nobody can tell. No meaning is given twice. */
export function suggestedColumns(
  header: readonly string[],
  additional: readonly Additional[],
): readonly (ColumnTarget | undefined)[] {
  const taken = new Set<ColumnTarget>();
  return header.map((title) => {
    const target = targetOf(title, additional);
    if (target === undefined || taken.has(target)) return undefined;
    taken.add(target);
    return target;
  });
}

function targetOf(title: string, additional: readonly Additional[]): ColumnTarget | undefined {
  const own = additional.find((field) => field.key.toLowerCase() === title.trim().toLowerCase());
  if (own) return own.key;
  const plain = squeezed(title);
  if (plain === "") return undefined;
  if (/^(segments?|groups?|lists?)$/.test(plain)) return "segments";
  for (const { property, title: known, names } of builtinFields)
    if ([property, known, ...names, ...(spellings[property] ?? [])].some((name) => squeezed(name) === plain)) return property;
  const titled = additional.find((field) => field.title !== undefined && squeezed(field.title) === plain);
  return titled?.key ?? additional.find((field) => squeezed(field.key.split(".").at(-1) ?? "") === plain)?.key;
}

function squeezed(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

export interface ImportedContact {
  readonly id: string;
  readonly values: Readonly<Record<string, string>>;
  readonly segments: readonly string[];
}

/** Rows as contacts: empty values are left out, ids are made of what tells people apart, each once. */
export function contactsOf(
  rows: readonly (readonly string[])[],
  columns: readonly (ColumnTarget | undefined)[],
): readonly ImportedContact[] {
  const used = new Set<string>();
  return rows.flatMap((row): ImportedContact[] => {
    const values: Record<string, string> = {};
    let segments: readonly string[] = [];
    for (const [at, target] of columns.entries()) {
      const value = (row[at] ?? "").trim();
      if (target === undefined || value === "") continue;
      if (target === "segments") segments = value.split(/[,;|]/).flatMap((name) => name.trim() || []);
      else values[target] = value;
    }
    if (Object.keys(values).length === 0) return [];
    const base = values.email ?? values.externalCustomerId ?? values.id ?? values.phone ?? "contact";
    let id = base;
    for (let number = 2; used.has(id); number++) id = `${base}-${number}`;
    used.add(id);
    return [{ id, values, segments }];
  });
}
