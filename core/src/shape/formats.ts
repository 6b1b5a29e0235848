/**
 * What a text looks like: an e-mail address, a date, a number written as text. Told by form alone and narrowly, since what
 * is claimed here is shown to people as a fact about their data.
 */

export type TextFormat = "uuid" | "email" | "url" | "date-time" | "date" | "phone" | "integer" | "number";

const forms: readonly (readonly [format: TextFormat, form: RegExp, title: string])[] = [
  ["uuid", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, "UUID"],
  ["email", /^[^\s@<>"(),;:\\[\]]{1,64}@[^\s@<>"(),;:\\[\]]{1,200}\.[^\s@.<>"(),;:\\[\]\d]{2,30}$/, "e-mail address"],
  ["url", /^https?:\/\/[^\s/?#]+[^\s]*$/i, "URL"],
  [
    "date-time",
    /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/,
    "date and time",
  ],
  ["date", /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])$/, "date"],
  ["phone", /^\+?[1-9]\d{10,13}$/, "phone number"],
  ["integer", /^-?\d{1,40}$/, "whole number"],
  ["number", /^-?\d{1,40}(\.\d{1,40})?$/, "number"],
];

const none: ReadonlySet<TextFormat> = new Set();

/** The forms that a text has, the most telling first. */
export function textFormats(text: string): ReadonlySet<TextFormat> {
  // No form is longer than a long address, and each has one of these signs.
  if (text.length > 2000 || !/[\d@:-]/.test(text)) return none;
  return new Set(forms.flatMap(([format, form]) => (form.test(text) ? [format] : [])));
}

/** How the most telling of some formats is called. A text of digits alone may be anything, so it is no phone number yet. */
export function formatTitle(formats: ReadonlySet<TextFormat> | undefined): string | undefined {
  const [telling] = forms.filter(([format]) => formats?.has(format) && !(format === "phone" && formats.has("integer")));
  return telling?.[2];
}
