/** What a completion is, and the place it is for: what all kinds of them share. */
import type { JsonSchema } from "../../schema/json-schema";
import type { TextEdit } from "../../text/edit";
import type { PlaceInTree } from "../../yaml/index";
import type { HoverPart } from "../hover/section";

export interface Completion {
  readonly label: string;
  readonly kind:
    | "key"
    | "value"
    | "contact"
    | "event"
    | "webhook"
    | "run"
    | "tool"
    | "member"
    | "method"
    | "local"
    | "directive"
    | "name"
    | "file";
  /** Type and sample value. */
  readonly detail: string;
  /** Where it comes from, in a word: "contact", "event", a file's name. */
  readonly origin: string;
  readonly documentation: readonly HoverPart[] | undefined;
  /** Its text may hold `cursorMark`, once: where the cursor goes. */
  readonly edit: TextEdit;
  /** What the typed text is compared with. */
  readonly filter: string;
  /** Whether what follows should be offered at once. */
  readonly retrigger: boolean;
}

/** A place together with what the schema says of it. */
export interface SchemaPlace {
  readonly place: PlaceInTree;
  /** The cursor. */
  readonly offset: number;
  /** For a key the schema of its map, for a value its own; unions decided where the text says how. */
  readonly schema: JsonSchema;
  readonly root: JsonSchema;
  /** The schema of the map around a value. */
  readonly parent: JsonSchema | undefined;
}

/** A value as it is offered, before it is written for its place. */
export interface ValueOffer {
  readonly text: string;
  readonly kind: Completion["kind"];
  readonly detail?: string;
  readonly origin?: string;
  readonly fact?: string | undefined;
  readonly foreignFact?: string | undefined;
  /** A number, a boolean: it is not written as a text. */
  readonly bare?: boolean;
}
