/**
 * What one file tells the others, under keys such as `webhook:WH5`. A change of a file matters to another one exactly when
 * a key that the other has asked for has got another fingerprint.
 */

import type { Config } from "../model/config";
import { configOf } from "../model/config";
import type { ConnectorModel } from "../model/connector";
import { connectorModel } from "../model/connector";
import type { AdditionalField, EventDefinition, SegmentDefinition } from "../model/contact-fields";
import { additionalFields, eventDefinitions, segmentDefinitions } from "../model/contact-fields";
import { passedOn } from "../model/launch";
import type { ContactSample, EventSample, Recording } from "../model/samples";
import { contactSample, eventSample, recording } from "../model/samples";
import { isBroken, type SourceFile } from "../model/source-file";
import type { WebhookModel } from "../model/webhook";
import { webhookModel } from "../model/webhook";
import type { WorkflowModel } from "../model/workflow";
import { workflowModel } from "../model/workflow";
import type { Uri } from "../platform";
import { baseName, resolveInside } from "../text/uri";

/** One file with what it defines and what it says to others. */
export interface ProjectFile {
  readonly source: SourceFile;
  readonly webhook?: WebhookModel | undefined;
  readonly workflow?: WorkflowModel | undefined;
  readonly connector?: ConnectorModel | undefined;
  readonly contact?: ContactSample | undefined;
  readonly event?: EventSample | undefined;
  readonly recording?: Recording | undefined;
  readonly fields?: readonly AdditionalField[];
  readonly segments?: readonly SegmentDefinition[];
  readonly eventTypes?: readonly EventDefinition[];
  readonly config?: Config;
  /** Key → fingerprint. Equal fingerprints mean: nothing changed for those who asked. */
  readonly facts: ReadonlyMap<string, string>;
}

/** Reads a file's models and facts. */
export function projectFile(root: Uri, source: SourceFile): ProjectFile {
  const facts = new Map<string, string>([[`file:${source.uri}`, source.kind]]);
  switch (source.kind) {
    case "webhook": {
      const webhook = webhookModel(source);
      if (webhook?.name?.text) facts.set(`webhook:${webhook.name.text}`, place(source, webhook.name.span));
      else facts.set(`nameless-webhook:${source.uri}`, "");
      return { source, webhook, facts };
    }
    case "connector": {
      const connector = connectorModel(source);
      if (connector) facts.set(`connector:${connector.name}`, source.text);
      else facts.set(`nameless-connector:${source.uri}`, "");
      return { source, connector, facts };
    }
    case "workflow": {
      const workflow = workflowModel(source);
      if (workflow && workflow.isPartial()) facts.set(`broken:${source.uri}`, "");
      addReads(facts, source);
      for (const event of passedOn(source, workflow)) facts.set(`passes:${event}`, "");
      for (const block of workflow?.blocks.values() ?? []) {
        if (block.webhook) facts.set(`runs:${block.webhook.text}`, startFact(workflow));
        const template = block.template && resolveInside(root, source.uri, block.template.text);
        // A template depends on everything before its block, so on the whole workflow.
        if (template) facts.set(`shows:${template}`, source.text);
      }
      return { source, workflow, facts };
    }
    case "contact":
      facts.set("contacts", source.text);
      return { source, contact: contactSample(source), facts };
    case "event": {
      const event = eventSample(source);
      if (event) facts.set(`event:${event.event}`, source.text);
      else if (isBroken(source)) facts.set(`nameless-event:${source.uri}`, "");
      return { source, event, facts };
    }
    case "response": {
      const found = recording(source);
      if (found) facts.set(`recording:${found.webhook}`, source.text);
      return { source, recording: found, facts };
    }
    case "contact-fields": {
      const fields = additionalFields(source);
      facts.set("fields", source.text);
      if (isBroken(source) || fields.some(({ key }) => !key.includes("."))) facts.set(`broken-fields:${source.uri}`, "");
      return {
        source,
        fields,
        segments: segmentDefinitions(source),
        eventTypes: eventDefinitions(source),
        facts,
      };
    }
    case "config":
      facts.set("config", source.text);
      return { source, config: configOf(source), facts };
    case "template":
      facts.set(`template:${source.uri}`, source.text);
      addReads(facts, source);
      return { source, facts };
  }
}

/**
 * The names that messages read, each under a key of its own: a webhook may be a data source that no block runs. The files that they
 * take in by `#parse` and `#include` likewise.
 */
function addReads(facts: Map<string, string>, { values }: SourceFile): void {
  for (const { place, list, text } of values) {
    if (place !== "message") continue;
    if (text.includes("#parse") || text.includes("#include"))
      for (const [, , name = ""] of text.matchAll(/#(?:parse|include)\s*\(\s*(["'])(.*?)\1/g))
        facts.set(`parses:${baseName(name)}`, "");
    for (const { form, local, name } of list.references)
      if (!local && (form === "data" || form === "velocity")) facts.set(`reads:${name}`, "");
  }
}

/** The kind before the colon, as the key under which "all of them" is asked for. */
export function familyOf(key: string): string {
  const colon = key.indexOf(":");
  return colon < 0 ? key : `${key.slice(0, colon)}:*`;
}

function place(source: SourceFile, span: { readonly start: number; readonly end: number }): string {
  return `${source.uri}@${span.start}-${span.end}`;
}

function startFact(workflow: WorkflowModel | undefined): string {
  return `${workflow?.file.uri}:${workflow?.start?.event?.text ?? ""}`;
}
