/** The questions one may ask a project. Each notes its key, so that an answer knows what it depends on. */

import type { Config } from "../model/config";
import type { ConnectorModel } from "../model/connector";
import type { AdditionalField, EventDefinition, SegmentDefinition } from "../model/contact-fields";
import type { ContactSample, EventSample, Recording } from "../model/samples";
import type { SourceFile } from "../model/source-file";
import type { WebhookModel } from "../model/webhook";
import type { BlockModel, WorkflowModel } from "../model/workflow";
import type { Uri } from "../platform";
import { resolveInside } from "../text/uri";
import type { ProjectFile } from "./facts";

/** What is asked: the index that a project is. */
export interface ProjectIndex {
  readonly root: Uri;
  readonly config: Config;
  file(uri: Uri): ProjectFile | undefined;
  files(): Iterable<ProjectFile>;
  /** Whether a file is ours to speak of. */
  concerns(uri: Uri): boolean;
  derive<T>(name: string, asked: Set<string> | undefined, work: (project: ProjectReader) => T): T;
  /** The files that tell something under a key, by address. */
  providersOf(key: string): readonly ProjectFile[];
  /** Every file that tells something under any key of a family, such as `webhook:`, by address. */
  providersIn(prefix: string): readonly ProjectFile[];
}

/** A message block and the workflow it stands in. */
export interface MessagePlace {
  readonly workflow: WorkflowModel;
  readonly block: BlockModel;
}

export class ProjectReader {
  constructor(
    private readonly project: ProjectIndex,
    private readonly asked?: Set<string>,
  ) {}

  /**
   * Something worked out of many files, once for all who ask by this name; who asks depends on what it was made of. The name
   * must say everything that `work` depends on besides the project.
   */
  derive<T>(name: string, work: (project: ProjectReader) => T): T {
    return this.project.derive(name, this.asked, work);
  }

  get root(): Uri {
    return this.project.root;
  }

  get config(): Config {
    this.asked?.add("config");
    return this.project.config;
  }

  webhook(name: string): WebhookModel | undefined {
    return this.first(`webhook:${name}`, (file) => file.webhook);
  }

  webhooks(): readonly WebhookModel[] {
    return this.family("webhook:", (file) => file.webhook);
  }

  connector(name: string): ConnectorModel | undefined {
    return this.first(`connector:${name}`, (file) => file.connector);
  }

  connectors(): readonly ConnectorModel[] {
    return this.family("connector:", (file) => file.connector);
  }

  /** The samples of one event type. */
  events(key: string): readonly EventSample[] {
    return this.all(`event:${key}`, (file) => file.event);
  }

  allEvents(): readonly EventSample[] {
    return this.family("event:", (file) => file.event);
  }

  contacts(): readonly ContactSample[] {
    return this.all("contacts", (file) => file.contact);
  }

  recordings(webhook: string): readonly Recording[] {
    return [...this.all(`recording:${webhook}`, (file) => file.recording)].sort((a, b) => (a.recordedAt < b.recordedAt ? 1 : -1));
  }

  additionalFields(): readonly AdditionalField[] {
    return this.all("fields", (file) => file.fields).flat();
  }

  /** Whether the account's list of fields and segments cannot be read as a whole, so that it may have more of them. */
  hasBrokenFields(): boolean {
    return this.family("broken-fields:", (file) => file.fields).length > 0;
  }

  segmentDefinitions(): readonly SegmentDefinition[] {
    return this.all("fields", (file) => file.segments).flat();
  }

  /** The event types that the account declares. */
  eventDefinitions(): readonly EventDefinition[] {
    return this.all("fields", (file) => file.eventTypes).flat();
  }

  /** All segments that anything names: defined ones first, then those of contact samples. */
  segments(): readonly string[] {
    const names = [
      ...this.segmentDefinitions().map((segment) => segment.name),
      ...this.contacts().flatMap((contact) => contact.segments),
    ];
    return [...new Set(names)];
  }

  /** The workflows with a block that runs this webhook. */
  workflowsRunning(webhook: string): readonly WorkflowModel[] {
    return this.all(`runs:${webhook}`, (file) => file.workflow);
  }

  /** Every workflow with a block that runs a webhook. */
  workflowsWithWebhooks(): readonly WorkflowModel[] {
    return this.family("runs:", (file) => file.workflow);
  }

  /** Every workflow with a message whose text is a file of its own. */
  workflowsWithTemplates(): readonly WorkflowModel[] {
    return this.family("shows:", (file) => file.workflow);
  }

  /** Whether a workflow cannot be read as a whole, so that something may be missing from what all of them say. */
  hasBrokenWorkflow(): boolean {
    return this.family("broken:", (file) => file.workflow).length > 0;
  }

  /** Whether a file of a kind cannot be read well enough to say which thing it is: any name that nobody has may be its name. */
  hasNameless(kind: "webhook" | "connector" | "event"): boolean {
    return this.family(`nameless-${kind}:`, (file) => file.source).length > 0;
  }

  /** Whether a task launches an event with the parameters of its own run, which may be any. */
  passesOn(event: string): boolean {
    return this.all(`passes:${event}`, (file) => file.source).length > 0;
  }

  /** Whether a message takes in a file of this name by `#parse` or `#include`. */
  isParsed(name: string): boolean {
    return this.all(`parses:${name}`, (file) => file.source).length > 0;
  }

  /** Whether a message reads a value of this name. */
  isRead(name: string): boolean {
    return this.all(`reads:${name}`, (file) => file.source).length > 0;
  }

  /** The webhooks of this name; more than one is a fault. */
  webhooksNamed(name: string): readonly WebhookModel[] {
    return this.all(`webhook:${name}`, (file) => file.webhook);
  }

  connectorsNamed(name: string): readonly ConnectorModel[] {
    return this.all(`connector:${name}`, (file) => file.connector);
  }

  /** The message blocks whose text is this file. */
  messagesShowing(template: Uri): readonly MessagePlace[] {
    return this.all(`shows:${template}`, (file) => file.workflow).flatMap((workflow) =>
      [...workflow.blocks.values()]
        .filter((block) => block.template && resolveInside(this.root, workflow.file.uri, block.template.text) === template)
        .map((block) => ({ workflow, block })),
    );
  }

  workflows(): readonly WorkflowModel[] {
    this.asked?.add("file:*");
    return sorted([...this.project.files()]).flatMap((file) => file.workflow ?? []);
  }

  /** A file with what it defines. */
  file(uri: Uri): ProjectFile | undefined {
    this.asked?.add(`file:${uri}`);
    return this.project.file(uri);
  }

  /** A file's text and tree. */
  source(uri: Uri): SourceFile | undefined {
    this.asked?.add(`file:${uri}`);
    this.asked?.add(`template:${uri}`);
    return this.project.file(uri)?.source;
  }

  /** Every file that is ours to speak of. For what a person asks for, not for what runs on each edit. */
  everyFile(): readonly ProjectFile[] {
    this.asked?.add("file:*");
    return sorted([...this.project.files()]).filter(({ source }) => this.project.concerns(source.uri));
  }

  /** Addresses of the files of a kind. */
  urisOf(kind: SourceFile["kind"]): readonly Uri[] {
    this.asked?.add("file:*");
    return sorted([...this.project.files()]).flatMap((file) => (file.source.kind === kind ? [file.source.uri] : []));
  }

  private first<T>(key: string, pick: (file: ProjectFile) => T | undefined): T | undefined {
    this.asked?.add(key);
    for (const file of this.project.providersOf(key)) {
      const picked = pick(file);
      if (picked !== undefined) return picked;
    }
    return undefined;
  }

  private all<T>(key: string, pick: (file: ProjectFile) => T | undefined): readonly T[] {
    this.asked?.add(key);
    return picked(this.project.providersOf(key), pick);
  }

  private family<T>(prefix: string, pick: (file: ProjectFile) => T | undefined): readonly T[] {
    this.asked?.add(`${prefix}*`);
    return picked(this.project.providersIn(prefix), pick);
  }
}

function picked<T>(files: readonly ProjectFile[], pick: (file: ProjectFile) => T | undefined): readonly T[] {
  const found: T[] = [];
  for (const file of files) {
    const one = pick(file);
    if (one !== undefined) found.push(one);
  }
  return found;
}

/** By address, so that answers do not depend on the order in which files were read. */
function sorted(files: ProjectFile[]): ProjectFile[] {
  return files.sort((a, b) => (a.source.uri < b.source.uri ? -1 : 1));
}
