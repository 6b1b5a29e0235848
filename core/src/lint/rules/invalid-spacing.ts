import type { Severity } from "../../model/config";
import type { ReferenceValue } from "../../model/source-file";
import type { Span } from "../../text/span";
import type { AnyNode, ReferenceNode } from "../../velocity/index";
import { walk } from "../../velocity/index";
import { replaceInValue } from "../fixes";
import { refusedTexts } from "../refused-texts";
import { defineRule, type Fix } from "../rule";
import { behindHash, spacedDirective } from "../template-faults";
import { spacedCall } from "../template-spaces";
import type { CheckedTemplate } from "../templates";

/** Reports spaces that Velocity takes literally: before the parenthesis of a call, in `# foreach(`, at the edges of a key. */
export const rule = defineRule({
  id: "invalid-spacing",
  severity: "warning",
  summary: "Calls, directives and keys have no spaces where they would count.",
  domain: ["T05", "T06"],
  fixable: true,
  check(file, report) {
    const directive = "With a space behind its hash this is text, not a directive";
    const call = "With a space before its parenthesis this is no call";
    const tellOf = (value: ReferenceValue, place: Span, message: string, severity: Severity): void => {
      const edits = replaceInValue(file.source.document, value, place, "");
      report({
        span: value.toFile(place),
        message,
        help: "Write it without the space",
        severity,
        fix: edits && { title: "Remove the space", edits },
      });
    };
    for (const { value, faults } of refusedTexts(file))
      for (const { cause, place } of faults)
        if (cause === "space") tellOf(value, place, value.text[place.start - 1] === "#" ? directive : call, "error");
    for (const template of file.templates) {
      if (template.broken) continue;
      const tell = (place: Span, message: string): void => tellOf(template.value, place, message, "warning");
      const directives = [...template.text.matchAll(spacedDirective)];
      walk(template.tree, (node, ancestors) => {
        if (node.kind === "text")
          for (const found of directives)
            if (node.span.start <= found.index && found.index < node.span.end) tell(behindHash(found), directive);
        if (node.kind !== "reference") return;
        const space = spacedCall(template.text, node);
        if (space && !isInExpression(ancestors) && !isField(template, node)) tell(space, call);
        for (const key of spacedKeys(template, node))
          report({
            span: template.toFile(key.span),
            message: `The key \`${key.text}\` has a space at its edge, which counts`,
            help: `Write \`${key.text.trim()}\``,
            fix: keyFix(template, key),
          });
      });
    }
  },
});

/** In an expression a parenthesis behind a reference is refused, which the engine tells itself. */
function isInExpression(ancestors: readonly AnyNode[]): boolean {
  const parent = ancestors.at(-1)?.kind;
  return parent === "binary" || parent === "unary" || parent === "group" || parent === "method";
}

/** An object may have a field of that name: then the parenthesis is part of the sentence. */
function isField(template: CheckedTemplate, node: ReferenceNode): boolean {
  const last = node.steps.at(-1);
  const owner = template.shapes.shapeOf(node, node.steps.length - 1);
  return last?.kind === "property" && owner?.fields.has(last.name) === true;
}

interface SpacedKey {
  readonly text: string;
  readonly span: Span;
}

function spacedKeys(template: CheckedTemplate, node: ReferenceNode): readonly SpacedKey[] {
  return node.steps.flatMap((step, at) => {
    const key =
      step.kind === "index" ? step.index : step.kind === "method" && step.name === "get" ? step.arguments[0] : undefined;
    if (key?.kind !== "string" || key.parts || key.text.trim() === key.text || key.text.trim() === "") return [];
    if (template.shapes.shapeOf(node, at)?.fields.has(key.text) || template.shapes.hasName(key.text)) return [];
    return [{ text: key.text, span: key.span }];
  });
}

function keyFix(template: CheckedTemplate, { text, span }: SpacedKey): Fix | undefined {
  const place = { start: span.start + 1, end: span.end - 1 };
  if (template.text.slice(place.start, place.end) !== text) return undefined;
  const edits = template.replace(place, text.trim());
  return edits && { title: `Change to \`${text.trim()}\``, edits };
}
