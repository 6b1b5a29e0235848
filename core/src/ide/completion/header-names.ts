/** Request headers worth offering; never one that the sender sets itself, nor one for credentials. */
export const headerNames: readonly (readonly [name: string, fact: string])[] = [
  ["Accept", "Which content types the endpoint may answer with."],
  ["Accept-Language", "The reader's language, such as `uk`."],
  ["Content-Type", "The body's type. A test sends the usual one for the format when it is left out."],
  ["Idempotency-Key", "Lets the endpoint recognise a repeated request."],
  ["User-Agent", "What the request calls itself."],
  ["X-Request-Id", "Ties the request to a log entry."],
];
