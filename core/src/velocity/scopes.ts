/** Values that exist only while a template runs: scopes such as the state of a loop, and blocks that print themselves. */
import { type Method, method } from "./methods/method";
import { ObjectValue, type Value, whole } from "./values";

/** What a scope tells of the directive it belongs to. */
export interface ScopePlace {
  readonly name: string;
  readonly type: "block" | "line";
  readonly template: string;
  readonly line: number;
  readonly column: number;
}

/** `$foreach.info` and its like. */
class InfoValue extends ObjectValue {
  readonly type = "org.apache.velocity.runtime.directive.Scope$Info";

  constructor(
    readonly place: ScopePlace,
    readonly depth: number,
  ) {
    super();
  }

  print(): string {
    const { name, type, template, line, column } = this.place;
    const depth = this.depth > 1 ? ` depth:${this.depth}` : "";
    const quoted = template.includes(" ") ? `"${template}"` : template;
    return `#${name}[type:${type}${depth} template:${quoted} line:${line} column:${column}]`;
  }
}

export const infoMethods: readonly Method<InfoValue>[] = [
  method("getName(): String", "The name of the directive.", (self) => self.place.name),
  method("getType(): String", "`block` or `line`.", (self) => self.place.type),
  method("getDepth(): int", "How many scopes of the same kind lie inside each other here.", (self) => whole(self.depth)),
  method("getTemplate(): String", "The name of the template.", (self) => self.place.template),
  method("getLine(): int", "The line of the directive.", (self) => whole(self.place.line)),
  method("getColumn(): int", "The column of the directive.", (self) => whole(self.place.column)),
  method("toString(): String", "All of it.", (self) => self.print()),
];

/** What a directive offers to its inside under its own name. It takes properties of the template's own as well. */
export class ScopeValue extends ObjectValue {
  readonly type: string = "org.apache.velocity.runtime.directive.Scope";
  /** The scope of the same kind around this one. */
  readonly parent: ScopeValue | undefined;
  private readonly hidden: Value;
  private readonly own = new Map<string, Value>();

  constructor(
    /** What had the name before. */
    outer: Value,
    private readonly place: ScopePlace,
  ) {
    super();
    this.parent = outer instanceof ScopeValue ? outer : undefined;
    this.hidden = outer instanceof ScopeValue ? null : outer;
  }

  private get depth(): number {
    return (this.parent?.depth ?? 0) + 1;
  }

  get topmost(): ScopeValue {
    return this.parent?.topmost ?? this;
  }

  /** The value of the template that this name has outside of all scopes. */
  get replaced(): Value {
    return this.hidden ?? this.parent?.replaced ?? null;
  }

  get info(): InfoValue {
    return new InfoValue(this.place, this.depth);
  }

  override property(name: string): Value | undefined {
    return scopeMembers.has(name) || (this instanceof LoopValue && loopMembers.has(name)) ? undefined : this.find(name);
  }

  /** What the template put in, here or in the scopes around. */
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

/** `$foreach`: where its loop is. */
export class LoopValue extends ScopeValue {
  override readonly type = "org.apache.velocity.runtime.directive.ForeachScope";
  index = -1;
  hasNext = false;
}

export const scopeMethods: readonly Method<ScopeValue>[] = [
  method("getParent(): Scope", "The scope of the same kind around this one.", (self) => self.parent ?? null),
  method("getTopmost(): Scope", "The outermost scope of the same kind.", (self) => self.topmost),
  method("getReplaced(): Object", "The value that the name of the scope has outside.", (self) => self.replaced),
  method("getInfo(): Info", "Which directive the scope belongs to.", (self) => self.info),
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
];

export const loopMethods: readonly Method<LoopValue>[] = [
  method("getIndex(): int", "The number of the round, from 0.", (self) => whole(self.index)),
  method("getCount(): int", "The number of the round, from 1.", (self) => whole(self.index + 1)),
  method("hasNext(): boolean", "Whether another round follows.", (self) => self.hasNext),
  method("getHasNext(): boolean", "Whether another round follows.", (self) => self.hasNext),
  method("isFirst(): boolean", "Whether this is the first round.", (self) => self.index === 0),
  method("isLast(): boolean", "Whether this is the last round.", (self) => !self.hasNext),
  method("getFirst(): boolean", "Whether this is the first round.", (self) => self.index === 0),
  method("getLast(): boolean", "Whether this is the last round.", (self) => !self.hasNext),
  ...scopeMethods,
];

const scopeMembers: ReadonlySet<string> = new Set(["parent", "topmost", "replaced", "info"]);
const loopMembers: ReadonlySet<string> = new Set(["index", "count", "hasNext", "first", "last"]);

/** What #define binds and `$bodyContent` is: template text that is rendered each time it is printed. */
export class BlockValue extends ObjectValue {
  readonly type = "org.apache.velocity.runtime.directive.Block$Reference";
  /** How often it is being rendered inside itself. */
  active = 0;

  constructor(
    /** How often it can be. */
    readonly most: number,
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
