/** The parameters and the meaning of a Velocity method under the cursor. */
import type { SourceFile } from "../../model/source-file";
import { templateOf } from "../../model/value-template";
import type { ProjectReader } from "../../project/reader";
import { scopeOf } from "../../scope/scope-at";
import { touches } from "../../text/span";
import { type AnyNode, type MethodStep, type ReferenceNode, walk } from "../../velocity/index";
import { halfTypedShape } from "../half-typed";
import { methodsOfText } from "../methods-of";
import { valueAt } from "../names-at";
import { methodLabel } from "../signature";
import type { Hover } from "./section";

export function methodHover(project: ProjectReader, file: SourceFile, offset: number): Hover | undefined {
  const at = valueAt(file, offset);
  const template = at && templateOf(at.value.read);
  if (!template) return undefined;
  let found: { readonly node: ReferenceNode; readonly step: MethodStep } | undefined;
  walk(template.tree, (node: AnyNode) => {
    if (node.kind !== "reference") return;
    for (const step of node.steps) if (step.kind === "method" && touches(step.nameSpan, at.offset)) found = { node, step };
  });
  if (!found) return undefined;
  const { node, step } = found;
  const { text } = at.value;
  const owner = { start: node.span.start, end: step.nameSpan.start - 1 };
  const scope = scopeOf(project, file, at.value);
  const methods = methodsOfText(text.slice(owner.start, owner.end), scope, (reference) =>
    halfTypedShape(text, owner, node.span.end, scope, reference),
  );
  const rows = methods.filter((method) => method.name === step.name);
  const [row] = rows.filter((method) => method.parameters.length === step.arguments.length).concat(rows);
  if (!row) return undefined;
  return { span: at.value.toFile(step.nameSpan), title: methodLabel(row), parts: [{ text: row.doc, source: "own" }] };
}
