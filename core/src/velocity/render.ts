/** Rendering: a template and values to text, with all problems, bounded by limits. */
import { Evaluator } from "./evaluate";
import { defaultLimits, type Limits } from "./limits";
import { parse } from "./parse-template";
import { type Doubles, fromPlain } from "./plain";
import { PlatformLines, type Problem } from "./problems";
import { BreakSignal, Failure, Runtime, StopSignal, type TraceEntry, type UsedReference } from "./runtime";
import { engineSettings, limitsOf, type Props } from "./settings";
import { objectTables, type ToolSet, toolsOf } from "./tools/index";
import { MapValue } from "./values";

export interface RenderOptions {
  readonly tools?: ToolSet;
  /** What #parse and #include can read, by name. */
  readonly files?: ReadonlyMap<string, string> | Readonly<Record<string, string>>;
  /** Settings of the engine by their names, such as `parser.space_gobbling`. */
  readonly props?: Props;
  /** Which whole numbers of the context are doubles. */
  readonly doubles?: Doubles;
  /** Milliseconds since 1970: the time for tools that ask for it. */
  readonly now?: number;
  readonly timeZone?: string;
  readonly locale?: string;
  readonly limits?: Partial<Limits>;
  /** Gives milliseconds, for the limit of time; without it only the other limits hold. */
  readonly clock?: () => number;
}

export interface RenderResult {
  /** What was printed, up to the error if there was one. */
  readonly text: string;
  /** Those of reading and of rendering. One of severity `error` means that the platform would send nothing. */
  readonly problems: readonly Problem[];
  readonly trace: readonly TraceEntry[];
  readonly used: readonly UsedReference[];
}

/** Renders a template with plain data, such as parsed JSON, as its context. */
export function render(template: string, context: unknown, options: RenderOptions = {}): RenderResult {
  const props = options.props ?? {};
  const limits = limitsOf(props, { ...defaultLimits, ...options.limits });
  if (template.length > limits.template) {
    const message = `Cannot render a template of more than ${limits.template} characters`;
    return nothing([
      { severity: "error", code: "limit-template", message, span: { start: 0, end: template.length }, line: 1, column: 1 },
    ]);
  }
  const engine = engineSettings(props);
  const { tree, problems } = parse(template, engine);
  if (problems.some(({ severity }) => severity === "error")) return nothing(problems);
  const variables = toolsOf(options.tools ?? "platform");
  const values = fromPlain(context, options.doubles);
  if (values instanceof MapValue)
    for (const { key, value } of values.entries.values()) if (typeof key === "string") variables.set(key, value);
  const runtime = new Runtime(
    {
      limits,
      now: options.now ?? 0,
      timeZone: options.timeZone ?? "UTC",
      locale: options.locale ?? "en-US",
      clock: options.clock,
      files: options.files instanceof Map ? options.files : new Map(Object.entries(options.files ?? {})),
      objects: objectTables,
      engine,
    },
    variables,
    { file: undefined, lines: new PlatformLines(template) },
  );
  const found = [...problems];
  try {
    new Evaluator(runtime).template(tree);
  } catch (error) {
    if (error instanceof Failure) found.push(error.problem);
    else if (error instanceof RangeError) found.push(tooDeep(template));
    else if (!(error instanceof StopSignal || error instanceof BreakSignal)) throw error;
  }
  return { text: runtime.text, problems: [...found, ...runtime.problems], trace: runtime.trace, used: runtime.used };
}

/** The stack of the host ended before the limits did, as in a worker with a small one. */
function tooDeep(template: string): Problem {
  const message = "Stopped: calls, blocks and values are too deep inside each other";
  return { severity: "error", code: "limit-depth", message, span: { start: 0, end: template.length }, line: 1, column: 1 };
}

function nothing(problems: readonly Problem[]): RenderResult {
  return { text: "", problems, trace: [], used: [] };
}
