/**
 * Which of a file's schema problems are told: one fault, one finding. What only follows from broken YAML, from a mistyped
 * key or from another problem is left out here, so that no rule has to think of it.
 */
import type { Severity } from "../model/config";
import type { SourceFile } from "../model/source-file";
import type { WorkflowModel } from "../model/workflow";
import type { SchemaProblem } from "../schema/check";
import { encloses, overlaps, type Span } from "../text/span";
import type { YamlDocument, YamlEntry, YamlMap, YamlNode, YamlProblem } from "../yaml/index";

/** @param configured the severities of the configuration: what is off explains nothing */
export function toldProblems(
  problems: readonly SchemaProblem[],
  { document, kind }: SourceFile,
  workflow: WorkflowModel | undefined,
  configured: ReadonlyMap<string, Severity | "off">,
): readonly SchemaProblem[] {
  if (problems.length === 0) return problems;
  // A file that holds no keys at all is a matter of its form.
  const root = document?.root;
  if (!document || root?.kind !== "map") return [];
  const own = problems
    .filter((problem) => !isBroken(problem, document) && !isSecondStart(problem, workflow) && !isLostBlock(problem, problems))
    .map((problem) =>
      kind === "event" && problem.data.property === "value" ? { ...problem, rule: "invalid-event-parameter" } : problem,
    );
  const slips = new Map<SchemaProblem, SchemaProblem>();
  for (const problem of own) {
    const slip = configured.get(problem.rule) === "off" ? undefined : own.find((other) => isSlip(problem, other));
    if (slip) slips.set(problem, slip);
  }
  const explained = new Set(slips.values());
  const empty = own
    .filter((problem) => problem.kind === "missing-property" && problem.data.entry)
    .map(({ data }) => data.entry?.value);
  const nested = own.filter(isNestedList);
  return own
    .filter((problem) => !isUnwanted(problem, root) && !isNameless(problem, own))
    .filter((problem) => !explained.has(problem) || nested.includes(problem))
    .filter((problem) => nested.includes(problem) || !nested.some((list) => isOfMap(problem, list)))
    .filter(({ kind, data }) => kind !== "invalid-value" || !data.node || !empty.includes(data.node))
    .map((problem) => (nested.includes(problem) ? asNestedList(problem) : mistyped(problem, slips.get(problem))));
}

/** What a body of GET holds: that it is there is the fault. */
function isUnwanted({ span, data }: SchemaProblem, root: YamlMap): boolean {
  const method = root.get("method")?.value;
  const body = root.get("body");
  if (method?.kind !== "scalar" || method.text !== "GET" || !body) return false;
  return data.entry !== body && (data.node === body.value || encloses(body.span, span));
}

/** `- { nights: 3 }` has neither name nor value because it has one key of its own, which says it all. */
function isNameless({ kind, data: { node } }: SchemaProblem, all: readonly SchemaProblem[]): boolean {
  if (kind !== "missing-property" || node?.kind !== "map") return false;
  const ofNode = all.filter((other) => other.kind === "missing-property" && other.data.node === node);
  const names = ofNode.map(({ data }) => data.property);
  return (
    names.includes("name") &&
    names.includes("value") &&
    all.some((other) => other.kind === "unknown-property" && other.data.entry && node.entries.includes(other.data.entry))
  );
}

/** `any` where one comparison stands: lists of comparisons cannot be nested. */
function isNestedList({ kind, data: { entry } }: SchemaProblem): boolean {
  return kind === "unknown-property" && /^(?:all|any)$/.test(entry?.key.text ?? "") && entry?.value.kind === "sequence";
}

/** Whether a problem is one of the map in which the nested list stands. */
function isOfMap({ data: { node } }: SchemaProblem, { data: { entry } }: SchemaProblem): boolean {
  return node?.kind === "map" && entry !== undefined && node.entries.includes(entry);
}

function asNestedList(problem: SchemaProblem): SchemaProblem {
  const key = problem.data.entry?.key.text ?? "";
  return {
    ...problem,
    kind: "invalid-value",
    rule: "invalid-value",
    message: `\`${key}\` cannot stand inside of another list of comparisons`,
    help: "Write all comparisons in one list, and the others in a condition of their own",
    data: {},
  };
}

/** Whether broken YAML on the same line or inside the same map may be the reason. */
function isBroken(problem: SchemaProblem, document: YamlDocument): boolean {
  const { entry, node } = problem.data;
  const around = problem.kind === "unknown-property" && entry ? mapWith(document.root, entry) : undefined;
  const inside: readonly (YamlNode | undefined)[] = [node, entry?.value, around];
  return document.problems.some(
    (fault) =>
      fault.severity !== "warning" &&
      (isInOpenBracket(problem, fault, document) ||
        [node, entry?.value].some((place) => place && isCutShort(place, fault, document)) ||
        overlaps(lineOf(document.text, problem.span), lineOf(document.text, fault.span)) ||
        inside.some((place) => place && encloses(place.span, fault.span))),
  );
}

/** Whether a map or list ends where something cannot be read, which may have been meant to be in it. */
function isCutShort({ kind, span }: YamlNode, fault: YamlProblem, { text }: YamlDocument): boolean {
  return kind !== "scalar" && span.end <= fault.span.start && text.slice(span.end, fault.span.start).trim() === "";
}

/** What stands behind a bracket that is never closed, below the same key, is read as something else than it is. */
function isInOpenBracket({ span }: SchemaProblem, fault: YamlProblem, { root }: YamlDocument): boolean {
  if (fault.code !== "unclosed-bracket" || root?.kind !== "map") return false;
  return root.entries.some((entry) => encloses(entry.span, fault.span) && encloses(entry.span, span));
}

/** A block of type `start` is told by a rule of its own. */
function isSecondStart({ kind, data }: SchemaProblem, workflow: WorkflowModel | undefined): boolean {
  if (kind !== "invalid-value") return false;
  return [...(workflow?.blocks.values() ?? [])].some(
    (block) => block.type === "start" && block.node.get("type")?.value === data.node,
  );
}

/** Without `blocks:` the blocks lie in another map, where nobody knows them. */
function isLostBlock({ kind, data }: SchemaProblem, all: readonly SchemaProblem[]): boolean {
  const lost = all.some((other) => other.kind === "missing-property" && other.data.property === "blocks");
  return lost && kind === "unknown-property" && data.near === undefined && data.entry?.value.kind === "map";
}

/** The map in which a pair stands. */
function mapWith(node: YamlNode | undefined, entry: YamlEntry): YamlMap | undefined {
  if (node?.kind === "sequence")
    for (const item of node.items) {
      const found = mapWith(item, entry);
      if (found) return found;
    }
  if (node?.kind !== "map") return undefined;
  if (node.entries.includes(entry)) return node;
  for (const { value } of node.entries) {
    const found = encloses(value.span, entry.span) ? mapWith(value, entry) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Whether a key is missing because another one is mistyped: `methd` beside no `method`. */
function isSlip(missing: SchemaProblem, unknown: SchemaProblem): boolean {
  const { property, node } = missing.data;
  const { entry, near } = unknown.data;
  if (missing.kind !== "missing-property" || unknown.kind !== "unknown-property" || !entry) return false;
  // Of "one of these is missing" any unknown key may be the one that was meant, if it is near no other.
  const oneOf = property === undefined && (near === undefined || missing.message.includes(`\`${near}\``));
  if (!oneOf && (near === undefined || near !== property)) return false;
  return node?.kind === "map" && node.entries.includes(entry);
}

function mistyped(missing: SchemaProblem, unknown: SchemaProblem | undefined): SchemaProblem {
  const key = unknown?.data.entry?.key.text;
  const { property } = missing.data;
  if (!unknown || key === undefined) return missing;
  return {
    ...unknown,
    rule: missing.rule,
    message: `${property === undefined ? missing.message : `\`${property}\` is missing`}, and there is an unknown key \`${key}\``,
  };
}

function lineOf(text: string, place: Span): Span {
  const before = text.slice(0, place.start).search(/[^\r\n]*$/);
  const rest = text.slice(place.start).search(/[\r\n]|$/);
  return { start: before, end: place.start + rest + 1 };
}
