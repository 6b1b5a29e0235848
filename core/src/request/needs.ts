/** What a test of a webhook has to be made of: asked only for what the definition uses. */
import { runIdName } from "../model/builtin-fields";
import type { SourceFile } from "../model/source-file";
import { referencesOf } from "../model/source-file";
import type { ProjectReader } from "../project/reader";
import { webhookScope } from "../scope/scope-at";

export interface Needs {
  /** Contact fields, as written, each once. */
  readonly contact: readonly string[];
  /** Event parameters, each once. A name nobody knows counts as one: it can come from nowhere else. */
  readonly event: readonly string[];
}

/** The names a webhook reads, by where their values come from. */
export function requestNeeds(project: ProjectReader, file: SourceFile): Needs {
  const scope = webhookScope(project, file);
  const contact = new Set<string>();
  const event = new Set<string>();
  for (const { reference } of referencesOf(file)) {
    if (reference.local || reference.name === runIdName) continue;
    const entry = scope.dotted(reference)?.entry ?? scope.resolve(reference.name, reference.namespace?.name);
    if (entry?.origin === "contact") contact.add(entry.name);
    else if (!reference.fallback || entry) event.add(reference.name);
  }
  return { contact: [...contact], event: [...event] };
}

/** An event to begin with when one is typed by hand: what the webhook reads, each name with nothing yet. */
export function eventDraft(project: ProjectReader, webhook: string | undefined, names: readonly string[]): string {
  const running = webhook === undefined ? [] : project.workflowsRunning(webhook);
  const key = running.flatMap((workflow) => workflow.start?.event?.text ?? [])[0] ?? "";
  const params = Object.fromEntries(names.map((name) => [name, ""]));
  return `${JSON.stringify({ eventTypeKey: key, params }, null, 2)}\n`;
}
