/** The parameters that a task “Launch event” gives to its event: JSON inside of a text, `[{"name":"orderId","value":"1"}]`. */
import type { Span } from "../text/span";
import { parseYaml } from "../yaml/index";
import { scalarOf } from "./read";
import type { ReferenceValue, SourceFile } from "./source-file";
import type { WorkflowModel } from "./workflow";

/** The name of a parameter where a task launches an event. */
export interface LaunchedParameter {
  readonly event: string;
  readonly name: string;
  readonly value: ReferenceValue;
  /** The name inside its quotes, in the decoded text of the value. */
  readonly span: Span;
}

/** The texts under `parameters` of a workflow's “Launch event” tasks, each with its event's key. */
export function launchTexts(
  file: SourceFile,
  workflow: WorkflowModel | undefined,
): readonly { readonly value: ReferenceValue; readonly event: string | undefined }[] {
  return file.values.flatMap((value) => {
    if (value.path.at(-1) !== "parameters" || value.block === undefined || value.place !== "block-field") return [];
    const node = workflow?.blocks.get(value.block)?.node;
    return scalarOf(node, "task")?.text === "launchEvent" ? [{ value, event: scalarOf(node, "event")?.text }] : [];
  });
}

/** The events that tasks launch without parameters of their own: they pass on what their run has (S-POP, "Launch event"). */
export function passedOn(file: SourceFile, workflow: WorkflowModel | undefined): readonly string[] {
  return [...(workflow?.blocks.values() ?? [])].flatMap(({ node }) => {
    const event = scalarOf(node, "event")?.text;
    const isMeant = scalarOf(node, "task")?.text === "launchEvent" && !node.get("parameters");
    return event !== undefined && isMeant && !file.foreign ? [event] : [];
  });
}

/** The names that the texts spell out; none of a text that is no such list. */
export function launchedParameters(file: SourceFile, workflow: WorkflowModel | undefined): readonly LaunchedParameter[] {
  return launchTexts(file, workflow).flatMap(({ value, event }) => {
    // JSON is YAML, and the tree knows places.
    const root = event !== undefined && value.text.includes("[") ? parseYaml(value.text).root : undefined;
    if (event === undefined || root?.kind !== "sequence") return [];
    return root.items.flatMap((item) => {
      const name = item.kind === "map" ? scalarOf(item, "name") : undefined;
      const span = name?.style === "double" ? name.map.toSource({ start: 0, end: name.text.length }) : undefined;
      // A name with escapes is longer as it is written, and is left alone.
      return name && span && span.end - span.start === name.text.length ? [{ event, name: name.text, value, span }] : [];
    });
  });
}
