/**
 * `{ parameter: ${lesson}, … }`: YAML takes the brace for one of its own, and quotes around it would only bring the next fault to
 * light, for the place takes the bare name of a parameter.
 */
import { type ReferenceValue, readSource, type SourceFile } from "../model/source-file";
import { applyEdits } from "../text/edit";
import type { YamlProblem } from "../yaml/index";

/** So many references of a file are put in quotes to see what they stand for. */
const mostRounds = 20;

/** The name that is meant where a reference without quotes stands in place of a bare name. */
export function bareNameOf(file: SourceFile, { span, code }: YamlProblem): string | undefined {
  if (code !== "bare-reference" || file.kind !== "workflow") return undefined;
  let at = span.start;
  let now = file;
  for (let round = 0; round < mostRounds; round++) {
    const edits = now.document?.problems.flatMap((one) => (one.code === code ? (one.fix?.edits ?? []) : [])) ?? [];
    if (edits.length === 0) break;
    at += edits.filter((edit) => edit.span.start < at).reduce((sum, { newText }) => sum + newText.length, 0);
    now = readSource(file.uri, file.kind, applyEdits(now.text, edits), file.version);
  }
  const value = now.values.find(({ scalar }) => scalar && scalar.span.start <= at && at < scalar.span.end);
  return value && nameIn(value);
}

function nameIn({ place, text, list: { references } }: ReferenceValue): string | undefined {
  const [reference] = references;
  if (place !== "bare-name" || !reference || reference.path.length > 0 || reference.fallback) return undefined;
  return reference.span.start === 0 && reference.span.end === text.length ? reference.name : undefined;
}
