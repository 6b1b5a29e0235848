/** Rules whose faults the schema finds: this hands the problems that carry their id to them. */

import type { SchemaProblem } from "../schema/check";
import { lineAt } from "../text/lines";
import { isPlainSafe, quoting, type YamlDocument, type YamlEntry } from "../yaml/index";
import { nameFix } from "./name-fix";
import type { CheckedFile, Fix, Report } from "./rule";
import { wrapFix } from "./wrap";

/** Reports the schema problems of a rule; those that are not `wanted` are told elsewhere. */
export function reportSchemaProblems(
  rule: string,
  file: CheckedFile,
  report: (report: Report) => void,
  wanted: (problem: SchemaProblem) => boolean = () => true,
): void {
  for (const problem of file.schemaProblems) {
    if (problem.rule !== rule || !wanted(problem)) continue;
    report({ span: problem.span, message: problem.message, help: problem.help, fix: fixOf(problem, file.source.document) });
  }
}

/** Writes the near name instead, where there is exactly one, and makes a number the text that it should be. */
export function fixOf(problem: SchemaProblem, document: YamlDocument | undefined): Fix | undefined {
  const { near, entry, node, under, isItem } = problem.data;
  if (under !== undefined && document && node && entry)
    return wrapFix(document, node, entry.key.span.start - lineAt(document.text, entry.key.span.start).start, under);
  if (document && node && node.kind !== "scalar" && problem.data.isQuotable)
    return node.uses.length === 0 ? quoting(document.text, node.span) : undefined;
  const isText = node?.kind === "scalar" && node.style === "plain" && node.uses.length === 0;
  if (isText && problem.data.isQuotable)
    return { title: "Put quotes around it", edits: [{ span: node.span, newText: JSON.stringify(node.text) }] };
  if (!near) return undefined;
  const scalar = entry && problem.kind === "unknown-property" ? entry.key : node?.kind === "scalar" ? node : undefined;
  return isItem && entry && scalar === entry.key ? listFix(document, entry, near) : scalar && nameFix(document, scalar, near);
}

/** The near key with a list of the one value, which stands on the key's line. */
function listFix(document: YamlDocument | undefined, { key, value }: YamlEntry, near: string): Fix | undefined {
  const name = nameFix(document, key, near);
  if (!name || value.kind !== "scalar" || value.uses.length > 0 || typeof value.value !== "string") return undefined;
  const isQuoted = value.style === "single" || value.style === "double";
  if (!isQuoted && (value.style !== "plain" || !isPlainSafe(value.text, { ...value.place, flow: true }))) return undefined;
  const { start, end } = value.span;
  const brackets = [
    { span: { start, end: start }, newText: "[" },
    { span: { start: end, end }, newText: "]" },
  ];
  return { title: `Change to \`${near}: […]\``, edits: [...name.edits, ...brackets] };
}
