/** Names of things in the project, for values that name one. What the file itself says at the cursor is no news. */
import type { SourceFile } from "../../model/source-file";
import { type BlockModel, messageTypes, workflowModel } from "../../model/workflow";
import type { ProjectReader } from "../../project/reader";
import type { NameKind } from "../../schema/json-schema";
import { pathBetween } from "../../text/uri";
import type { SchemaPlace, ValueOffer } from "./item";
import { standardFieldNames } from "./keys";

/** Everything of a kind that can be named at a place. */
export function* namesOf(
  project: ProjectReader,
  file: SourceFile,
  at: SchemaPlace,
  kind: NameKind | undefined,
): Generator<ValueOffer> {
  switch (kind) {
    case "webhook":
      for (const webhook of project.webhooks())
        if (webhook.name?.text)
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
    case "event":
      yield* eventTypes(project, file);
      return;
    case "block":
      for (const block of othersFirstBehind([...(workflowModel(file)?.blocks.values() ?? [])], at.place.path[1]))
        yield { text: block.id, kind: "name", detail: block.type, origin: messageTypes.has(block.type) ? "message" : "block" };
      return;
    case "segment":
      yield* segments(project, file, at);
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

/** The blocks that a block may lead to: the one below it first, and itself not at all. */
function othersFirstBehind(blocks: readonly BlockModel[], own: string | number | undefined): readonly BlockModel[] {
  const at = blocks.findIndex(({ id }) => id === own);
  const below = at < 0 ? undefined : blocks[at + 1];
  return [...(below ? [below] : []), ...blocks.filter((block) => block !== below && block.id !== own)];
}

/** The event types that the account declares or that samples of other files show. */
export function* eventTypes(project: ProjectReader, file: SourceFile): Generator<ValueOffer> {
  const seen = new Map<string, number>();
  for (const { key } of project.eventDefinitions()) seen.set(key, 0);
  for (const { event, uri } of project.allEvents()) if (uri !== file.uri && event) seen.set(event, (seen.get(event) ?? 0) + 1);
  for (const [name, count] of seen) {
    const detail = count === 0 ? "declared" : count === 1 ? "1 sample" : `${count} samples`;
    yield { text: name, kind: "name", detail, origin: "event" };
  }
}

/** Segments; where contacts are added or removed, the lists first, for no other kind can be changed. */
function* segments(project: ProjectReader, file: SourceFile, { place, parent }: SchemaPlace): Generator<ValueOffer> {
  const types = new Map(project.segmentDefinitions().map(({ name, type }) => [name, type]));
  const named = project.contacts().flatMap(({ uri, segments: names }) => (uri === file.uri ? [] : names));
  const own = project.contacts().flatMap(({ uri, segments: names }) => (uri === file.uri ? names : []));
  const typed = place.scalar?.text;
  const names = [...new Set([...types.keys(), ...named, ...own.filter((name) => name !== typed)])].filter((name) => name !== "");
  const block = parent?.properties?.type?.const;
  const wanted = block === "addToSegment" || block === "removeFromSegment" ? "list" : undefined;
  const rank = (name: string) => (wanted === undefined || types.get(name) === wanted ? 0 : types.has(name) ? 2 : 1);
  for (const name of names.sort((a, b) => rank(a) - rank(b)))
    yield { text: name, kind: "name", detail: types.get(name) ?? "", origin: "segment" };
}
