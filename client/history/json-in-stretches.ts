/** JSON of an exchange as a file of the history gets it. A long body in it takes its time, and others have work too. */

/** So many UTF-16 units of a text are written between two turns of others. */
const stretch = 128 * 1024;

/** What `JSON.stringify` makes of a value of texts, numbers, lists and objects; yields between stretches of long texts. */
export function* jsonInStretches(value: unknown): Generator<void, string> {
  if (typeof value === "string" && value.length > stretch) return yield* longText(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return JSON.stringify(value);
  const members: string[] = [];
  for (const [name, member] of Object.entries(value))
    if (member !== undefined) members.push(`${JSON.stringify(name)}:${yield* jsonInStretches(member)}`);
  return `{${members.join(",")}}`;
}

function* longText(text: string): Generator<void, string> {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += stretch) {
    // The halves of a pair that lies on a border are each written as an escape, which reads as the same character.
    pieces.push(JSON.stringify(text.slice(at, at + stretch)).slice(1, -1));
    yield;
  }
  return `"${pieces.join("")}"`;
}
