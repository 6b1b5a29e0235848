/** `hookflow schema KIND`: prints the JSON Schema of a file kind. */
import { schemas } from "#core";
import { exitStatus, UsageError } from "../exit";
import { stdoutOutput } from "../output";

export function printSchema(kind: string): number {
  if (!Object.hasOwn(schemas, kind))
    throw new UsageError(`There is no kind ${kind}; the kinds are ${Object.keys(schemas).join(", ")}`);
  stdoutOutput.json(schemas[kind as keyof typeof schemas]);
  return exitStatus.clean;
}
