/**
 * References in place of a JSON value whose value may be missing: then the body is no JSON. A quiet one prints nothing, a plain one
 * its own source.
 */
import type { Reference } from "../reference/tree";
import { isOfManyEvents } from "./event-evidence";
import { isJsonWord, jsonBodies } from "./json-body";
import type { CheckedFile, CheckedReference } from "./rule";
import { missingIn, sampleValues } from "./sample-values";
import { unknownMembers } from "./unknown-members";

export interface Gap {
  readonly checked: CheckedReference;
  /** The samples that lack the value; empty where only the form of the reference speaks. */
  readonly missing: readonly string[];
  /** `sample`: a sample lacks it; `field`: a contact field can be empty; `unknown`: no sample tells. */
  readonly evidence: "sample" | "field" | "unknown";
}

/** The gaps of a file by their reference. */
export function unquotedGaps(file: CheckedFile): ReadonlyMap<Reference, Gap> {
  return file.once(readGaps);
}

function readGaps(file: CheckedFile): ReadonlyMap<Reference, Gap> {
  const gaps = new Map<Reference, Gap>();
  const bodies = jsonBodies(file);
  if (bodies.length === 0) return gaps;
  const many = isOfManyEvents(file);
  for (const checked of file.references) {
    const { reference, value } = checked;
    const body = bodies.find((candidate) => candidate.value === value);
    if (body?.placeOf(reference) !== "value" || reference.local || reference.fallback) continue;
    if (unknownMembers(file).isTold(value, reference.span.start)) continue;
    const gap = gapOf(file, checked, many);
    if (gap) gaps.set(reference, gap);
  }
  return gaps;
}

function gapOf(file: CheckedFile, checked: CheckedReference, many: boolean): Gap | undefined {
  const { reference, found } = checked;
  if (reference.path.some(({ kind }) => kind === "method")) return undefined;
  const answer = found();
  if (answer.kind === "missing" || answer.kind === "case") return undefined;
  if (answer.kind === "unsure") return reference.quiet ? undefined : { checked, missing: [], evidence: "unknown" };
  const { entry } = answer;
  if ((entry.origin !== "contact" && entry.origin !== "event") || (many && entry.origin === "event")) return undefined;
  // Every contact has its number.
  if (/^contact_?id$/i.test(entry.name)) return undefined;
  const values = sampleValues(file, checked);
  // A text without quotes breaks the body in any case, and is told of as that.
  if (values.some(({ value }) => typeof value === "string" && !isJsonWord(value))) return undefined;
  const have = new Set(values.map(({ from }) => from));
  const lacks = [...missingIn(file, entry), ...entry.samples.flatMap(({ from }) => (have.has(from) ? [] : [from]))];
  if (lacks.length > 0) return { checked, missing: lacks, evidence: "sample" };
  if (reference.quiet || entry.origin === "event" || entry.samples.length > 0) return undefined;
  return { checked, missing: [], evidence: "field" };
}
