/** Which scope holds for a value: decided by the file's kind and by how workflows wire it. */

import type { EventSample } from "../model/samples";
import type { ReferenceValue, SourceFile } from "../model/source-file";
import type { WebhookModel } from "../model/webhook";
import { webhookModel } from "../model/webhook";
import type { BlockModel, WorkflowModel } from "../model/workflow";
import { hasOwnData, webhooksBefore, workflowModel } from "../model/workflow";
import type { Uri } from "../platform";
import type { MessagePlace, ProjectReader } from "../project/reader";
import { Scope, type ScopeName } from "./scope";
import { contactNames, eventNames, noContacts, runNames, toolNames, webhookName } from "./scope-names";

/** The scope of one value of a file. */
export function scopeOf(project: ProjectReader, file: SourceFile, value: ReferenceValue): Scope {
  if (file.kind === "webhook") return webhookScope(project, file);
  if (file.kind === "template") return templateScope(project, file.uri);
  const workflow = workflowOf(project, file);
  const block = value.block === undefined ? undefined : workflow?.blocks.get(value.block);
  if (workflow && block && value.place === "message") return messageScope(project, [{ workflow, block }]);
  return blockScope(project, workflow, value.block);
}

/** The model that the project has of a file already, when it is this text of it. */
function workflowOf(project: ProjectReader, file: SourceFile): WorkflowModel | undefined {
  const known = project.file(file.uri);
  return known?.source === file ? known.workflow : workflowModel(file);
}

function webhookOf(project: ProjectReader, file: SourceFile): WebhookModel | undefined {
  const known = project.file(file.uri);
  return known?.source === file ? known.webhook : webhookModel(file);
}

/** The scopes of a file's values, each made once: all values of a webhook share one, all fields of a block, all its texts. */
export function scopesOf(project: ProjectReader, file: SourceFile): (value: ReferenceValue) => Scope {
  const known = new Map<string, Scope>();
  return (value) => {
    const key = file.kind === "webhook" ? "webhook" : `${value.place === "message"} ${value.block ?? ""}`;
    const scope = known.get(key) ?? scopeOf(project, file, value);
    known.set(key, scope);
    return scope;
  };
}

/** Contact fields, parameters of the events that lead here, and the run id. */
export function webhookScope(project: ProjectReader, file: SourceFile): Scope {
  const events = eventNames(project, eventKeysFor(project, webhookOf(project, file)?.name?.text));
  return new Scope({
    contact: contactNames(project),
    event: events.names,
    webhooks: [],
    run: runNames,
    tools: toolNames,
    eventSamples: events.samples.length,
    open: events.open,
  });
}

/**
 * The event samples that a webhook may meet: those of the events that start the workflows which run it, or all when no
 * event workflow runs it yet.
 */
export function eventsFor(project: ProjectReader, webhook: string | undefined): readonly EventSample[] {
  return eventNames(project, eventKeysFor(project, webhook)).samples;
}

/** How many event types these samples are of. */
export function eventTypesFor(project: ProjectReader, webhook: string | undefined): number {
  return eventNames(project, eventKeysFor(project, webhook)).types;
}

/** The event types that start the workflows which run a webhook; undefined when none does, so that any may come. */
function eventKeysFor(project: ProjectReader, webhook: string | undefined): readonly string[] | undefined {
  const running = webhook === undefined ? [] : project.workflowsRunning(webhook);
  const keys = new Set(running.flatMap((workflow) => workflow.start?.event?.text ?? []));
  return keys.size ? [...keys] : undefined;
}

/** The event samples whose parameters can be named in a value: what its scope takes its event names from. */
export function eventsAt(project: ProjectReader, file: SourceFile): readonly EventSample[] {
  if (file.kind === "webhook") return eventsFor(project, webhookOf(project, file)?.name?.text);
  if (file.kind === "template") return project.messagesShowing(file.uri).flatMap(({ workflow }) => eventsOf(project, workflow));
  return eventsOf(project, workflowOf(project, file));
}

/** The event samples of the event that starts a workflow; none when it starts otherwise. */
export function eventsOf(project: ProjectReader, workflow: WorkflowModel | undefined): readonly EventSample[] {
  return eventNames(project, eventKeyOf(workflow)).samples;
}

/** The parameters of the event that starts a workflow, as its samples show them. */
export function parametersOf(project: ProjectReader, file: SourceFile): readonly ScopeName[] {
  return eventNames(project, eventKeyOf(workflowOf(project, file))).names;
}

function eventKeyOf(workflow: WorkflowModel | undefined): readonly string[] {
  const key = workflow?.start?.event?.text;
  return key === undefined ? [] : [key];
}

function blockScope(project: ProjectReader, workflow: WorkflowModel | undefined, block: string | undefined): Scope {
  const events = eventNames(project, eventKeyOf(workflow));
  return new Scope({
    contact: noContacts,
    event: [
      ...events.names,
      ...startNames,
      ...(block !== undefined && workflow?.behindPromoTasks().has(block) ? promoNames : []),
    ],
    webhooks: [],
    run: [],
    tools: [],
    eventSamples: events.samples.length,
    open: events.open || !workflow || (block !== undefined && workflow.behindTasks().has(block)),
  });
}

/** The scope of a template file: what holds in every message that shows it. */
export function templateScope(project: ProjectReader, uri: Uri): Scope {
  return messageScope(project, project.messagesShowing(uri));
}

/** The scope of messages: event parameters, contact fields, and the answers of the webhooks that ran before. */
export function messageScope(project: ProjectReader, places: readonly MessagePlace[]): Scope {
  const events = eventNames(
    project,
    places.flatMap(({ workflow }) => eventKeyOf(workflow)),
  );
  const webhooks = new Set(places.flatMap(({ workflow, block }) => [...webhooksBefore(workflow, block.id).keys()]));
  return new Scope({
    contact: contactNames(project),
    event: places.some(({ workflow, block }) => workflow.behindPromoTasks().has(block.id))
      ? [...events.names, ...promoNames]
      : events.names,
    webhooks: [...webhooks].map((name) => webhookName(project, name)),
    runsElsewhere: (name) => project.webhook(name) !== undefined,
    run: runNames,
    tools: toolNames,
    eventSamples: events.samples.length,
    open: events.open || places.length === 0 || places.some(({ workflow, block }) => bringsMore(workflow, block)),
  });
}

/** A JSON field replaces `data` by an object's inside; tasks put names into the run that no file tells. */
function bringsMore(workflow: WorkflowModel, block: BlockModel): boolean {
  return hasOwnData(block) || workflow.behindTasks().has(block.id);
}

/** Names that the platform itself gives to block fields: the event's key, in two spellings, and what a contact brings. */
const startNames = ["key", "eventKey", "contactId", "ContactId", "emailAddress", "EmailAddress"].map((name) =>
  given(name, name === "key" || name === "eventKey" ? "event key" : "given by the platform"),
);

/** What the promo code tasks put into the run. */
const promoNames = [given("promocode", "given by the promo code task")];

function given(name: string, title: string): ScopeName {
  return {
    name,
    origin: "event",
    title,
    fact: undefined,
    shape: undefined,
    samples: [],
    presence: undefined,
    aliases: [],
  };
}
