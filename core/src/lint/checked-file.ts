/** Prepares one file for the rules: models, schema problems, references with their scopes, each computed once. */

import { yamlKind } from "../model/kinds";
import { active, type ReferenceValue, type SourceFile } from "../model/source-file";
import type { ProjectFile } from "../project/facts";
import type { ProjectReader } from "../project/reader";
import type { Reference } from "../reference/tree";
import { commandIn } from "../request/pasted-command";
import type { SchemaProblem } from "../schema/check";
import { checkSchema } from "../schema/check";
import type { Scope } from "../scope/scope";
import { scopesOf } from "../scope/scope-at";
import { memoryOf, once } from "../text/once";
import { encloses, overlaps, type Span } from "../text/span";
import type { YamlNode } from "../yaml/index";
import type { CheckedFile, CheckedReference } from "./rule";
import { toldProblems } from "./schema-problems";
import { checkedTemplates } from "./templates";

export function checkedFile(file: ProjectFile, project: ProjectReader): CheckedFile {
  const { source } = file;
  const masked = source.document?.maskedLines ?? [];
  const scopes = scopesOf(project, source);
  const isMasked = (span: Span): boolean =>
    masked.some((line) => overlaps(span, line) || encloses(line, span)) || isCutOff(source, span);
  const references = checkedReferences(source, scopes);
  const checked: CheckedFile = {
    source,
    unreadable: undefined,
    webhook: file.webhook,
    workflow: file.workflow,
    connector: file.connector,
    contact: file.contact,
    event: file.event,
    recording: file.recording,
    schemaProblems: toldProblems(schemaProblems(file), source, file.workflow, project.config.rules),
    // An unclosed reference has a finding of its own; nothing follows from it.
    references: references.filter(({ reference }) => !reference.literal && reference.closed),
    literals: references.filter(({ reference }) => reference.literal),
    templates: checkedTemplates(source, project, file.workflow, scopes, isMasked),
    project,
    isMasked,
    once: memoryOf(() => checked),
  };
  return checked;
}

/**
 * Whether a text ends where something cannot be read: what stands there may have been meant to be in it. A block text ends at a
 * line that is indented too little, a text in quotes at a quote of its own.
 */
function isCutOff({ document, text }: SourceFile, { start, end }: Span): boolean {
  if (!document || document.problems.length === 0 || !/[|>"']/.test(text.charAt(start))) return false;
  return document.problems.some(
    ({ severity, span }) => severity !== "warning" && end <= span.start && text.slice(end, span.start).trim() === "",
  );
}

function schemaProblems({ source }: ProjectFile): readonly SchemaProblem[] {
  const kind = yamlKind(source.kind);
  const root = source.document?.root;
  if (!kind || !root || source.foreign || source.document?.masked) return [];
  // A pasted command is no webhook yet.
  if (kind === "webhook" && commandIn(source.text)) return [];
  const variables = once(
    () => new Set<YamlNode>(source.values.flatMap((value) => (active(value).length ? (value.scalar ?? []) : []))),
  );
  return checkSchema(kind, root, (node) => variables().has(node), source.uri.endsWith(".json"));
}

function checkedReferences(source: SourceFile, scopes: (value: ReferenceValue) => Scope): readonly CheckedReference[] {
  return source.values.flatMap((value) => {
    const scope = () => scopes(value);
    return value.list.references.map((reference) => new PlacedReference(reference, value, scope));
  });
}

/** Places in the file are worked out when they are asked for: most rules pass over most references. */
class PlacedReference implements CheckedReference {
  private foundKnown: CheckedReference["found"] | undefined;

  constructor(
    readonly reference: Reference,
    readonly value: ReferenceValue,
    readonly scope: () => Scope,
  ) {}

  get span(): Span {
    return this.value.toFile(this.reference.span);
  }

  get nameSpan(): Span {
    return this.value.toFile(this.reference.nameSpan);
  }

  get text(): string {
    const { start, end } = this.reference.span;
    return this.value.text.slice(start, end);
  }

  get found(): CheckedReference["found"] {
    this.foundKnown ??= once(() => this.scope().lookup(this.reference));
    return this.foundKnown;
  }
}
