/** Which file kinds have a schema, and the way from a kind to its schema and validator. */
import { schemas } from "./generated/schemas";
import type { JsonSchema } from "./json-schema";

export type SchemaKind = keyof typeof schemas;

export const schemaKinds = Object.keys(schemas) as readonly SchemaKind[];

/** The schema of a file kind. */
export function schemaOf(kind: SchemaKind): JsonSchema {
  return schemas[kind];
}

/** The name under which the generated validators export the one of a kind. */
export function validatorName(kind: SchemaKind): string {
  return kind.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
