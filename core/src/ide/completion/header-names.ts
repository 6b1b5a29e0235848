/** Request headers worth offering; never one that the sender sets itself, nor one for credentials. */
export const headerNames: readonly (readonly [name: string, fact: string])[] = [
  ["Accept", "Which content types the endpoint may answer with."],
  ["Accept-Language", "The reader's language, such as `uk`."],
  ["Content-Type", "The body's type. A test sends the usual one for the format when it is left out."],
  ["Idempotency-Key", "Lets the endpoint recognise a repeated request."],
  ["User-Agent", "What the request calls itself."],
  ["X-Request-Id", "Ties the request to a log entry."],
];

const json = ["application/json", "JSON."] as const;
const xml = ["application/xml", "XML."] as const;
const text = ["text/plain", "Text as it is."] as const;

const values: ReadonlyMap<string, readonly (readonly [value: string, fact: string])[]> = new Map([
  ["accept", [json, xml, text, ["*/*", "Any type."]]],
  [
    "content-type",
    [
      json,
      xml,
      text,
      ["application/json; charset=utf-8", "JSON, with its encoding said."],
      ["application/x-www-form-urlencoded", "Pairs of a form: `name=value&name=value`."],
      ["text/xml", "XML, as older services want it."],
    ],
  ],
]);

/** What a header may say, with what it means; empty for headers whose values are free. */
export function headerValues(name: string): readonly (readonly [value: string, fact: string])[] {
  return values.get(name.toLowerCase()) ?? [];
}
