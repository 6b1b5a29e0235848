/** The scope of a value in which no reference may stand. */
import type { ReferenceValue } from "../model/source-file";
import type { Scope } from "../scope/scope";
import { scopeOf } from "../scope/scope-at";
import type { CheckedFile } from "./rule";

/** What can be named in a value. */
export function scopeOfValue(file: CheckedFile, value: ReferenceValue): Scope {
  const known = [...file.references, ...file.literals].find((checked) => checked.value === value);
  return known?.scope() ?? scopeOf(file.project, file.source, value);
}
