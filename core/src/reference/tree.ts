/**
 * References as data: every way in which a definition or a message names a contact field, an event parameter or a
 * response. All spans are offsets in the *decoded* text that was lexed; the caller maps them into the file.
 */
import type { Span } from "../text/span";

/**
 * Which forms are legal at a place; the values of the keyword `x-reference` in `schemas/`.
 * - `url`, `header`, `json`, `xml`, `text`: values of a webhook; all forms but merge tags are references there.
 * - `block-field`: fields of a workflow block: `$<...>` and `${name}`.
 * - `bare-name`: the whole text is an event parameter's name.
 * - `message`: inline message text and templates: Velocity and merge tags; `$<` is ordinary text.
 */
export type ReferencePlace = "url" | "header" | "json" | "xml" | "text" | "block-field" | "bare-name" | "message";

/**
 * - `checked`: `$<...>`, our notation
 * - `velocity`: `$name`, `${name}`, `$!{name.path}`, and anything rooted in another name than `data`
 * - `data`: `$data.get('name')`, `$data.name`, `$data['name']` and their quiet and braced forms
 * - `bare`: the whole text
 * - `merge-tag`: `%FIELD|fallback%`
 */
export type ReferenceForm = "checked" | "velocity" | "data" | "bare" | "merge-tag";

export interface Reference {
  readonly form: ReferenceForm;
  /** The whole reference as written, from `$` to the last step. */
  readonly span: Span;
  /** `$!name`: a missing value prints nothing. A checked reference compiles to a quiet one and counts as quiet. */
  readonly quiet: boolean;
  /** `${name}`, `$!{name}`. */
  readonly braced: boolean;
  /** `contact.` or `event.` of a checked reference. */
  readonly namespace: { readonly name: "contact" | "event"; readonly span: Span } | undefined;
  /** The first name: a contact field, event parameter, webhook or local variable. For `data` forms, the name behind `data`. */
  readonly name: string;
  readonly nameSpan: Span;
  /** What is read of it. Method calls end a path for checking: `$data.WH5.get('a').toUpperCase()` keeps them as `method`. */
  readonly path: readonly PathStep[];
  readonly fallback: Fallback | undefined;
  /** Text inside a directive's argument (`#if($x)`) does not print, so a missing value there prints nothing. */
  readonly printed: boolean;
  /** The name is bound in the template itself at this place: a loop variable, `#set`, a macro argument. */
  readonly local: boolean;
  /** It looks like a reference but is ordinary text at this place: `$<NAME>` in a message, a merge tag outside of one. */
  readonly literal: boolean;
  /** False for a checked reference without its `>`. */
  readonly closed: boolean;
  /**
   * Name and properties up to the first index or call, as they are written: `LIST.FIELD` of `$<LIST.FIELD>`. An additional
   * field and a property of an object look alike; whoever knows the fields decides, and takes the longest that is one.
   */
  readonly dotted: string;
}

/** What stands for a missing value. */
export interface Fallback {
  readonly text: string;
  readonly span: Span;
  /** It is worked out by the engine, as `$other` of `${name|$other}`, and as a text it would be something else. */
  readonly isExpression?: boolean;
}

export type PathStep =
  | { readonly kind: "property"; readonly name: string; readonly span: Span }
  | { readonly kind: "index"; readonly index: number; readonly span: Span }
  /** A step whose key is computed, or a method other than `get` with one literal: the shape behind it is unknown. */
  | { readonly kind: "method"; readonly name: string; readonly span: Span };

export interface ReferenceProblem {
  /** "unclosed-reference", "empty-reference", "invalid-reference-path", "unknown-namespace", … */
  readonly code: string;
  readonly message: string;
  readonly help?: string;
  readonly span: Span;
}

/** The result of reading one value. There is always a list, also for half-typed text. */
export interface ReferenceList {
  readonly references: readonly Reference[];
  readonly problems: readonly ReferenceProblem[];
}
