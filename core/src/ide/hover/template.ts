/** What the own words of a message or a request with directives mean: the names that it gives itself, and its directives. */
import type { ReferenceValue, SourceFile } from "../../model/source-file";
import { isWritten, templateOf } from "../../model/value-template";
import type { ProjectReader } from "../../project/reader";
import { scopeOf } from "../../scope/scope-at";
import { type TemplateShapes, templateShapes } from "../../scope/template-shapes";
import { shapeTitle } from "../../shape/shape";
import { LineIndex } from "../../text/lines";
import type { Span } from "../../text/span";
import { touches } from "../../text/span";
import { type AnyNode, macrosOf, type ReferenceNode, type Template, walk } from "../../velocity/index";
import { directiveDocs, parametersOf } from "../completion/directives";
import { valueAt } from "../names-at";
import { foreignValue, type Hover, own } from "./section";

/** The hover for a loop variable, a name that is set, `$foreach`, a directive, or a macro. */
export function templateHover(project: ProjectReader, file: SourceFile, offset: number): Hover | undefined {
  const at = valueAt(file, offset);
  const tree = at && templateOf(at.value.read)?.tree;
  if (!tree) return undefined;
  const directive = directiveHover(at.value, tree, at.offset) ?? macroHover(file, at.value, tree, at.offset);
  if (directive) return directive;
  let found: ReferenceNode | undefined;
  walk(tree, (node: AnyNode) => {
    // The innermost one comes last.
    if (node.kind === "reference" && touches(node.span, at.offset)) found = node;
  });
  if (!found || !isWritten(at.value.text, found)) return undefined;
  const shapes = templateShapes(tree, scopeOf(project, file, at.value));
  return shapes.isLocal(found) ? localHover(at.value, tree, found, at.offset, shapes) : undefined;
}

function localHover(value: ReferenceValue, tree: Template, node: ReferenceNode, offset: number, shapes: TemplateShapes): Hover {
  const steps = node.steps.findIndex(({ span }) => offset <= span.end) + 1;
  const shown = offset <= node.nameSpan.end ? 0 : steps || node.steps.length;
  const end = shown === 0 ? node.nameSpan.end : (node.steps[shown - 1]?.span.end ?? node.span.end);
  const shape = shapes.shapeOf(node, shown);
  const what =
    node.name === "foreach" ? "The loop around it" : (bindingOf(value.text, tree, node.name) ?? "A name of this template");
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
function bindingOf(text: string, tree: Template, name: string): string | undefined {
  let head: Span | undefined;
  walk(tree, (node: AnyNode) => {
    if (head) return;
    if (node.kind === "set" && node.target?.kind === "reference" && node.target.name === name) head = node.span;
    if (node.kind === "foreach" && node.variable?.name === name) head = node.headSpan;
    if (node.kind === "macro" && node.parameters.some(({ target }) => target.name === name)) head = node.headSpan;
  });
  if (!head) return undefined;
  const written = text.slice(head.start, head.end).replace(/\s+/g, " ");
  return written.length > 80 ? `${written.slice(0, 79)}…` : written;
}

/** What the macro takes whose call or definition the offset touches, and where it is defined. */
function macroHover(file: SourceFile, value: ReferenceValue, tree: Template, offset: number): Hover | undefined {
  let found: { readonly name: string; readonly span: Span } | undefined;
  walk(tree, (node: AnyNode) => {
    if (node.kind !== "macro" && node.kind !== "call") return;
    const start = node.kind === "call" ? node.span.start : node.nameSpan.start;
    const span = { start, end: node.nameSpan.end };
    if (touches(span, offset)) found = { name: node.name, span };
  });
  const macro = found && macrosOf(tree).get(found.name);
  if (!found || !macro) return undefined;
  const { line } = new LineIndex(file.text).positionAt(value.toFile(macro.nameSpan).start);
  return {
    span: value.toFile(found.span),
    title: `#${macro.name}(${parametersOf(value.text, macro)})`,
    parts: [own(`Macro of this text, defined on line ${line + 1}`)],
  };
}

function directiveHover(value: ReferenceValue, tree: Template, offset: number): Hover | undefined {
  let found: Hover | undefined;
  const look = (head: Span | undefined) => {
    const word = head && /^#@?\{?(\w+)\}?/.exec(value.text.slice(head.start, head.end));
    if (!head || !word?.[1]) return;
    const span = { start: head.start, end: head.start + word[0].length };
    const doc = directiveDocs.get(word[1]);
    if (doc !== undefined && touches(span, offset)) found = { span: value.toFile(span), title: `#${word[1]}`, parts: [own(doc)] };
  };
  walk(tree, (node: AnyNode) => {
    if (node.kind === "if") for (const branch of node.branches) look(branch.headSpan);
    else if (node.kind === "foreach") for (const head of [node.headSpan, node.otherwise?.headSpan]) look(head);
    else if (node.kind === "set" || node.kind === "break") look(node.span);
    if ("endSpan" in node) look(node.endSpan);
  });
  return found;
}
