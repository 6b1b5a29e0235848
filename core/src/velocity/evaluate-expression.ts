/**
 * Expressions and references to values. A reference that leads nowhere is null, never an error; only what Java throws at, an
 * index out of range or a method that fails, ends the rendering.
 */
import type { Span } from "../text/span";
import { isEqual, isTrue, order } from "./compare";
import { callMethod, readProperty } from "./methods/index";
import { MethodFailure } from "./methods/method";
import { ArithmeticFailure, type ArithmeticOperator, asNumber, calculate, negate, parseLiteral } from "./numbers";
import { printValue } from "./print";
import { RegexTooHard } from "./regex/index";
import type { Runtime } from "./runtime";
import type { EngineSettings } from "./settings";
import type { BinaryNode, ExpressionNode, ReferenceNode, Step } from "./tree";
import { isNumber, ListValue, MapValue, ObjectValue, rangeType, TooLarge, type Value, whole } from "./values";

/** Renders the parts of a double-quoted text; the evaluator of bodies hands it in. */
export type PartsRenderer = (node: ExpressionNode & { kind: "string" }) => string;

export class Expressions {
  constructor(
    private readonly runtime: Runtime,
    private readonly renderParts: PartsRenderer,
  ) {}

  private get engine(): EngineSettings {
    return this.runtime.settings.engine;
  }

  /** The value of an expression. */
  value(node: ExpressionNode): Value {
    switch (node.kind) {
      case "reference":
        return this.reference(node);
      case "string":
        return node.parts === undefined || !this.engine.interpolate ? node.text : this.renderParts(node);
      case "number":
        return parseLiteral(node.text, node.whole);
      case "boolean":
        return node.value;
      case "group":
        return this.value(node.inner);
      case "list":
        return new ListValue(node.items.map((item) => this.value(item)));
      case "range":
        return this.guard(node.span, () => this.range(this.value(node.first), this.value(node.last)));
      case "map": {
        const map = new MapValue();
        for (const entry of node.entries) map.set(this.value(entry.key), this.value(entry.value));
        return map;
      }
      case "unary": {
        if (node.operator === "!") return !this.condition(node.operand);
        const operand = asNumber(this.value(node.operand));
        if (operand !== undefined) return negate(operand);
        this.blame(node.operand);
        return null;
      }
      case "binary":
        return this.binary(node);
      default:
        return null;
    }
  }

  /** What a condition makes of an expression: arithmetic and ranges are false, whatever they give. */
  condition(node: ExpressionNode): boolean {
    if (node.kind === "group") return this.condition(node.inner);
    if (node.kind === "range") return false;
    if (node.kind === "unary" && node.operator === "-") return this.condition(node.operand);
    if (node.kind === "binary" && "+-*/%".includes(node.operator)) return false;
    if (node.kind === "reference") return isTrue(this.reference(node, true), this.engine.emptyCheck);
    return isTrue(this.value(node), this.engine.emptyCheck);
  }

  /**
   * The value a reference stands for, its alternate included.
   * @param tested whether it stands in a condition, where even strict mode lets a name be undefined
   */
  reference(node: ReferenceNode, tested = false): Value {
    const { runtime } = this;
    runtime.step(node.span);
    let value = runtime.variables.get(node.name) ?? null;
    const mayMiss = !this.engine.strict || node.alternate !== undefined || (tested && node.steps.length === 0);
    if (!mayMiss && !runtime.variables.has(node.name))
      runtime.fail("undefined-name", `"${node.name}" is not defined`, node.nameSpan);
    for (const step of node.steps) {
      if (value === null && this.engine.strict)
        runtime.fail("undefined-name", `Nothing can be taken of "${node.name}", which has no value here`, step.span);
      if (value === null) break;
      value = this.step(value, step);
    }
    if (node.alternate !== undefined && !isTrue(value)) value = this.value(node.alternate);
    this.runtime.note(node, value);
    return value;
  }

  /** `#set`: gives a variable, a key or an item a value. Does nothing where the way to it leads nowhere. */
  assign(target: ReferenceNode, value: Value): void {
    const last = target.steps.at(-1);
    // Velocity takes an alternate in a target for part of its name.
    if (target.alternate !== undefined) return;
    if (last === undefined) {
      this.runtime.variables.set(target.name, value);
      return;
    }
    let owner = this.runtime.variables.get(target.name) ?? null;
    for (const step of target.steps.slice(0, -1)) {
      if (owner === null) break;
      owner = this.step(owner, step);
    }
    if (owner === null && this.engine.strict)
      this.runtime.fail("undefined-name", `Nothing can be set in "${target.name}", which has no value here`, last.span);
    if (owner === null || typeof owner !== "object" || last.kind === "method") return;
    if (last.kind === "property") {
      if (owner instanceof MapValue) owner.set(last.name, value);
      else if (owner instanceof ObjectValue) owner.assign(last.name, value);
      return;
    }
    const index = this.value(last.index);
    if (owner instanceof MapValue) owner.set(index, value);
    else if (owner instanceof ListValue && isNumber(index)) {
      if (owner.type === rangeType) this.runtime.fail("method-failed", "A range cannot be changed", last.span);
      owner.items[this.itemIndex(owner, index, last.span)] = value;
    }
  }

  private step(value: Exclude<Value, null>, step: Step): Value {
    if (step.kind === "index") return this.item(value, this.value(step.index), step.span);
    const { runtime } = this;
    const { objects } = runtime.settings;
    const args = step.kind === "method" ? step.arguments.map((argument) => this.value(argument)) : [];
    const found = this.guard(
      step.nameSpan,
      () =>
        step.kind === "property"
          ? readProperty(value, step.name, runtime, objects)
          : callMethod(value, step.name, args, runtime, objects),
      step.name,
    );
    if (found === undefined && this.engine.strict && !(step.kind === "property" && value instanceof MapValue))
      runtime.fail("undefined-name", `There is no "${step.name}" here`, step.nameSpan);
    return found ?? null;
  }

  /** `value[index]`. */
  private item(value: Exclude<Value, null>, index: Value, place: Span): Value {
    if (value instanceof ListValue) return index === null ? null : (value.items[this.itemIndex(value, index, place)] ?? null);
    if (value instanceof MapValue) return value.get(index);
    return this.guard(place, () => callMethod(value, "get", [index], this.runtime, this.runtime.settings.objects) ?? null, "get");
  }

  /** The index of an item, counted from the end where it is negative; fails where there is no such item. */
  private itemIndex(list: ListValue, index: Value, place: Span): number {
    const number = typeof index === "boolean" ? whole(index ? 1 : 0) : asNumber(index);
    const at = number === undefined || number.kind !== "whole" ? Math.trunc(Number(printValue(index, 40))) : Number(number.value);
    const found = at < 0 ? at + list.items.length : at;
    if (!(found >= 0 && found < list.items.length)) {
      const shown = Number.isNaN(at) ? `"${printValue(index, 40)}"` : String(at);
      return this.runtime.fail("bad-index", `Cannot take item ${shown} of a list of ${list.items.length}`, place);
    }
    return found;
  }

  private range(first: Value, last: Value): Value {
    const [from, to] = [asNumber(first), asNumber(last)];
    if (from?.kind !== "whole" || to?.kind !== "whole") return null;
    const up = from.value <= to.value;
    const count = Number(up ? to.value - from.value : from.value - to.value) + 1;
    this.runtime.charge(count);
    const start = Number(from.value);
    return new ListValue(
      Array.from({ length: count }, (_, at) => whole(up ? start + at : start - at)),
      this.engine.immutableRanges ? rangeType : undefined,
    );
  }

  private binary(node: BinaryNode): Value {
    const { operator } = node;
    if (operator === "&&") return this.condition(node.left) && this.condition(node.right);
    if (operator === "||") return this.condition(node.left) || this.condition(node.right);
    const left = this.value(node.left);
    const right = this.value(node.right);
    return this.guard(node.operatorSpan, (): Value => {
      const room = this.runtime.limits.value;
      if ((operator.startsWith("<") || operator.startsWith(">")) && (left === null || right === null))
        this.blame(left === null ? node.left : node.right, this.engine.strict);
      else if (
        this.engine.strict &&
        (operator.startsWith("<") || operator.startsWith(">")) &&
        !(isNumber(left) && isNumber(right))
      )
        this.blame(isNumber(left) ? node.right : node.left, true);
      switch (operator) {
        case "==":
          return isEqual(left, right, room);
        case "!=":
          return !isEqual(left, right, room);
        case "<":
          return (order(left, right) ?? 0) < 0;
        case "<=":
          return (order(left, right) ?? 1) <= 0;
        case ">":
          return (order(left, right) ?? 0) > 0;
        case ">=":
          return (order(left, right) ?? -1) >= 0;
        default:
          if (operator === "+" && (typeof left === "string" || typeof right === "string")) return this.join(node, left, right);
          return this.arithmetic(node, operator, left, right);
      }
    });
  }

  private arithmetic(node: BinaryNode, operator: ArithmeticOperator, left: Value, right: Value): Value {
    const [a, b] = [asNumber(left), asNumber(right)];
    if (a !== undefined && b !== undefined) {
      const result = calculate(operator, a, b);
      // Nothing comes out of a division by zero alone.
      if (result === null && this.engine.strictMath) this.blame(node.right, true);
      return result;
    }
    this.blame(a === undefined ? node.left : node.right);
    return null;
  }

  /** What the platform's engine logs of an operand it cannot use: its source, which fails the message where there is none. */
  private blame(operand: ExpressionNode, strict = this.engine.strictMath): string {
    if (strict) this.runtime.fail("method-failed", "Cannot calculate or compare with this", operand.span);
    return sourceOf(operand) ?? this.runtime.fail("method-failed", "Cannot calculate or compare without a value", operand.span);
  }

  /** `+` with a text: what has no value contributes its source. */
  private join(node: BinaryNode, left: Value, right: Value): string {
    const room = this.runtime.limits.value;
    const joined =
      (left === null ? this.blame(node.left, false) : printValue(left, room)) +
      (right === null ? this.blame(node.right, false) : printValue(right, room));
    if (joined.length > room) throw new TooLarge();
    // Joining shares what is there already, so a text that grows in a loop costs what is added.
    this.runtime.spend(Math.min(joined.length, 2 * (joined.length - (typeof left === "string" ? left.length : 0))));
    return joined;
  }

  /** Turns what goes wrong inside a value into a problem at its place. */
  guard<T>(place: Span, run: () => T, name?: string): T {
    try {
      return run();
    } catch (error) {
      if (error instanceof MethodFailure || error instanceof ArithmeticFailure)
        return this.runtime.fail(
          "method-failed",
          name === undefined ? error.message : `Calling "${name}" fails: ${error.message}`,
          place,
        );
      if (error instanceof TooLarge) return this.runtime.fail("limit-value", "Stopped: a value becomes too large", place);
      if (error instanceof RegexTooHard) return this.runtime.fail("limit-pattern", error.message, place);
      throw error;
    }
  }
}

/**
 * The source of an expression as the platform's engine writes it in its log. Undefined where that contains a literal it keeps no
 * source of: a defect, but there the message fails.
 */
function sourceOf(node: ExpressionNode): string | undefined {
  switch (node.kind) {
    case "group":
      return sourceOf(node.inner);
    case "reference":
      return node.source;
    case "string":
      return node.source;
    case "unary": {
      const operand = sourceOf(node.operand);
      return operand === undefined ? undefined : node.operator + operand;
    }
    case "binary": {
      const [left, right] = [sourceOf(node.left), sourceOf(node.right)];
      return left === undefined || right === undefined ? undefined : `${left} ${node.operator} ${right}`;
    }
    default:
      return undefined;
  }
}
