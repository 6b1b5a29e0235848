import type { YamlDocument, YamlScalar } from "../yaml/index";
import { replaceInScalar } from "../yaml/index";
import type { Fix } from "./rule";

/** Writes another name in place of a whole scalar, in its own quotes; no fix for one that other places repeat. */
export function nameFix(
  document: YamlDocument | undefined,
  scalar: YamlScalar,
  name: string | undefined,
  isGuess = false,
): Fix | undefined {
  const whole = { start: 0, end: scalar.text.length };
  const edits =
    name !== undefined && document && scalar.uses.length === 0 ? replaceInScalar(document, scalar, whole, name) : undefined;
  return edits && { title: `Change to \`${name}\``, edits, ...(isGuess && { isGuess }) };
}
