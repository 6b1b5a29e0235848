/**
 * The engine's own settings, by the names that Apache Velocity gives them. Those that make sense without a file system and a
 * log are known here; all others are ignored, and so are values that are none.
 */
import type { Limits } from "./limits";
import type { Gobbling } from "./whitespace";

export interface EngineSettings {
  readonly spaceGobbling: Gobbling;
  /** Whether emptiness and zero count as false. */
  readonly emptyCheck: boolean;
  /** Whether double-quoted texts are templates. */
  readonly interpolate: boolean;
  /** Whether the items of a range stay what they are. */
  readonly immutableRanges: boolean;
  /** Whether an undefined name fails the message. */
  readonly strict: boolean;
  /** Whether arithmetic with what is no number fails the message. */
  readonly strictMath: boolean;
  /** Whether a macro takes exactly its arguments. */
  readonly strictArguments: boolean;
  /** Whether a loop over what has no items is no error. */
  readonly skipInvalid: boolean;
  /** Rounds of one loop at most. */
  readonly maxLoops: number;
  /** How often a defined block is rendered inside itself. */
  readonly defineDepth: number;
  /** The name by which a block macro refers to its body. */
  readonly bodyReference: string;
  /** Whether names may contain hyphens. */
  readonly hyphens: boolean;
  /** Whether a parameter without a value is printed as its argument is written. */
  readonly keepArguments: boolean;
  /** Whether a parameter without an argument keeps the value its name has outside. */
  readonly outerArguments: boolean;
  /** Whether a backslash escapes names that are not defined as well. */
  readonly strictEscape: boolean;
  /** The blocks that give a scope of their name to what is inside; those of loops do unless told otherwise. */
  readonly scopes: ReadonlySet<string>;
}

const scopePrefix = "context.scope_control.";
const gobblings: ReadonlySet<string> = new Set<Gobbling>(["none", "bc", "lines", "structured"]);

function isGobbling(mode: string | undefined): mode is Gobbling {
  return mode !== undefined && gobblings.has(mode);
}

export type Props = Readonly<Record<string, string | number | boolean>>;

/** The settings that the properties ask for. */
export function engineSettings(props: Props): EngineSettings {
  const text = (name: string): string | undefined => (Object.hasOwn(props, name) ? String(props[name]).trim() : undefined);
  const flag = (name: string, otherwise: boolean): boolean => {
    const value = text(name)?.toLowerCase();
    return value === undefined ? otherwise : ["true", "yes", "on"].includes(value);
  };
  const mode = text("parser.space_gobbling")?.toLowerCase();
  const body = text("velocimacro.body_reference");
  const compatible = flag("velocimacro.enable_bc_mode", false);
  const named = Object.keys(props).filter((name) => name.startsWith(scopePrefix));
  const scopes = ["foreach", ...named.map((name) => name.slice(scopePrefix.length))];
  return {
    spaceGobbling: isGobbling(mode) ? mode : "lines",
    emptyCheck: flag("directive.if.empty_check", true),
    interpolate: flag("runtime.interpolate_string_literals", true),
    immutableRanges: flag("runtime.immutable_ranges", true),
    strict: flag("runtime.strict_mode.enable", false),
    strictMath: flag("runtime.strict_math", false),
    strictArguments: flag("velocimacro.arguments.strict", false),
    skipInvalid: flag("directive.foreach.skip_invalid", true),
    maxLoops: count(text("directive.foreach.max_loops")) ?? Number.POSITIVE_INFINITY,
    defineDepth: count(text("directive.define.max_depth")) ?? 2,
    bodyReference: body === undefined || body === "" ? "bodyContent" : body,
    hyphens: flag("parser.allow_hyphen_in_identifiers", false),
    keepArguments: flag("velocimacro.arguments.preserve_literals", compatible),
    outerArguments: compatible,
    strictEscape: flag("runtime.strict_mode.escape", false),
    scopes: new Set(scopes.filter((name) => flag(scopePrefix + name, name === "foreach"))),
  };
}

/** Depths that are limits here as well; a template cannot raise ours. */
export function limitsOf(props: Props, limits: Limits): Limits {
  const lower = (name: string, limit: number): number =>
    Math.min(limit, count(Object.hasOwn(props, name) ? String(props[name]) : undefined) ?? limit);
  return {
    ...limits,
    macroDepth: lower("velocimacro.max_depth", limits.macroDepth),
    parseDepth: lower("directive.parse.max_depth", limits.parseDepth),
  };
}

function count(text: string | undefined): number | undefined {
  const value = text === undefined ? 0 : Number(text);
  return Number.isInteger(value) && value > 0 ? value : undefined;
}
