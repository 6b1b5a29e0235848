/** Which kind of file a name is. Kinds are told by suffix alone; folders are free. */
import type { SchemaKind } from "../schema/schema-kinds";

export type FileKind =
  | "webhook"
  | "workflow"
  | "connector"
  | "contact-fields"
  | "contact"
  | "event"
  | "response"
  | "template"
  | "config";

const suffixes: readonly (readonly [pattern: RegExp, kind: FileKind])[] = [
  [/.\.webhook\.ya?ml$/, "webhook"],
  [/.\.workflow\.ya?ml$/, "workflow"],
  [/.\.connector\.ya?ml$/, "connector"],
  [/.\.contact\.(json|ya?ml)$/, "contact"],
  [/.\.event\.(json|ya?ml)$/, "event"],
  [/.\.response\.json$/, "response"],
  [/^contact-fields\.ya?ml$/, "contact-fields"],
  [/^hookflow\.ya?ml$/, "config"],
  [/.\.(vm|html)$/, "template"],
];

/** Every kind. */
export const fileKinds: readonly FileKind[] = suffixes.map(([, kind]) => kind);

/** The kind of a file by its name or address, or undefined when it is none of ours. */
export function fileKind(nameOrUri: string): FileKind | undefined {
  const name = nameOrUri.slice(nameOrUri.lastIndexOf("/") + 1);
  return suffixes.find(([pattern]) => pattern.test(name))?.[1];
}

/** The schema kind of a file kind; templates are Velocity and have no YAML. */
export function yamlKind(kind: FileKind): Exclude<SchemaKind, "template"> | undefined {
  return kind === "template" ? undefined : kind;
}
