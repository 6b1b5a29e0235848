/**
 * The state of one rendering: variables, macros, printed text, limits, problems and what is noted of them. It evaluates
 * nothing itself. Everything that ends a rendering early is one of the exceptions at the end of this file.
 */
import type { Span } from "../text/span";
import type { Limits } from "./limits";
import type { ObjectTables } from "./methods/index";
import type { MethodContext } from "./methods/method";
import { toPlain } from "./plain";
import type { PlatformLines, Problem, ProblemCode } from "./problems";
import type { EngineSettings } from "./settings";
import type { MacroNode, ReferenceNode } from "./tree";
import { type ObjectValue, TooLarge, type Value } from "./values";

/** Which stretch of the template printed which stretch of the text. */
export interface TraceEntry {
  readonly output: Span;
  readonly span: Span;
  /** The file the span lies in, when it is one read by #parse. */
  readonly file?: string;
}

/** A reference that was evaluated, with its first value. */
export interface UsedReference {
  readonly span: Span;
  readonly source: string;
  /** Plain data; undefined where the reference has no value. */
  readonly value: unknown;
  readonly missing: boolean;
  /** How much had been printed then: where a value that prints nothing would stand. Absent inside of a value. */
  readonly at?: number;
  readonly file?: string;
}

/** A text that is being rendered: the template itself, or a file read by #parse. */
export interface Source {
  readonly file: string | undefined;
  readonly lines: PlatformLines;
  /** Where all of it counts as standing, for a text that #evaluate got from a value and that stands nowhere. */
  readonly place?: Span;
}

export interface MacroEntry {
  readonly node: MacroNode;
  readonly source: Source;
}

export interface RuntimeSettings extends Omit<MethodContext, "charge" | "spend"> {
  readonly clock: (() => number) | undefined;
  readonly files: ReadonlyMap<string, string>;
  readonly objects: ObjectTables;
  readonly engine: EngineSettings;
}

export class Runtime implements MethodContext {
  readonly limits: Limits;
  readonly now: number;
  readonly timeZone: string;
  readonly locale: string;
  readonly problems: Problem[] = [];
  readonly trace: TraceEntry[] = [];
  readonly macros = new Map<string, MacroEntry>();
  /** Names of the macros being called, innermost last. */
  readonly macroStack: string[] = [];
  parseDepth = 1;
  private readonly usedNodes = new Map<ReferenceNode, UsedReference>();
  private readonly started: number | undefined;
  private steps = 0;
  private charged = 0;
  private depth = 0;
  private chunks: string[] = [];
  private length = 0;
  /** Whether what is printed goes to the text itself and not into a value. */
  private direct = true;

  constructor(
    readonly settings: RuntimeSettings,
    readonly variables: Map<string, Value>,
    public source: Source,
  ) {
    this.limits = settings.limits;
    this.now = settings.now;
    this.timeZone = settings.timeZone;
    this.locale = settings.locale;
    this.started = settings.clock?.();
  }

  get text(): string {
    return this.chunks.join("");
  }

  get used(): UsedReference[] {
    return [...this.usedNodes.values()];
  }

  /** Prints a text that comes from a place of the template. */
  print(text: string, place: Span): void {
    if (text === "") return;
    const room = this.limits.output - this.length;
    const printed = text.length > room ? text.slice(0, room) : text;
    if (this.direct && printed !== "") {
      const output = { start: this.length, end: this.length + printed.length };
      const span = this.source.place ?? place;
      this.trace.push(this.source.file === undefined ? { output, span } : { output, span, file: this.source.file });
    }
    this.chunks.push(printed);
    this.length += printed.length;
    if (text.length > room) this.fail("limit-output", `Cannot print more than ${this.limits.output} characters`, place);
  }

  /** Gives what `run` prints instead of printing it. */
  capture(run: () => void): string {
    const { chunks, length, direct } = this;
    this.chunks = [];
    this.length = 0;
    this.direct = false;
    try {
      run();
      const text = this.text;
      this.charge(text.length);
      return text;
    } finally {
      this.chunks = chunks;
      this.length = length;
      this.direct = direct;
    }
  }

  /** Counts one node or one round of a loop. */
  step(place: Span): void {
    this.steps++;
    if (this.steps > this.limits.steps) this.fail("limit-steps", `Stopped after ${this.limits.steps} steps`, place);
    if (this.started !== undefined && this.steps % 128 === 0 && (this.settings.clock?.() ?? 0) - this.started > this.limits.time)
      this.fail("limit-time", `Stopped after ${this.limits.time} ms`, place);
  }

  charge(units: number): void {
    if (units > this.limits.value) throw new TooLarge();
    this.spend(units);
  }

  spend(units: number): void {
    this.charged += units;
    if (this.charged > 32 * this.limits.value) throw new TooLarge();
  }

  /** Runs what lies one level deeper. */
  nested<T>(place: Span, run: () => T): T {
    if (this.depth >= this.limits.depth)
      this.fail("limit-depth", `Stopped at ${this.limits.depth} calls and blocks inside each other`, place);
    this.depth++;
    try {
      return run();
    } finally {
      this.depth--;
    }
  }

  /** Runs with another text as the source of what is evaluated. */
  inSource<T>(source: Source, run: () => T): T {
    const before = this.source;
    this.source = source;
    try {
      return run();
    } finally {
      this.source = before;
    }
  }

  note(node: ReferenceNode, value: Value): void {
    if (this.usedNodes.has(node)) return;
    const entry = {
      span: this.source.place ?? node.span,
      source: node.source,
      value: value === null ? undefined : toPlain(value),
      missing: value === null,
      ...(this.direct ? { at: this.length } : {}),
    };
    this.usedNodes.set(node, this.source.file === undefined ? entry : { ...entry, file: this.source.file });
  }

  /** Ends the rendering: the platform would fail the whole message here. */
  fail(code: ProblemCode, message: string, place: Span): never {
    throw new Failure(this.problem("error", code, message, place));
  }

  warn(code: ProblemCode, message: string, place: Span): void {
    if (this.problems.some((known) => known.code === code && known.span.start === place.start)) return;
    this.problems.push(this.problem("warning", code, message, place));
  }

  private problem(severity: "error" | "warning", code: ProblemCode, message: string, place: Span): Problem {
    const span = this.source.place ?? place;
    const found = { severity, code, message, span, ...this.source.lines.at(span.start) };
    return this.source.file === undefined ? found : { ...found, file: this.source.file };
  }
}

/** The platform would fail the message. */
export class Failure extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/** `#break`: leaves the block that owns the scope, or the nearest one. */
export class BreakSignal extends Error {
  constructor(readonly scope: ObjectValue | undefined) {
    super("break");
  }
}

/** `#stop`: ends the template. */
export class StopSignal extends Error {}
