/** `check --fix`: makes every verified fix of a file, as long as another one is found, and reads the result back in. */
import type { Language, Uri } from "#core";
import { applyEdits } from "#core";
import { fixAll } from "#core/lint/fix-all";

/** Rounds after which a file is left as it is: fixes that call for each other without end are a fault of ours. */
const maxRounds = 10;

export interface FixedFile {
  readonly uri: Uri;
  readonly before: string;
  readonly after: string;
  readonly fixed: number;
}

/** What the fixes make of a file's text in the language; nothing is written. Undefined when there is nothing to fix. */
export function fixedText(language: Language, uri: Uri): FixedFile | undefined {
  const before = language.file(uri)?.text;
  if (before === undefined) return undefined;
  let text = before;
  let fixed = 0;
  for (let round = 0; round < maxRounds; round++) {
    const file = language.file(uri);
    if (!file) break;
    const { edits, fixed: mended } = fixAll(file, language.findings(uri));
    if (edits.length === 0) break;
    text = applyEdits(text, edits);
    fixed += mended.length;
    language.changed(language.workspace.openFile(uri, text, round + 1));
  }
  return fixed === 0 ? undefined : { uri, before, after: text, fixed };
}
