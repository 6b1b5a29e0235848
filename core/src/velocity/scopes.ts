/** Values that exist only while a template runs: the state of a loop, and blocks that print themselves. */
import { type Method, method } from "./methods/method";
import { ObjectValue, type Value, whole } from "./values";

/** `$foreach`: where its loop is. It takes properties of the template's own as well. */
export class LoopValue extends ObjectValue {
  readonly type = "org.apache.velocity.runtime.directive.ForeachScope";
  index = -1;
  hasNext = false;
  private readonly own = new Map<string, Value>();

  constructor(
    /** The loop around this one. */
    readonly parent: LoopValue | undefined,
    private readonly place: string,
  ) {
    super();
  }

  private get depth(): number {
    return (this.parent?.depth ?? 0) + 1;
  }

  get topmost(): LoopValue {
    return this.parent?.topmost ?? this;
  }

  override property(name: string): Value | undefined {
    if (name === "info") return `#foreach[type:block${this.depth > 1 ? ` depth:${this.depth}` : ""} ${this.place}]`;
    return loopMembers.has(name) ? undefined : this.find(name);
  }

  /** What the template put in, here or in the loops around. */
  find(name: string): Value | undefined {
    return this.own.has(name) ? this.own.get(name) : this.parent?.find(name);
  }

  override assign(name: string, value: Value): boolean {
    this.own.set(name, value);
    return true;
  }

  /** Velocity takes it for a map, which is false while the template has put nothing in. */
  override get truth(): boolean {
    return this.own.size > 0;
  }

  print(): string {
    return `{${Array.from(this.own, ([name, value]) => `${name}=${typeof value === "string" ? value : ""}`).join(", ")}}`;
  }
}

export const loopMethods: readonly Method<LoopValue>[] = [
  method("getIndex(): int", "The number of the round, from 0.", (self) => whole(self.index)),
  method("getCount(): int", "The number of the round, from 1.", (self) => whole(self.index + 1)),
  method("hasNext(): boolean", "Whether another round follows.", (self) => self.hasNext),
  method("getHasNext(): boolean", "Whether another round follows.", (self) => self.hasNext),
  method("isFirst(): boolean", "Whether this is the first round.", (self) => self.index === 0),
  method("isLast(): boolean", "Whether this is the last round.", (self) => !self.hasNext),
  method("getFirst(): boolean", "Whether this is the first round.", (self) => self.index === 0),
  method("getLast(): boolean", "Whether this is the last round.", (self) => !self.hasNext),
  method("getParent(): Loop", "The loop around this one.", (self) => self.parent ?? null),
  method("get(name: Object): Object", "What the template put in by a name.", (self, args) => self.find(args.text(0)) ?? null),
  method("put(name: Object, value: Object): Object", "Keeps a value by a name.", (self, args) => {
    const old = self.find(args.text(0)) ?? null;
    self.assign(args.text(0), args.get(1));
    return old;
  }),
  method("set(name: Object, value: Object): String", "Keeps a value by a name and prints nothing.", (self, args) => {
    self.assign(args.text(0), args.get(1));
    return "";
  }),
  method("getTopmost(): Loop", "The outermost loop.", (self) => self.topmost),
];

const loopMembers: ReadonlySet<string> = new Set(["index", "count", "hasNext", "first", "last", "parent", "topmost"]);

/** What #define binds and `$bodyContent` is: template text that is rendered each time it is printed. */
export class BlockValue extends ObjectValue {
  readonly type = "org.apache.velocity.runtime.directive.Block$Reference";
  /** How often it is being rendered inside itself. */
  active = 0;

  constructor(
    /** Renders into the text. */
    readonly render: () => void,
    private readonly toText: () => string,
  ) {
    super();
  }

  print(): string {
    return this.toText();
  }

  override describe(): string {
    return "#define … #end";
  }
}

export const blockMethods: readonly Method<BlockValue>[] = [
  method("toString(): String", "What the block prints.", (self) => self.print()),
];
