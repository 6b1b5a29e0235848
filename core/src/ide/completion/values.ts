/** Values: enum values with their meaning, discriminators, names of things in the project. */

import type { SourceFile } from "../../model/source-file";
import { messageTypes, workflowModel } from "../../model/workflow";
import type { ProjectReader } from "../../project/reader";
import { branches } from "../../schema/visit";
import { pathBetween } from "../../text/uri";
import type { YamlScalar } from "../../yaml/index";
import { replaceInScalar, scalarSource } from "../../yaml/index";
import type { Completion, SchemaPlace } from "./item";
import { standardFieldNames } from "./keys";

interface Offer {
  readonly text: string;
  readonly kind: Completion["kind"];
  readonly detail?: string;
  readonly origin?: string;
  readonly fact?: string | undefined;
  readonly foreignFact?: string | undefined;
}

/** Completions for a value. */
export function valueCompletions(project: ProjectReader, file: SourceFile, at: SchemaPlace): readonly Completion[] {
  return [...offers(project, file, at)].map((offer): Completion => {
    const parts = [
      ...(offer.fact ? [{ text: offer.fact, source: "own" as const }] : []),
      ...(offer.foreignFact ? [{ text: offer.foreignFact, source: "foreign" as const }] : []),
    ];
    return {
      label: offer.text,
      kind: offer.kind,
      detail: offer.detail ?? "",
      origin: offer.origin ?? "",
      documentation: parts.length ? parts : undefined,
      edit: valueEdit(file, at, offer.text),
      filter: filterText(file, at, offer.text),
      retrigger: false,
    };
  });
}

/** The whole value is replaced, in the style it is written in. */
function valueEdit(file: SourceFile, { place }: SchemaPlace, text: string): Completion["edit"] {
  const scalar = writtenScalar(place.scalar);
  if (scalar && file.document) {
    const edit = replaceInScalar(file.document, scalar, { start: 0, end: scalar.text.length }, text)?.[0];
    // An edit must touch the cursor's token; a smaller one is widened to it.
    if (edit && edit.span.start <= place.typed.start && place.typed.end <= edit.span.end) return edit;
    const start = Math.min(edit?.span.start ?? scalar.span.start, scalar.span.start);
    if (edit) {
      const before = file.text.slice(start, edit.span.start);
      const after = file.text.slice(edit.span.end, Math.max(edit.span.end, scalar.span.end));
      return { span: { start, end: Math.max(edit.span.end, scalar.span.end) }, newText: before + edit.newText + after };
    }
  }
  const gap = /[:-]$/.test(file.text.slice(0, place.typed.start)) ? " " : "";
  return {
    span: place.typed,
    newText: gap + scalarSource(text, { place: { flow: place.flow, key: false, parentIndent: place.indent }, keepString: false }),
  };
}

/** What editors compare: the text as it would stand in the file, so that an open quote still matches. */
function filterText(file: SourceFile, { place }: SchemaPlace, text: string): string {
  const scalar = writtenScalar(place.scalar);
  const quote = scalar ? file.text[scalar.span.start] : undefined;
  return quote === '"' || quote === "'" ? `${quote}${text}${quote}` : text;
}

function writtenScalar(scalar: YamlScalar | undefined): YamlScalar | undefined {
  return scalar && scalar.span.end > scalar.span.start && scalar.uses.length === 0 ? scalar : undefined;
}

function* offers(project: ProjectReader, file: SourceFile, { place, schema, root, parent }: SchemaPlace): Generator<Offer> {
  const key = place.path.at(-1);
  if (schema.enum)
    for (const [at, value] of schema.enum.entries())
      yield { text: String(value), kind: "value", fact: schema.enumDescriptions?.[at] };
  else if (parent?.discriminator && parent.discriminator.propertyName === key) {
    for (const branch of branches(parent, root))
      yield { text: branch.tag, kind: "value", detail: branch.schema.title ?? "", fact: branch.schema.description };
  } else if (schema.const !== undefined) yield* siblings(file, place.path, schema, root);
  if ([schema.type].flat().includes("boolean")) for (const text of ["true", "false"]) yield { text, kind: "value" };
  yield* names(project, file, schema["x-name"]);
}

/** The other values of a discriminator that is decided already: the union stands one level up in the schema. */
function* siblings(
  file: SourceFile,
  path: readonly (string | number)[],
  schema: SchemaPlace["schema"],
  root: SchemaPlace["root"],
): Generator<Offer> {
  const key = path.at(-1);
  for (const definition of Object.values(root.definitions ?? {})) {
    if (definition.discriminator?.propertyName !== key) continue;
    const options = branches(definition, root);
    if (options.some((branch) => branch.tag === schema.const))
      for (const branch of options)
        yield { text: branch.tag, kind: "value", detail: branch.schema.title ?? "", fact: branch.schema.description };
  }
  for (const property of Object.values(root.properties ?? {})) {
    if (property.discriminator?.propertyName !== key || file.kind === "workflow") continue;
    for (const branch of branches(property, root))
      yield { text: branch.tag, kind: "value", detail: branch.schema.title ?? "", fact: branch.schema.description };
  }
  if (root.discriminator?.propertyName === key)
    for (const branch of branches(root, root))
      yield { text: branch.tag, kind: "value", detail: branch.schema.title ?? "", fact: branch.schema.description };
}

function* names(project: ProjectReader, file: SourceFile, kind: SchemaPlace["schema"]["x-name"]): Generator<Offer> {
  switch (kind) {
    case "webhook":
      for (const webhook of project.webhooks())
        if (webhook.name)
          yield {
            text: webhook.name.text,
            kind: "name",
            detail: webhook.method?.text ?? "",
            origin: "webhook",
            foreignFact: webhook.url?.text,
          };
      return;
    case "connector":
      for (const connector of project.connectors())
        yield { text: connector.name, kind: "name", detail: connector.type, origin: "connector" };
      return;
    case "event": {
      const seen = new Map<string, number>();
      for (const event of project.allEvents()) seen.set(event.event, (seen.get(event.event) ?? 0) + 1);
      for (const [name, count] of seen)
        yield { text: name, kind: "name", detail: count === 1 ? "1 sample" : `${count} samples`, origin: "event" };
      return;
    }
    case "block":
      for (const block of workflowModel(file)?.blocks.values() ?? [])
        yield { text: block.id, kind: "name", detail: block.type, origin: messageTypes.has(block.type) ? "message" : "block" };
      return;
    case "segment":
      for (const name of project.segments()) yield { text: name, kind: "name", origin: "segment" };
      return;
    case "contact-field":
      for (const name of standardFieldNames) yield { text: name, kind: "contact", origin: "contact" };
      for (const field of project.additionalFields())
        yield { text: field.key, kind: "contact", detail: field.type, origin: "contact", foreignFact: field.title };
      return;
    case "template":
      for (const uri of project.urisOf("template")) yield { text: pathBetween(file.uri, uri), kind: "file", origin: "template" };
      return;
    case undefined:
      return;
  }
}
