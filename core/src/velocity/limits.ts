/**
 * The one table of limits. A template is a program somebody else may have written, so whatever it can make large, deep or
 * long is bounded here, and each bound ends in a problem of its own code. The time limit needs a clock from outside
 * (`RenderOptions.clock`), since nothing in this folder reads one; steps bound the work without it.
 */
export interface Limits {
  /** Nodes evaluated and loop rounds together. */
  readonly steps: number;
  /** Length of the printed text, in UTF-16 units. */
  readonly output: number;
  /** Macro calls, #parse, #evaluate, #define and texts with references inside each other. */
  readonly depth: number;
  /** Macro calls inside each other, as the platform has it. */
  readonly macroDepth: number;
  /** Files read by #parse inside each other, as the platform has it. */
  readonly parseDepth: number;
  /** Milliseconds. */
  readonly time: number;
  /** Length of a template, in UTF-16 units. */
  readonly template: number;
  /** Length of one text value, and the number of items of one list, that a template may build. */
  readonly value: number;
  /** Steps of the matcher for one use of a regular expression. */
  readonly pattern: number;
}

export const defaultLimits: Limits = {
  steps: 100_000,
  output: 1_048_576,
  depth: 64,
  macroDepth: 20,
  parseDepth: 10,
  time: 1_000,
  template: 1_048_576,
  value: 1_048_576,
  pattern: 1_000_000,
};

/** How deep blocks and expressions may be nested in a text: enough for people, too little to exhaust the stack. */
export const nestingLimit = 200;
