/**
 * The texts of a file as trees with what is known of their values: messages, and those values of a webhook that hold directives or
 * calls. The others are plain references, and their lists say all there is to know.
 */
import type { ReadText } from "../model/read-text";
import type { ReferenceValue } from "../model/source-file";
import { needsTree, requestTemplate } from "../model/value-template";
import type { Scope } from "../scope/scope";
import { type TemplateShapes, templateShapes } from "../scope/template-shapes";
import type { FoundReference, Template } from "../velocity/index";
import { type MistypedDirective, mistypedDirectives } from "./mistyped-directives";
import { isRefused } from "./refused-texts";
import type { CheckedFile } from "./rule";
import { scopeOfValue } from "./value-scope";

export interface ReadTree {
  readonly value: ReferenceValue;
  /** As long as the value's text, every place the same. */
  readonly text: string;
  readonly tree: Template;
  /** All of the tree, in the order of the text. */
  readonly references: readonly FoundReference[];
  readonly shapes: TemplateShapes;
}

/** Worked out once for all rules; nothing of a text that the engine refuses or that is being typed. */
export function readTrees(file: CheckedFile): readonly ReadTree[] {
  return file.once(findTrees);
}

function findTrees(file: CheckedFile): readonly ReadTree[] {
  const messages = file.templates.filter(({ broken }) => !broken);
  if (file.source.kind !== "webhook") return messages;
  const values = file.source.values.filter(
    (value) =>
      !value.template &&
      value.read.once(needsTree) &&
      !(value.scalar && file.isMasked(value.scalar.span)) &&
      !isRefused(file, value),
  );
  return values.map((value) => new RequestTree(value, () => scopeOfValue(file, value)));
}

/** The directives of a text that are nearly spelled right; worked out once for a text. */
export function mistypedIn({ read }: ReferenceValue): readonly MistypedDirective[] {
  return read.once(findMistyped);
}

function findMistyped(read: ReadText): readonly MistypedDirective[] {
  if (!read.text.includes("#")) return [];
  return mistypedDirectives(read.template ? read : read.once(requestTemplate));
}

/** Whether a #set without parentheses would have set a name: it is known for what it was meant to be. */
export function isLostName(value: ReferenceValue, name: string): boolean {
  return mistypedIn(value).some(({ sets }) => sets === name);
}

class RequestTree implements ReadTree {
  private shapesKnown: TemplateShapes | undefined;

  constructor(
    readonly value: ReferenceValue,
    private readonly scope: () => Scope,
  ) {}

  get text(): string {
    return this.value.text;
  }

  get tree(): Template {
    return this.value.read.once(requestTemplate).template.tree;
  }

  get references(): readonly FoundReference[] {
    return this.value.read.once(requestTemplate).template.references;
  }

  get shapes(): TemplateShapes {
    this.shapesKnown ??= templateShapes(this.tree, this.scope());
    return this.shapesKnown;
  }
}
