/**
 * The Velocity tree: what the parser gives and everything else reads. Every node knows its place in the template, and the
 * nodes of one body lie side by side without gaps, so the tree covers the whole text. Nothing here depends on values.
 */
import type { Span } from "../text/span";

export interface Template {
  readonly kind: "template";
  readonly span: Span;
  readonly body: Body;
}

/** What stands between two directives: text, references and directives in their order. */
export type Body = readonly ContentNode[];

export type ContentNode = TextNode | RawNode | CommentNode | EscapeNode | ReferenceNode | DirectiveNode;

export type DirectiveNode = SetNode | IfNode | ForeachNode | MacroNode | DefineNode | LineDirectiveNode | CallNode;

export type ExpressionNode =
  | ReferenceNode
  | StringNode
  | NumberNode
  | BooleanNode
  | ListNode
  | RangeNode
  | MapNode
  | UnaryNode
  | BinaryNode
  | GroupNode
  | WordNode
  | MissingNode;

export type AnyNode = Template | ContentNode | BranchNode | ParameterNode | MapEntryNode | ExpressionNode | Step;

/**
 * Text that is printed. `text` is what Velocity prints: the source without the blanks and line ends that belong to the
 * directives around it, and with a few odd dollar signs as Velocity reads them.
 */
export interface TextNode {
  readonly kind: "text";
  readonly span: Span;
  readonly text: string;
}

/** `#[[text]]#`, printed as it is. */
export interface RawNode {
  readonly kind: "raw";
  readonly span: Span;
  readonly text: string;
}

/** `## line` (its line end included), `#* block *#`, or `#** documentation *#`. */
export interface CommentNode {
  readonly kind: "comment";
  readonly span: Span;
  readonly style: "line" | "block" | "documentation";
}

/**
 * Backslashes before a reference or a known directive. Whether they escape a reference depends on its value, so it is kept
 * as the target; before a directive the matter is settled, the target is undefined and the directive, or its name as text
 * when the number is odd, is the next node.
 */
export interface EscapeNode {
  readonly kind: "escape";
  readonly span: Span;
  readonly slashes: number;
  readonly target: ReferenceNode | undefined;
}

/** `$name`, `$!name`, `${name.path}`, `$!{name[0].call('x')|'otherwise'}`. */
export interface ReferenceNode {
  readonly kind: "reference";
  readonly span: Span;
  readonly quiet: boolean;
  readonly braced: boolean;
  readonly name: string;
  readonly nameSpan: Span;
  readonly steps: readonly Step[];
  readonly alternate: ExpressionNode | undefined;
  /** As written: what is printed where it has no value. */
  readonly source: string;
}

export type Step = PropertyStep | MethodStep | IndexStep;

export interface PropertyStep {
  readonly kind: "property";
  readonly span: Span;
  readonly name: string;
  readonly nameSpan: Span;
}

export interface MethodStep {
  readonly kind: "method";
  readonly span: Span;
  readonly name: string;
  readonly nameSpan: Span;
  readonly arguments: readonly ExpressionNode[];
}

export interface IndexStep {
  readonly kind: "index";
  readonly span: Span;
  readonly index: ExpressionNode;
}

/** A literal text. `parts` is there when it is double quoted and contains Velocity: the nodes it is rendered from. */
export interface StringNode {
  readonly kind: "string";
  readonly span: Span;
  readonly text: string;
  readonly quote: "single" | "double";
  /** As written, with its quotes. */
  readonly source: string;
  readonly parts?: Body;
}

export interface NumberNode {
  readonly kind: "number";
  readonly span: Span;
  /** As written: `1.50`, `-7`, `1e3`. */
  readonly text: string;
  readonly whole: boolean;
}

export interface BooleanNode {
  readonly kind: "boolean";
  readonly span: Span;
  readonly value: boolean;
}

export interface ListNode {
  readonly kind: "list";
  readonly span: Span;
  readonly items: readonly ExpressionNode[];
}

/** `[first..last]`. */
export interface RangeNode {
  readonly kind: "range";
  readonly span: Span;
  readonly first: ExpressionNode;
  readonly last: ExpressionNode;
}

export interface MapNode {
  readonly kind: "map";
  readonly span: Span;
  readonly entries: readonly MapEntryNode[];
}

export interface MapEntryNode {
  readonly kind: "entry";
  readonly span: Span;
  readonly key: ExpressionNode;
  readonly value: ExpressionNode;
}

export interface UnaryNode {
  readonly kind: "unary";
  readonly span: Span;
  readonly operator: "!" | "-";
  readonly operand: ExpressionNode;
}

export type BinaryOperator = "||" | "&&" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "/" | "%";

export interface BinaryNode {
  readonly kind: "binary";
  readonly span: Span;
  readonly operator: BinaryOperator;
  readonly operatorSpan: Span;
  readonly left: ExpressionNode;
  readonly right: ExpressionNode;
}

/** An expression in parentheses. */
export interface GroupNode {
  readonly kind: "group";
  readonly span: Span;
  readonly inner: ExpressionNode;
}

/** A bare word in arguments: `in` of `#foreach`, a macro's name, or a mistake, which has no value. */
export interface WordNode {
  readonly kind: "word";
  readonly span: Span;
  readonly text: string;
}

/** Where an expression had to be and none was; always empty, so that the cursor has something to stand on. */
export interface MissingNode {
  readonly kind: "missing";
  readonly span: Span;
}

/** What all directives have: the whole, and its first part up to the closing parenthesis. */
interface Directive {
  readonly span: Span;
  readonly headSpan: Span;
}

/** What block directives have besides: the text inside, and their `#end`, undefined where it is missing. */
interface Block extends Directive {
  readonly body: Body;
  readonly endSpan: Span | undefined;
}

export interface SetNode extends Directive {
  readonly kind: "set";
  readonly target: ReferenceNode | undefined;
  readonly value: ExpressionNode;
}

/** `#if … #elseif … #else … #end`; `body` is that of the first branch. */
export interface IfNode extends Block {
  readonly kind: "if";
  readonly branches: readonly BranchNode[];
}

/** One part of `#if`, or the `#else` of `#foreach`; only an `else` has no condition. */
export interface BranchNode {
  readonly kind: "branch";
  readonly keyword: "if" | "elseif" | "else";
  readonly span: Span;
  readonly headSpan: Span;
  readonly condition: ExpressionNode | undefined;
  readonly body: Body;
}

export interface ForeachNode extends Block {
  readonly kind: "foreach";
  readonly variable: ReferenceNode | undefined;
  readonly collection: ExpressionNode;
  readonly otherwise: BranchNode | undefined;
}

export interface MacroNode extends Block {
  readonly kind: "macro";
  readonly name: string;
  readonly nameSpan: Span;
  readonly parameters: readonly ParameterNode[];
}

export interface ParameterNode {
  readonly kind: "parameter";
  readonly span: Span;
  readonly target: ReferenceNode;
  readonly defaultValue: ExpressionNode | undefined;
}

export interface DefineNode extends Block {
  readonly kind: "define";
  readonly target: ReferenceNode | undefined;
}

/** The directives without a body. */
export interface LineDirectiveNode extends Directive {
  readonly kind: "evaluate" | "parse" | "include" | "break" | "stop";
  readonly arguments: readonly ExpressionNode[];
}

/**
 * `#name`, `#name(arguments)` or `#@name(arguments) body #end`: a macro call if such a macro exists when it is reached,
 * and text otherwise. `parenthesised` tells `#name()` from `#name`.
 */
export interface CallNode extends Directive {
  readonly kind: "call";
  readonly name: string;
  readonly nameSpan: Span;
  readonly parenthesised: boolean;
  readonly arguments: readonly ExpressionNode[];
  readonly body: Body | undefined;
  readonly endSpan: Span | undefined;
  /** What is printed where no such macro exists: all of it as written, with the blanks and line end that belong to it. */
  readonly source: string;
}
