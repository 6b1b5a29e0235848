/** The door of the core. `createLanguage(platform)` gives the language; the rest is what its answers are made of. */

export type { CodeAction } from "./ide/code-actions";
export type { CodeLens } from "./ide/code-lenses";
export type { Completion } from "./ide/completion";
export type { Highlight, Place } from "./ide/definition";
export type { Hover } from "./ide/hover";
export type { RenameAnswer, RenameStart } from "./ide/rename";
export type { DocumentSymbol } from "./ide/symbols";
export { createLanguage, Language } from "./language";
export { rulePages } from "./lint/generated/pages";
export { rules } from "./lint/generated/registry";
export type { Finding, Fix, Related, Rule } from "./lint/rule";
export type { Severity } from "./model/config";
export type { FileKind } from "./model/kinds";
export { fileKind } from "./model/kinds";
export type { SourceFile } from "./model/source-file";
export * from "./platform";
export type { ProjectReader } from "./project/reader";
export type { Change } from "./project/workspace";
export { schemas } from "./schema/generated/schemas";
export type { TextEdit } from "./text/edit";
export { applyEdits } from "./text/edit";
export type { Position, Range } from "./text/lines";
export { LineIndex } from "./text/lines";
export type { Span } from "./text/span";
export { baseName, normalUri, relativePath } from "./text/uri";
