/** Prepares one file for the rules: models, schema problems, references with their scopes, each computed once. */

import { yamlKind } from "../model/kinds";
import { active, type ReferenceValue, type SourceFile } from "../model/source-file";
import type { ProjectFile } from "../project/facts";
import type { ProjectReader } from "../project/reader";
import { isCurl } from "../request/curl";
import type { SchemaProblem } from "../schema/check";
import { checkSchema } from "../schema/check";
import type { Found, Scope } from "../scope/scope";
import { scopesOf } from "../scope/scope-at";
import { encloses, overlaps, type Span } from "../text/span";
import type { YamlNode } from "../yaml/index";
import type { CheckedFile, CheckedReference } from "./rule";
import { toldProblems } from "./schema-problems";
import { checkedTemplates } from "./templates";

export function checkedFile(file: ProjectFile, project: ProjectReader): CheckedFile {
  const { source } = file;
  const masked = source.document?.masked;
  const scopes = scopesOf(project, source);
  const references = checkedReferences(source, scopes);
  const isMasked = (span: Span): boolean => masked !== undefined && (overlaps(span, masked) || encloses(masked, span));
  const checked: CheckedFile = {
    source,
    unreadable: undefined,
    webhook: file.webhook,
    workflow: file.workflow,
    schemaProblems: toldProblems(schemaProblems(file), source, file.workflow, project.config.rules),
    // An unclosed reference has a finding of its own; nothing follows from it.
    references: references.filter(({ reference }) => !reference.literal && reference.closed),
    literals: references.filter(({ reference }) => reference.literal),
    templates: checkedTemplates(source, project, file.workflow, scopes, isMasked),
    project,
    isMasked,
    once: memory(() => checked),
  };
  return checked;
}

/** Keeps answers under the functions that gave them, as long as the checked file lives. */
export function memory(file: () => CheckedFile): CheckedFile["once"] {
  const known = new Map<unknown, unknown>();
  return <T>(read: (file: CheckedFile) => T): T => {
    if (!known.has(read)) known.set(read, read(file()));
    return known.get(read) as T;
  };
}

function schemaProblems({ source }: ProjectFile): readonly SchemaProblem[] {
  const kind = yamlKind(source.kind);
  const root = source.document?.root;
  if (!kind || !root || source.foreign || source.document?.masked || isCurl(source.text)) return [];
  const variables = new Set<YamlNode>(
    source.values.filter((value) => active(value).length > 0).flatMap((value) => value.scalar ?? []),
  );
  return checkSchema(kind, root, (node) => variables.has(node));
}

function checkedReferences(source: SourceFile, scopes: (value: ReferenceValue) => Scope): readonly CheckedReference[] {
  const checked: CheckedReference[] = [];
  for (const value of source.values) {
    const scope = () => scopes(value);
    for (const reference of value.list.references) {
      let found: Found | undefined;
      checked.push({
        reference,
        value,
        span: value.toFile(reference.span),
        nameSpan: value.toFile(reference.nameSpan),
        text: value.text.slice(reference.span.start, reference.span.end),
        scope,
        found() {
          found ??= scope().lookup(reference);
          return found;
        },
      });
    }
  }
  return checked;
}
