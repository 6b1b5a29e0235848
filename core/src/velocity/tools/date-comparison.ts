/** How far two dates lie apart, in words: `$date.whenIs(…)` and `$date.difference(…)` of Apache's generic tools. */
import { type Method, method } from "../methods/method";
import { ObjectValue, type Value, whole } from "../values";

export const comparisonType = "org.apache.velocity.tools.generic.ComparisonDateTool$Comparison";

/** To the current time, to another one, or only the distance. */
type Manner = "current" | "relative" | "difference";

/** Units from the largest, in milliseconds, with their short names for one and for many. */
const units: readonly (readonly [name: string, size: number, one: string, many: string])[] = [
  ["year", 31_536_000_000, "yr", "yrs"],
  ["month", 2_592_000_000, "mo", "mos"],
  ["week", 604_800_000, "wk", "wks"],
  ["day", 86_400_000, "day", "days"],
  ["hour", 3_600_000, "hr", "hrs"],
  ["minute", 60_000, "min", "min"],
  ["second", 1_000, "s", "s"],
  ["millisecond", 1, "ms", "ms"],
];

export class ComparisonValue extends ObjectValue {
  readonly type = comparisonType;

  constructor(
    readonly milliseconds: number,
    readonly manner: Manner,
    readonly depth = 1,
    readonly short = false,
  ) {
    super();
  }

  print(): string {
    const { milliseconds, manner, short } = this;
    if (milliseconds === 0)
      return manner === "current"
        ? "now"
        : manner === "relative"
          ? short
            ? "same"
            : "same time"
          : short
            ? "0 ms"
            : "0 milliseconds";
    const before = milliseconds < 0;
    const distance = this.distance(Math.abs(milliseconds), this.depth);
    if (manner === "difference") return before ? `-${distance}` : distance;
    if (manner === "relative") return `${distance} ${before ? "earlier" : "later"}`;
    if (distance === "1 day") return before ? "yesterday" : "tomorrow";
    return `${distance} ${before ? "ago" : "away"}`;
  }

  private distance(milliseconds: number, depth: number): string {
    const [name, size, one, many] = units.find(([, unit]) => milliseconds >= unit) ?? ["millisecond", 1, "ms", "ms"];
    const count = Math.floor(milliseconds / size);
    const rest = milliseconds - count * size;
    const unit = this.short ? (count === 1 ? one : many) : count === 1 ? name : `${name}s`;
    return depth > 1 && rest > 0 ? `${count} ${unit} ${this.distance(rest, depth - 1)}` : `${count} ${unit}`;
  }
}

function count(name: string, size: number): Method<ComparisonValue> {
  return method(
    `get${name}(): long`,
    `The whole ${name.toLowerCase()} between the dates.`,
    (self): Value => whole(Math.trunc(self.milliseconds / size), "Long"),
  );
}

export const comparisonMethods: readonly Method<ComparisonValue>[] = [
  ...units.map(([name, size]) => count(`${name.charAt(0).toUpperCase()}${name.slice(1)}s`, size)),
  method(
    "abbr(short: boolean): Comparison",
    "The same with short names.",
    (self, args) => new ComparisonValue(self.milliseconds, self.manner, self.depth, args.get(0) === true),
  ),
  method(
    "getAbbr(): Comparison",
    "The same with short names.",
    (self) => new ComparisonValue(self.milliseconds, self.manner, self.depth, true),
  ),
  method(
    "depth(units: int): Comparison",
    "The same with so many units.",
    (self, args) => new ComparisonValue(self.milliseconds, self.manner, args.number(0), self.short),
  ),
  method(
    "getFull(): Comparison",
    "The same with all units.",
    (self) => new ComparisonValue(self.milliseconds, self.manner, units.length, self.short),
  ),
  method(
    "getDifference(): Comparison",
    "The distance only.",
    (self) => new ComparisonValue(self.milliseconds, "difference", self.depth, self.short),
  ),
  method(
    "getRelative(): Comparison",
    "The distance with `earlier` or `later`.",
    (self) => new ComparisonValue(self.milliseconds, "relative", self.depth, self.short),
  ),
];
