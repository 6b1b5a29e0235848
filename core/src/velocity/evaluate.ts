/** Bodies and directives to printed text. */

import type { Span } from "../text/span";
import { Expressions } from "./evaluate-expression";
import { isIterable, iterate } from "./iterate";
import { macrosOf } from "./macros";
import { isSame, literalName, restore } from "./parameters";
import { parse } from "./parse-template";
import { printValue } from "./print";
import { PlatformLines } from "./problems";
import { BreakSignal, type MacroEntry, type Runtime, type Source, StopSignal } from "./runtime";
import { BlockValue, LoopValue, type ScopePlace, ScopeValue } from "./scopes";
import type {
  Body,
  CallNode,
  ContentNode,
  DefineNode,
  DirectiveNode,
  EscapeNode,
  ForeachNode,
  IfNode,
  LineDirectiveNode,
  MacroNode,
  ReferenceNode,
  SetNode,
  Template,
} from "./tree";
import type { ObjectValue, Value } from "./values";

export class Evaluator {
  private readonly expressions: Expressions;

  constructor(private readonly runtime: Runtime) {
    this.expressions = new Expressions(runtime, (node) =>
      runtime.nested(node.span, () =>
        this.expressions.guard(node.span, () => runtime.capture(() => this.body(node.parts ?? []))),
      ),
    );
  }

  /** Renders a whole text, with its macros known from the beginning. */
  template(tree: Template): void {
    this.collectMacros(tree, this.runtime.source);
    const place = { start: 0, end: 0 };
    this.scoped("evaluate", "line", place, () => this.scoped("template", "block", place, () => this.body(tree.body)));
  }

  /** What an earlier text has defined stays. */
  private collectMacros(tree: Template, source: Source): void {
    const { macros } = this.runtime;
    for (const [name, node] of macrosOf(tree)) if (!macros.has(name)) macros.set(name, { node, source });
  }

  body(nodes: Body): void {
    for (const node of nodes) this.content(node);
  }

  private content(node: ContentNode): void {
    switch (node.kind) {
      case "text":
      case "raw":
        this.runtime.print(node.text, node.span);
        break;
      case "reference":
        this.expressions.guard(node.span, () => this.printed(node, this.expressions.reference(node)));
        break;
      case "escape":
        this.expressions.guard(node.span, () => this.escape(node));
        break;
      case "comment":
      case "macro":
        break;
      default:
        this.runtime.step(node.span);
        this.expressions.guard(node.span, () => this.directive(node));
    }
  }

  private directive(node: Exclude<DirectiveNode, { kind: "macro" }>): void {
    switch (node.kind) {
      case "set":
        this.set(node);
        break;
      case "if":
        this.choose(node);
        break;
      case "foreach":
        this.loop(node);
        break;
      case "define":
        this.define(node);
        break;
      case "call":
        this.call(node);
        break;
      default:
        this.line(node);
    }
  }

  private set({ target, value: expression }: SetNode): void {
    const value = this.expressions.value(expression);
    if (target !== undefined) this.expressions.assign(target, value);
  }

  /** Prints a reference: its value, or its source text where it has none. */
  private printed(node: ReferenceNode, value: Value): void {
    const { runtime } = this;
    if (value instanceof BlockValue) {
      if (!this.printBlock(node, value)) runtime.print(node.quiet ? "" : node.source, node.span);
      return;
    }
    if (value === null && !node.quiet && runtime.settings.engine.strict)
      runtime.fail("undefined-name", `"${node.source}" has no value`, node.span);
    if (value === null) runtime.print(node.quiet ? "" : this.written(node), node.span);
    else
      runtime.print(
        this.expressions.guard(node.span, () => printValue(value, runtime.limits.output)),
        node.span,
      );
  }

  /** What stands for a reference without a value: its source, or that of the argument it is the parameter for. */
  private written(node: ReferenceNode): string {
    const { settings, variables } = this.runtime;
    const argument = settings.engine.keepArguments ? variables.get(literalName(node.source)) : undefined;
    return typeof argument === "string" ? argument : node.source;
  }

  /** Renders a defined block; false where it is already being rendered inside itself twice. */
  private printBlock(node: ReferenceNode, block: BlockValue): boolean {
    if (block.active >= block.most) return false;
    block.active++;
    try {
      this.runtime.nested(node.span, block.render);
    } finally {
      block.active--;
    }
    return true;
  }

  /** An odd number of backslashes escapes a reference; half of them are printed where it has a value. */
  private escape({ slashes, target, span }: EscapeNode): void {
    const { runtime } = this;
    if (target === undefined) {
      runtime.print("\\".repeat(slashes >> 1), span);
      return;
    }
    const escaped = slashes % 2 === 1;
    const value = escaped && runtime.settings.engine.strictEscape ? true : this.expressions.reference(target);
    const place = { start: span.start, end: target.span.start };
    if (value === null) {
      runtime.print("\\".repeat(escaped ? (slashes + 1) >> 1 : slashes), place);
      runtime.print(escaped || !target.quiet ? target.source : "", target.span);
    } else {
      runtime.print("\\".repeat(slashes >> 1), place);
      if (escaped) runtime.print(target.source, target.span);
      else this.printed(target, value);
    }
  }

  private choose(node: IfNode): void {
    const chosen = node.branches.find(({ condition }) => condition === undefined || this.expressions.condition(condition));
    if (chosen !== undefined) this.body(chosen.body);
  }

  private loop(node: ForeachNode): void {
    const { runtime } = this;
    const { variables } = runtime;
    const collection = this.expressions.value(node.collection);
    const next = iterate(collection, () =>
      runtime.fail("list-changed", "Cannot change a list inside the loop over it", node.headSpan),
    );
    const name = node.variable?.name ?? "";
    if (!runtime.settings.engine.skipInvalid && !isIterable(collection))
      runtime.fail("bad-directive-argument", "A loop goes over lists and maps only, and this is none", node.collection.span);
    const loop = new LoopValue(variables.get("foreach") ?? null, this.place("foreach", "block", node.span));
    const saved = variables.get(name);
    if (!next.more()) {
      if (node.otherwise !== undefined) this.body(node.otherwise.body);
      return;
    }
    const shown = runtime.settings.engine.scopes.has("foreach");
    if (shown) variables.set("foreach", loop);
    const round = (): void => {
      while (next.more() && loop.index + 1 < runtime.settings.engine.maxLoops) {
        runtime.step(node.span);
        variables.set(name, next.take());
        loop.index++;
        loop.hasNext = next.more();
        this.body(node.body);
      }
    };
    try {
      this.breakable(loop, round);
    } finally {
      restore(variables, name, saved);
      if (shown) this.leave("foreach");
    }
  }

  private define({ target, body, span }: DefineNode): void {
    // `#define(${name})` binds a name with a brace, `#define($!name)` one with a mark, which nothing can refer to.
    if (target === undefined || target.braced || target.quiet) return;
    const { engine } = this.runtime.settings;
    this.runtime.variables.set(target.name, this.block("define", body, span, engine.defineDepth));
  }

  private block(scope: string, body: Body, span: Span, most: number): BlockValue {
    const { runtime } = this;
    const { source } = runtime;
    const render = (): void => runtime.inSource(source, () => this.scoped(scope, "block", span, () => this.body(body)));
    return new BlockValue(most, render, () => runtime.nested(span, () => runtime.capture(render)));
  }

  private call(node: CallNode): void {
    const { runtime } = this;
    const macro = runtime.macros.get(node.name);
    if (macro === undefined) {
      if (runtime.settings.engine.strict && (node.parenthesised || node.body !== undefined))
        runtime.fail("undefined-name", `No macro is named "${node.name}"`, node.headSpan);
      runtime.print(node.source, node.span);
      return;
    }
    const word = node.arguments.find(({ kind }) => kind === "word");
    if (word !== undefined)
      runtime.fail("bad-directive-argument", `"#${node.name}" takes values only, and a bare word is none`, node.headSpan);
    const depth = runtime.macroStack.length;
    if (depth >= runtime.limits.macroDepth)
      runtime.fail(
        "macro-depth",
        `Cannot call macros more than ${runtime.limits.macroDepth} deep: "${node.name}" is inside itself or too many others`,
        node.span,
      );
    this.callMacro(node, macro);
  }

  /** Calls a macro: arguments by value, in the one scope all share, with the old values put back if they are unchanged. */
  private callMacro(node: CallNode, { node: macro, source }: MacroEntry): void {
    const { runtime } = this;
    const { variables } = runtime;
    const { bodyReference, strictArguments, outerArguments } = runtime.settings.engine;
    const oldBody = variables.get(bodyReference);
    const body = node.body === undefined ? null : this.block(node.name, node.body, node.span, runtime.limits.macroDepth);
    variables.set(bodyReference, body);
    if (strictArguments) this.checkArguments(node, macro);
    const given = node.arguments.map((argument) => this.expressions.value(argument));
    const bound = macro.parameters.map(({ target, defaultValue }, index) => {
      const old = variables.get(target.name);
      if (index < given.length) return { name: target.name, value: given[index] ?? null, old };
      const otherwise = outerArguments ? (old ?? null) : null;
      return { name: target.name, value: defaultValue === undefined ? otherwise : this.expressions.value(defaultValue), old };
    });
    bound.push(...this.literals(node, macro));
    for (const { name, value } of bound) variables.set(name, value);
    runtime.macroStack.push(node.name);
    try {
      runtime.nested(node.span, () =>
        runtime.inSource(source, () => this.scoped("macro", "block", macro.span, () => this.body(macro.body))),
      );
    } finally {
      runtime.macroStack.pop();
      if ((variables.get(bodyReference) ?? null) === body) restore(variables, bodyReference, oldBody);
      for (const { name, value, old } of bound) if (isSame(variables.get(name) ?? null, value)) restore(variables, name, old);
    }
  }

  /** The sources of arguments that have one, references and texts, by names that no template can say. */
  private literals(node: CallNode, macro: MacroNode): { name: string; value: Value; old: Value | undefined }[] {
    const { settings, variables } = this.runtime;
    if (!settings.engine.keepArguments) return [];
    return macro.parameters.flatMap(({ target }, index) => {
      const argument = node.arguments[index];
      const name = literalName(`$${target.name}`);
      return argument?.kind === "reference" || argument?.kind === "string"
        ? [{ name, value: argument.source, old: variables.get(name) }]
        : [];
    });
  }

  private checkArguments(node: CallNode, macro: MacroNode): void {
    const [given, most] = [node.arguments.length, macro.parameters.length];
    const least = macro.parameters.filter(({ defaultValue }) => defaultValue === undefined).length;
    if (given < least || given > most)
      this.runtime.fail(
        "bad-directive-argument",
        `"#${node.name}" takes ${least} to ${most} arguments, not ${given}`,
        node.headSpan,
      );
  }

  private line(node: LineDirectiveNode): void {
    const [first] = node.arguments;
    if (node.kind === "stop") throw new StopSignal();
    if (node.kind === "break") {
      if (first === undefined) throw new BreakSignal(undefined);
      const scope = this.expressions.value(first);
      if (scope instanceof ScopeValue) throw new BreakSignal(scope);
      this.runtime.fail("not-a-scope", "#break takes a scope only, such as $foreach.parent", node.span);
    }
    if (node.kind === "include") {
      for (const [index, argument] of node.arguments.entries()) this.include(node, this.expressions.value(argument), index);
      return;
    }
    const value = first === undefined ? null : this.expressions.value(first);
    if (value === null) return;
    const text = this.expressions.guard(node.span, () => printValue(value, this.runtime.limits.template));
    if (node.kind === "evaluate") this.evaluateText(node, text);
    else this.parseFile(node, text);
  }

  private include(node: LineDirectiveNode, name: Value, index: number): void {
    if (name === null) {
      const message = `<!-- include error : error with arg ${index} please see log. see error log -->`;
      this.runtime.print(message, node.span);
      this.runtime.warn("unknown-file", "The name of the file to include has no value", node.span);
    } else this.runtime.print(this.file(node, printValue(name, 1000)), node.span);
  }

  private file(node: LineDirectiveNode, name: string): string {
    const text = this.runtime.settings.files.get(name);
    return text ?? this.runtime.fail("unknown-file", `Cannot find the file "${name}"`, node.span);
  }

  /** Renders a text value as a template; its problems are told at the directive. */
  private evaluateText(node: LineDirectiveNode, text: string): void {
    const { runtime } = this;
    runtime.charge(text.length);
    const { tree, problems } = parse(text, runtime.settings.engine);
    const problem = problems.find(({ severity }) => severity === "error");
    if (problem !== undefined) runtime.fail("bad-string", `Cannot read the text to evaluate: ${problem.message}`, node.span);
    const source: Source = { ...runtime.source, place: runtime.source.place ?? node.span };
    this.collectMacros(tree, source);
    runtime.nested(node.span, () =>
      this.scoped("evaluate", "line", node.span, () => runtime.inSource(source, () => this.body(tree.body))),
    );
  }

  private parseFile(node: LineDirectiveNode, name: string): void {
    const { runtime } = this;
    const text = this.file(node, name);
    if (runtime.parseDepth >= runtime.limits.parseDepth) {
      runtime.warn("parse-depth", `Not read: #parse is used more than ${runtime.limits.parseDepth} deep`, node.span);
      return;
    }
    const { tree, problems } = parse(text, runtime.settings.engine);
    const problem = problems.find(({ severity }) => severity === "error");
    const source: Source = { file: name, lines: new PlatformLines(text) };
    runtime.parseDepth++;
    try {
      runtime.nested(node.span, () =>
        runtime.inSource(source, () => {
          if (problem !== undefined) runtime.fail(problem.code, problem.message, problem.span);
          this.collectMacros(tree, source);
          this.scoped("template", "block", { start: 0, end: 0 }, () => this.body(tree.body));
        }),
      );
    } finally {
      runtime.parseDepth--;
    }
  }

  private place(name: string, type: "block" | "line", { start }: Span): ScopePlace {
    const { source } = this.runtime;
    return { name, type, template: source.file ?? "t", ...source.lines.at(start) };
  }

  /** Runs a part that #break can leave, with a scope of its name where the settings give it one. */
  private scoped(name: string, type: "block" | "line", span: Span, run: () => void): void {
    const { settings, variables } = this.runtime;
    if (!settings.engine.scopes.has(name)) {
      this.breakable(undefined, run);
      return;
    }
    const scope = new ScopeValue(variables.get(name) ?? null, this.place(name, type, span));
    variables.set(name, scope);
    try {
      this.breakable(scope, run);
    } finally {
      this.leave(name);
    }
  }

  /** Gives a name back what it had before its scope; a value that the template has put there instead stays. */
  private leave(name: string): void {
    const { variables } = this.runtime;
    const scope = variables.get(name);
    if (scope instanceof ScopeValue) restore(variables, name, scope.parent ?? scope.replaced);
  }

  /** Runs a part that #break can leave: always, or when it names this part's scope. */
  private breakable(scope: ObjectValue | undefined, run: () => void): void {
    try {
      run();
    } catch (error) {
      if (!(error instanceof BreakSignal) || (error.scope !== undefined && error.scope !== scope)) throw error;
    }
  }
}
