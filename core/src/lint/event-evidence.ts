/** How far event samples are evidence for a webhook. */
import { eventsFor } from "../scope/scope-at";
import type { CheckedFile } from "./rule";

/** Whether no workflow says which of several event types the webhook meets: what one of them lacks or holds means nothing. */
export function isOfManyEvents(file: CheckedFile): boolean {
  return file.once(meetsMany);
}

function meetsMany({ project, webhook }: CheckedFile): boolean {
  const name = webhook?.name?.text;
  if (name !== undefined && project.workflowsRunning(name).some(({ start }) => start?.event)) return false;
  return new Set(eventsFor(project, name).map(({ event }) => event)).size > 1;
}
