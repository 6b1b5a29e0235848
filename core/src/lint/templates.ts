/**
 * Message texts as rules look at them: the tree, the channels that show the text, and the shapes of its values. Everything is
 * worked out when a rule asks for it, once for all rules.
 */
import type { ReferenceValue, SourceFile } from "../model/source-file";
import { hasOwnData, type WorkflowModel } from "../model/workflow";
import type { MessagePlace, ProjectReader } from "../project/reader";
import { Scope } from "../scope/scope";
import { noContacts } from "../scope/scope-names";
import { type TemplateShapes, templateShapes } from "../scope/template-shapes";
import type { TextEdit } from "../text/edit";
import type { Span } from "../text/span";
import type { FoundReference, Template } from "../velocity/index";
import { replaceAllInScalar } from "../yaml/index";
import { replaceInValue } from "./fixes";

export class CheckedTemplate {
  private shapesKnown: TemplateShapes | undefined;
  private placesKnown: readonly MessagePlace[] | undefined;

  constructor(
    readonly value: ReferenceValue,
    readonly tree: Template,
    /** The engine refuses the text: one finding tells why, and nothing follows from what it seems to say. */
    readonly broken: boolean,
    private readonly source: SourceFile,
    private readonly project: ProjectReader,
    private readonly workflow: WorkflowModel | undefined,
    private readonly scope: () => Scope,
  ) {}

  get text(): string {
    return this.value.text;
  }

  get references(): readonly FoundReference[] {
    return this.value.template?.references ?? [];
  }

  /** The blocks that show the text; none when no workflow does. */
  get places(): readonly MessagePlace[] {
    this.placesKnown ??= messagePlaces(this.project, this.source, this.workflow, this.value);
    return this.placesKnown;
  }

  /** Which text of its block this is: `text`, `subject`, `preheader`, `title`. */
  get field(): string {
    return String(this.value.path.at(-1) ?? "text");
  }

  /** The types of the blocks that show the text, each once. */
  get channels(): ReadonlySet<string> {
    return new Set(this.places.map(({ block }) => block.type));
  }

  get shapes(): TemplateShapes {
    this.shapesKnown ??= templateShapes(this.tree, this.hasOtherData ? withoutData(this.scope()) : this.scope());
    return this.shapesKnown;
  }

  /** A stretch of the text in the file. */
  toFile(place: Span): Span {
    return this.value.toFile(place);
  }

  /** What a node says. */
  textOf({ span }: { readonly span: Span }): string {
    return this.text.slice(span.start, span.end);
  }

  /** A change of the text, or undefined where the file cannot say it. */
  replace(span: Span, newText: string): readonly TextEdit[] | undefined {
    return replaceInValue(this.source.document, this.value, span, newText);
  }

  /** Several changes as one. */
  replaceAll(changes: readonly { readonly span: Span; readonly text: string }[]): readonly TextEdit[] | undefined {
    const { document } = this.source;
    const { scalar } = this.value;
    if (!scalar) return changes.map(({ span, text }) => ({ span, newText: text }));
    return document && scalar.uses.length === 0 ? replaceAllInScalar(document, scalar, changes) : undefined;
  }

  /** A block's JSON field gives the message other data than the event's. */
  private get hasOtherData(): boolean {
    return this.places.some(({ block }) => hasOwnData(block));
  }
}

/** A message's blocks: the one in which the value stands, or all that show the template file. */
export function messagePlaces(
  project: ProjectReader,
  source: SourceFile,
  workflow: WorkflowModel | undefined,
  value: ReferenceValue,
): readonly MessagePlace[] {
  if (source.kind === "template") return project.messagesShowing(source.uri);
  const block = value.block === undefined ? undefined : workflow?.blocks.get(value.block);
  return workflow && block ? [{ workflow, block }] : [];
}

/** The message texts of a file; not one in which somebody types right now. */
export function checkedTemplates(
  source: SourceFile,
  project: ProjectReader,
  workflow: WorkflowModel | undefined,
  scopes: (value: ReferenceValue) => Scope,
  isMasked: (span: Span) => boolean,
): readonly CheckedTemplate[] {
  return source.values.flatMap((value) => {
    if (!value.template || (value.scalar && isMasked(value.scalar.span))) return [];
    const { tree, problems } = value.template;
    const broken = problems.some(({ severity }) => severity === "error");
    return [new CheckedTemplate(value, tree, broken, source, project, workflow, () => scopes(value))];
  });
}

function withoutData({ parts }: Scope): Scope {
  return new Scope({ ...parts, event: [], contact: noContacts, webhooks: [], eventSamples: 0, open: true });
}
