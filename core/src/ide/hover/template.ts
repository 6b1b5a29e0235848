/** What a message's own words mean: the names that it gives itself, and its directives. */
import type { ReferenceValue, SourceFile } from "../../model/source-file";
import type { ProjectReader } from "../../project/reader";
import { scopeOf } from "../../scope/scope-at";
import { type TemplateShapes, templateShapes } from "../../scope/template-shapes";
import { shapeTitle } from "../../shape/shape";
import type { Span } from "../../text/span";
import { touches } from "../../text/span";
import { type AnyNode, type ReferenceNode, walk } from "../../velocity/index";
import { directiveDocs } from "../completion/directives";
import { valueAt } from "../names-at";
import { foreignValue, type Hover, own } from "./section";

/** The hover for a loop variable, a name that is set, `$foreach`, or a directive. */
export function templateHover(project: ProjectReader, file: SourceFile, offset: number): Hover | undefined {
  const at = valueAt(file, offset);
  if (!at?.value.template) return undefined;
  const directive = directiveHover(at.value, at.offset);
  if (directive) return directive;
  let found: ReferenceNode | undefined;
  walk(at.value.template.tree, (node: AnyNode) => {
    // The innermost one comes last.
    if (node.kind === "reference" && touches(node.span, at.offset)) found = node;
  });
  if (!found) return undefined;
  const shapes = templateShapes(at.value.template.tree, scopeOf(project, file, at.value));
  return shapes.isLocal(found) ? localHover(at.value, found, at.offset, shapes) : undefined;
}

function localHover(value: ReferenceValue, node: ReferenceNode, offset: number, shapes: TemplateShapes): Hover {
  const steps = node.steps.findIndex(({ span }) => offset <= span.end) + 1;
  const shown = offset <= node.nameSpan.end ? 0 : steps || node.steps.length;
  const end = shown === 0 ? node.nameSpan.end : (node.steps[shown - 1]?.span.end ?? node.span.end);
  const shape = shapes.shapeOf(node, shown);
  const what = node.name === "foreach" ? "The loop around it" : (bindingOf(value, node.name) ?? "A name of this template");
  return {
    span: value.toFile(node.span),
    title: value.text.slice(node.span.start, end),
    parts: [
      { text: what, source: "foreign" },
      ...(shape && shape.types.size
        ? [own(`Type here: ${shapeTitle(shape)}`), ...foreignValue("For example", shape.example)]
        : []),
    ],
  };
}

/** The directive that first gives a name its value, as it is written. */
function bindingOf(value: ReferenceValue, name: string): string | undefined {
  let head: Span | undefined;
  if (value.template)
    walk(value.template.tree, (node: AnyNode) => {
      if (head) return;
      if (node.kind === "set" && node.target?.kind === "reference" && node.target.name === name) head = node.span;
      if (node.kind === "foreach" && node.variable?.name === name) head = node.headSpan;
    });
  if (!head) return undefined;
  const written = value.text.slice(head.start, head.end).replace(/\s+/g, " ");
  return written.length > 80 ? `${written.slice(0, 79)}…` : written;
}

function directiveHover(value: ReferenceValue, offset: number): Hover | undefined {
  let found: Hover | undefined;
  const look = (head: Span | undefined) => {
    const word = head && /^#@?\{?(\w+)\}?/.exec(value.text.slice(head.start, head.end));
    if (!head || !word?.[1]) return;
    const span = { start: head.start, end: head.start + word[0].length };
    const doc = directiveDocs.get(word[1]);
    if (doc !== undefined && touches(span, offset)) found = { span: value.toFile(span), title: `#${word[1]}`, parts: [own(doc)] };
  };
  if (value.template)
    walk(value.template.tree, (node: AnyNode) => {
      if (node.kind === "if") for (const branch of node.branches) look(branch.headSpan);
      else if (node.kind === "foreach") for (const head of [node.headSpan, node.otherwise?.headSpan]) look(head);
      else if (node.kind === "set" || node.kind === "break") look(node.span);
      if ("endSpan" in node) look(node.endSpan);
    });
  return found;
}
