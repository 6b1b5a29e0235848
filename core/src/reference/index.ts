/**
 * The door to references: one grammar for the editor, the checks, the sender and the preview. Lexing is done once, on decoded
 * text; the scalar map of `yaml/` brings the spans into the file. Nothing here knows which names exist.
 */
import type { FoundReference } from "../velocity/index";
import { lexChecked } from "./lex-checked";
import { lexMergeTags } from "./lex-merge-tags";
import { lexVelocity } from "./lex-velocity";
import type { Reference, ReferenceList, ReferencePlace } from "./tree";

export { type Compiled, compile } from "./compile";
export { isIdentifier, type PrintedForm, printReference, velocityName, velocityText } from "./print";
export * from "./tree";

/**
 * All references of one value, in order of place. What only looks like one at this place is in the list as well, marked
 * `literal`, so that a rule can tell of it. Never throws; a half-typed value has a list too.
 * @param found in a message's text by the Velocity parser, where it has been parsed already
 */
export function lexReferences(text: string, place: ReferencePlace, found?: readonly FoundReference[]): ReferenceList {
  if (place === "bare-name" && !text.includes("$") && text.trim() !== "") return { references: [bare(text)], problems: [] };
  const checked = lexChecked(text);
  const tags = text.includes("%") ? lexMergeTags(text, place === "url") : [];
  if (place === "message") {
    const ordinary = checked.references.filter((reference) => reference.closed && reference.name !== "").map(asLiteral);
    return { references: inOrder(ordinary, lexVelocity(text, [], found), tags), problems: [] };
  }
  const spans = checked.references.map((reference) => reference.span);
  const hidden = checked.escapes.length ? [...spans, ...checked.escapes].sort((a, b) => a.start - b.start) : spans;
  const platform = lexVelocity(text, hidden).filter((reference) => place !== "block-field" || reference.braced);
  return { references: inOrder(checked.references, platform, tags.map(asLiteral)), problems: checked.problems };
}

/** The whole value is a name; blanks around it do not count. */
function bare(text: string): Reference {
  const name = text.trim();
  const start = text.indexOf(name);
  const place = { start, end: start + name.length };
  return {
    form: "bare",
    span: place,
    quiet: false,
    braced: false,
    namespace: undefined,
    name,
    nameSpan: place,
    path: [],
    fallback: undefined,
    printed: false,
    local: false,
    literal: false,
    closed: true,
    dotted: name,
  };
}

function asLiteral(reference: Reference): Reference {
  return { ...reference, literal: true };
}

/** Lists that are in order each, as one. */
function inOrder(...lists: readonly (readonly Reference[])[]): readonly Reference[] {
  const filled = lists.filter((list) => list.length > 0);
  return filled.length > 1 ? filled.flat().sort((a, b) => a.span.start - b.span.start) : (filled[0] ?? []);
}
