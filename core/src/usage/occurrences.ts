/** What stands at a place, and every place of the project that means the same. */
import type { Uri } from "../platform";
import type { ProjectFile } from "../project/facts";
import type { ProjectReader } from "../project/reader";
import type { Span } from "../text/span";
import { touches } from "../text/span";
import { baseName } from "../text/uri";
import { type Naming, namings } from "./namings";
import { sameThing, type Thing } from "./thing";

/**
 * The name at an offset: the innermost one that it touches, else the one of the reference around it, so that a cursor on the
 * dollar sign or on a name space means the reference.
 */
export function namingAt(project: ProjectReader, file: ProjectFile, offset: number): Naming | undefined {
  let best: { readonly naming: Naming; readonly length: number } | undefined;
  for (const naming of namings(project, file)) {
    const { written } = naming;
    const inside = touches(naming.span, offset);
    if (!inside && written.kind !== "reference") continue;
    const span = inside || written.kind !== "reference" ? naming.span : written.value.toFile(written.reference.span);
    if (!touches(span, offset)) continue;
    const length = span.end - span.start + (inside ? 0 : file.source.text.length);
    if (!best || length < best.length) best = { naming, length };
  }
  return best?.naming;
}

/** Every place that names the thing, definitions too, by file and place. Each place once, however many aliases lead to it. */
export function occurrences(project: ProjectReader, thing: Thing): readonly Naming[] {
  const whole = thing.kind === "parameter" ? tiedTogether(project, thing) : thing;
  const found = new Map<string, Naming>();
  for (const file of filesNaming(project, whole))
    for (const naming of namings(project, file)) {
      const key = `${naming.uri}:${naming.span.start}`;
      if (sameThing(naming.thing, whole) && !found.has(key)) found.set(key, naming);
    }
  return [...found.values()].sort((a, b) => (a.uri === b.uri ? a.span.start - b.span.start : a.uri < b.uri ? -1 : 1));
}

/** The places of one file that name the thing. */
export function occurrencesIn(project: ProjectReader, file: ProjectFile, thing: Thing): readonly Naming[] {
  return [...namings(project, file)].filter((naming) => sameThing(naming.thing, thing));
}

/** Where the thing is made: what "go to definition" leads to. A template is its file. */
export function definitionsOf(project: ProjectReader, thing: Thing): readonly { readonly uri: Uri; readonly span: Span }[] {
  if (thing.kind === "template") return project.source(thing.uri) ? [{ uri: thing.uri, span: { start: 0, end: 0 } }] : [];
  const found: { uri: Uri; span: Span }[] = [];
  for (const file of filesNaming(project, thing))
    for (const naming of namings(project, file))
      if (naming.role === "definition" && sameThing(naming.thing, thing)) found.push({ uri: naming.uri, span: naming.span });
  return found;
}

/** Only files whose text can hold the name at all are read; standard fields have several spellings. */
function filesNaming(project: ProjectReader, thing: Thing): readonly ProjectFile[] {
  const files = project.everyFile();
  switch (thing.kind) {
    case "block":
    case "local":
    case "macro":
      return files.filter(({ source }) => source.uri === thing.uri);
    case "template": {
      const name = baseName(thing.uri);
      return files.filter(({ source }) => source.kind === "workflow" && source.text.includes(name));
    }
    case "contact-field": {
      if (thing.standard) return files;
      const parts = thing.name.toLowerCase().split(".");
      return files.filter(({ source }) => {
        const text = source.text.toLowerCase();
        return parts.every((part) => text.includes(part));
      });
    }
    default:
      return files.filter(({ source }) => mayHold(source.text, thing.name));
  }
}

/** Escapes can hide a name, and folded lines can part it, so only plain words are looked for. */
function mayHold(text: string, name: string): boolean {
  return text.includes(name) || (/\\[xuU]/.test(text) && text.includes("\\")) || !/^\w+$/.test(name);
}

/**
 * The parameter with all the events that are tied to it: a webhook that reads it from two events means both. Renaming it in one
 * event alone would break the other.
 */
function tiedTogether(project: ProjectReader, thing: Thing & { readonly kind: "parameter" }): Thing {
  const files = filesNaming(project, thing);
  const places = files
    .flatMap((file) => [...namings(project, file)])
    .flatMap((naming) => (naming.thing.kind === "parameter" && naming.thing.name === thing.name ? [naming.thing] : []));
  const events = new Set(thing.events);
  for (let size = -1; size !== events.size; ) {
    size = events.size;
    for (const place of places)
      if ([...place.events].some((event) => events.has(event))) for (const event of place.events) events.add(event);
  }
  return { ...thing, events };
}
