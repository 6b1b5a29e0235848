/** Where the thing under the cursor is defined: webhook, connector, event, block, template, contact field, event parameter. */
import type { NameUse, SourceFile } from "../model/source-file";
import { workflowModel } from "../model/workflow";
import type { Uri } from "../platform";
import type { ProjectReader } from "../project/reader";
import { scopeOf } from "../scope/scope-at";
import type { Span } from "../text/span";
import { resolveInside } from "../text/uri";
import { nameAt, referenceAt } from "./names-at";

export interface Place {
  readonly uri: Uri;
  readonly span: Span;
}

/** All definitions of what stands at the offset; several when several samples define an event or parameter. */
export function definition(project: ProjectReader, file: SourceFile, offset: number): readonly Place[] {
  const use = nameAt(file, offset);
  if (use) return definitionOfName(project, file, use);
  const at = referenceAt(file, offset);
  if (!at || at.reference.local) return [];
  const scope = scopeOf(project, file, at.value);
  const entry = scope.dotted(at.reference)?.entry ?? scope.resolve(at.reference.name, at.reference.namespace?.name);
  if (!entry) return [];
  switch (entry.origin) {
    case "webhook":
      return webhookPlaces(project, entry.name);
    case "event": {
      const ids = new Set(entry.samples.map((sample) => sample.from));
      return project.allEvents().flatMap((event) => {
        const place = ids.has(event.id) ? event.places.get(entry.name) : undefined;
        return place ? [{ uri: event.uri, span: place.key.span }] : [];
      });
    }
    case "contact":
      return project
        .additionalFields()
        .flatMap((field) => (field.key === entry.name ? [{ uri: field.uri, span: field.keyScalar.span }] : []));
    case "run":
    case "tool":
      return [];
  }
}

function definitionOfName(project: ProjectReader, file: SourceFile, use: NameUse): readonly Place[] {
  switch (use.kind) {
    case "webhook":
      return webhookPlaces(project, use.name);
    case "connector": {
      const connector = project.connector(use.name);
      return connector ? [{ uri: connector.uri, span: connector.nameScalar.span }] : [];
    }
    case "event":
      return project.events(use.name).map((event) => ({ uri: event.uri, span: event.keyScalar.span }));
    case "block": {
      const block = workflowModel(file)?.blocks.get(use.name);
      return block ? [{ uri: file.uri, span: block.key.span }] : [];
    }
    case "template": {
      const target = resolveInside(project.root, file.uri, use.name);
      return target && project.source(target) ? [{ uri: target, span: { start: 0, end: 0 } }] : [];
    }
    case "segment":
      return project
        .segmentDefinitions()
        .flatMap((segment) => (segment.name === use.name ? [{ uri: segment.uri, span: segment.keyScalar.span }] : []));
    case "contact-field":
      return project
        .additionalFields()
        .flatMap((field) => (field.key === use.name ? [{ uri: field.uri, span: field.keyScalar.span }] : []));
  }
}

function webhookPlaces(project: ProjectReader, name: string): readonly Place[] {
  const webhook = project.webhook(name);
  return webhook?.name ? [{ uri: webhook.file.uri, span: webhook.name.span }] : [];
}
