/**
 * Velocity: templates to trees, and trees with values to text, as Apache Velocity 2.4 reads and renders them. This is an
 * island: it knows nothing of YAML, editors or files, and what it needs of the world comes in as an argument.
 */
export type { ParseOptions, ParseResult } from "./parse-template";
export { parse } from "./parse-template";
export { LineIndex, type Problem, type ProblemCode, type Severity } from "./problems";
export type * from "./tree";
export { children, type FoundReference, references, type Visitor, walk } from "./walk";
export type { Gobbling } from "./whitespace";
