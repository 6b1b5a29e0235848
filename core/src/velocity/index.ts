/**
 * Velocity: templates to trees, and trees with values to text, as Apache Velocity 2.4 reads and renders them. This is an
 * island: it knows nothing of YAML, editors or files, and what it needs of the world comes in as an argument.
 */
export { defaultLimits, type Limits, nestingLimit } from "./limits";
export { macrosOf } from "./macros";
export { type MethodInfo, type MethodOwner, methodsOf } from "./methods/index";
export type { ParseOptions, ParseResult } from "./parse-template";
export { isDirectiveName, parse } from "./parse-template";
export type { Doubles } from "./plain";
export { PlatformLines, type Problem, type ProblemCode, type Severity } from "./problems";
export { type RegexFault, regexFault } from "./regex/index";
export { type RenderOptions, type RenderResult, render } from "./render";
export type { TraceEntry, UsedReference } from "./runtime";
export { type ToolSet, toolMethods } from "./tools/index";
export type * from "./tree";
export { children, type FoundReference, references, type Visitor, walk } from "./walk";
export type { Gobbling } from "./whitespace";
