/**
 * What a name means: the identity of a webhook, an event parameter, a block, … Two names mean the same thing or they do not;
 * definition, references, highlights and rename all ask here.
 */
import type { Uri } from "../platform";

export type Thing =
  | { readonly kind: "webhook" | "connector" | "event" | "segment"; readonly name: string }
  /** Names of blocks live in one workflow. */
  | { readonly kind: "block"; readonly name: string; readonly uri: Uri }
  /** A message's text file. */
  | { readonly kind: "template"; readonly uri: Uri }
  /** `standard`: every account has it, so nobody can rename it. */
  | { readonly kind: "contact-field"; readonly name: string; readonly standard: boolean }
  /** A parameter of each of these event types; a webhook that meets several ties them together. */
  | { readonly kind: "parameter"; readonly name: string; readonly events: ReadonlySet<string> }
  /** A name that a template binds itself, by `#set`, `#foreach` or the head of a macro, or a macro; `path` tells the texts of one file apart. */
  | { readonly kind: "local" | "macro"; readonly name: string; readonly uri: Uri; readonly path: string }
  /** A tool of the template engine, or the run id. */
  | { readonly kind: "given"; readonly name: string };

/** Whether two names mean the same thing. */
export function sameThing(a: Thing, b: Thing): boolean {
  if (a.kind === "template") return b.kind === "template" && a.uri === b.uri;
  if (b.kind === "template" || b.kind !== a.kind || a.name !== b.name) return false;
  if (a.kind === "parameter" && b.kind === "parameter") return [...a.events].some((event) => b.events.has(event));
  if (a.kind === "block" && b.kind === "block") return a.uri === b.uri;
  if ((a.kind === "local" || a.kind === "macro") && (b.kind === "local" || b.kind === "macro"))
    return a.uri === b.uri && a.path === b.path;
  return true;
}

/** "The webhook `WH5`", for sentences. */
export function thingTitle(thing: Thing): string {
  const kinds: Readonly<Record<Thing["kind"], string>> = {
    webhook: "webhook",
    connector: "connector",
    event: "event type",
    segment: "segment",
    block: "block",
    template: "template",
    "contact-field": "contact field",
    parameter: "event parameter",
    local: "name",
    macro: "macro",
    given: "name",
  };
  return thing.kind === "template" ? "The template" : `The ${kinds[thing.kind]} \`${thing.name}\``;
}
