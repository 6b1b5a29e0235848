/**
 * A text in which references stand, read once. Its places are its own and not those of a file, so it is the same wherever the
 * text stands, and a change of a file reads again only the texts that it changes.
 */
import { lexReferences } from "../reference/index";
import type { ReferenceList, ReferencePlace } from "../reference/tree";
import { remembered } from "../text/once";
import type { FoundReference, Template, Problem as VelocityProblem } from "../velocity/index";
import { parse, references } from "../velocity/index";

export interface ReadTemplate {
  readonly tree: Template;
  readonly problems: readonly VelocityProblem[];
  readonly references: readonly FoundReference[];
}

export class ReadText {
  readonly list: ReferenceList;
  /** For messages: the Velocity tree, what is wrong with it, and its references in their order. */
  readonly template: ReadTemplate | undefined;
  #known: Map<unknown, unknown> | undefined;

  constructor(
    readonly place: ReferencePlace,
    readonly text: string,
  ) {
    this.template = place === "message" ? readTemplate(text) : undefined;
    this.list = lexReferences(text, place, this.template?.references);
  }

  /** What a function works out of this text alone, worked out once. */
  once<T>(work: (text: ReadText) => T): T {
    this.#known ??= new Map();
    return remembered(this.#known, work, this);
  }
}

/** Parses a text as a message's. */
export function readTemplate(text: string): ReadTemplate {
  const { tree, problems } = parse(text);
  return { tree, problems, references: references(tree) };
}

/** Reads a decoded text as what stands at a place. */
export function readText(place: ReferencePlace, text: string): ReadText {
  return new ReadText(place, text);
}

/**
 * Reads texts in the order of a file of which the one before is known: a text that was there is not read again. It is looked
 * for where it was and one place before and behind, so that a field more or less does not cost all of them.
 */
export function knownTexts(values: readonly { readonly read: ReadText }[]): typeof readText {
  let at = 0;
  return (place, text) => {
    for (const candidate of [at, at + 1, at - 1]) {
      const read = values[candidate]?.read;
      if (read?.place !== place || read.text !== text) continue;
      at = candidate + 1;
      return read;
    }
    at++;
    return readText(place, text);
  };
}
