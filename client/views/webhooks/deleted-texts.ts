/** What is kept of deleted files: the newest few, small enough for the editor's storage. No editor. */

export interface DeletedText {
  readonly uri: string;
  readonly text: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number;
}

/** How many are kept, and how long all of their texts together may be, in UTF-16 units. */
export const keptTexts = { count: 50, length: 1024 * 1024 };

/** With one more, newest first; of a file the last text counts. */
export function withDeleted(texts: readonly DeletedText[], added: DeletedText): readonly DeletedText[] {
  let length = 0;
  return [added, ...texts.filter(({ uri }) => uri !== added.uri)].filter(({ text }, at) => {
    length += text.length;
    return at < keptTexts.count && length <= keptTexts.length;
  });
}

/** What a storage gave back, which may be of another version. */
export function readDeleted(stored: unknown): readonly DeletedText[] {
  if (!Array.isArray(stored)) return [];
  return stored.filter((one: Partial<DeletedText> | null): one is DeletedText => {
    return typeof one?.uri === "string" && typeof one.text === "string" && typeof one.at === "number";
  });
}
