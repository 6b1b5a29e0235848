/**
 * New files that a person asks for by a form: a webhook, a connector, a sample, a copy. Each is what it would be by hand, lies
 * beside the first of its kind, and takes no name that is taken.
 */

import type { FileKind } from "../../model/kinds";
import { webhookModel } from "../../model/webhook";
import type { Result, Uri } from "../../platform";
import type { ProjectReader } from "../../project/reader";
import type { SignConnector } from "../../request/sign";
import { applyEdits } from "../../text/edit";
import { baseName, folderOf, isInside, normalUri } from "../../text/uri";
import { newNameProblem } from "../../usage/name-problems";
import { replaceInScalar } from "../../yaml/index";
import { fileName } from "../actions/create-missing";
import { connectorFileText } from "./connector-file";
import { type ContactDraft, contactText, eventText, exampleContact, exampleEvent } from "./sample-text";
import { type WebhookDraft, webhookText } from "./webhook-text";

export type Wanted =
  | { readonly kind: "webhook"; readonly draft: WebhookDraft }
  | {
      readonly kind: "connector";
      readonly connector: SignConnector & { readonly name: string; readonly origins: readonly string[] };
    }
  /** A contact as given, or a made-up one that has the names. */
  | { readonly kind: "contact"; readonly id: string; readonly draft: ContactDraft; readonly names?: readonly string[] }
  | { readonly kind: "event"; readonly id: string; readonly event: string; readonly parameters: readonly string[] }
  /** Another webhook that says the same under another name. */
  | { readonly kind: "copy"; readonly uri: Uri; readonly name: string };

/** Where contacts of a table go, below the folder that other contacts go to. */
export const importFolder = "imported-contacts";

export interface NewFile {
  readonly uri: Uri;
  readonly text: string;
}

/**
 * @param folder where it goes when there is none of its kind yet
 * @returns what speaks against it, as one sentence without a period
 */
export function newFile(project: ProjectReader, folder: Uri, wanted: Wanted): Result<NewFile, string> {
  switch (wanted.kind) {
    case "webhook": {
      const problem = nameProblem(project, "webhook", wanted.draft.name);
      if (problem) return { ok: false, error: problem };
      return made(project, folder, "webhook", wanted.draft.name, ".webhook.yaml", webhookText(wanted.draft));
    }
    case "connector": {
      const problem = nameProblem(project, "connector", wanted.connector.name);
      if (problem) return { ok: false, error: problem };
      const text = connectorFileText(wanted.connector);
      return made(project, folder, "connector", wanted.connector.name, ".connector.yaml", text);
    }
    case "contact": {
      const values = wanted.names ? { ...exampleContact(project, wanted.names), ...wanted.draft.values } : wanted.draft.values;
      return made(project, folder, "contact", wanted.id, ".contact.yaml", contactText(project, { ...wanted.draft, values }));
    }
    case "event": {
      const values = exampleEvent(project, wanted.event, wanted.parameters);
      return made(project, folder, "event", wanted.id, ".event.json", eventText(wanted.event, [...values.keys()], values));
    }
    case "copy":
      return copy(project, wanted.uri, wanted.name);
  }
}

/** Why a webhook or connector cannot be called this, if so. */
export function nameProblem(project: ProjectReader, kind: "webhook" | "connector", name: string): string | undefined {
  return newNameProblem(project, { kind, name: "" }, [], name);
}

function copy(project: ProjectReader, uri: Uri, name: string): Result<NewFile, string> {
  const problem = nameProblem(project, "webhook", name);
  if (problem) return { ok: false, error: problem };
  const file = project.source(uri);
  const scalar = file && webhookModel(file)?.name;
  const edits = file?.document && scalar && replaceInScalar(file.document, scalar, { start: 0, end: scalar.text.length }, name);
  if (!file || !edits) return { ok: false, error: "This webhook's file has no name that could be replaced" };
  return { ok: true, value: { uri: free(project, folderOf(uri), name, ".webhook.yaml"), text: applyEdits(file.text, edits) } };
}

function made(
  project: ProjectReader,
  folder: Uri,
  kind: FileKind,
  name: string,
  suffix: string,
  text: string,
): Result<NewFile, string> {
  // What is imported lies in a folder that keeps itself out of Git, where nothing else should end up.
  const first = project.urisOf(kind).find((uri) => baseName(folderOf(uri)) !== importFolder);
  // A root may begin below the folder that is open: outside of it a file would be another root's.
  const otherwise = isInside(project.root, folder) ? folder : project.root;
  return { ok: true, value: { uri: free(project, first ? folderOf(first) : otherwise, name, suffix), text } };
}

/** An address that no file has; with a number when the name is taken in another spelling. */
function free(project: ProjectReader, folder: Uri, name: string, suffix: string): Uri {
  const base = fileName(name);
  for (let at = 1; ; at++) {
    const uri = normalUri(`${folder}/${encodeURIComponent(`${base}${at === 1 ? "" : `-${at}`}${suffix}`)}`);
    if (!project.source(uri)) return uri;
  }
}
