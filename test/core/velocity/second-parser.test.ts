/**
 * A second, independent parser reads the same templates of the common subset: references, #set, #if, #foreach and comments.
 * Only its `parse` is used; both trees are brought to one plain form and compared.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { parse as parseOther } from "velocityjs";
import { type Body, type ContentNode, parse, type Step } from "#core/velocity/index";

const names = fc.constantFrom("a", "item", "user_name", "B2");
const plainArgument = fc.oneof(
  fc.nat(99).map(String),
  names.map((name) => `$${name}`),
  fc.constantFrom("'x'", "'it is'"),
);
const step = fc.oneof(
  names.map((name) => `.${name}`),
  fc.tuple(names, fc.array(plainArgument, { maxLength: 2 })).map(([name, list]) => `.${name}(${list.join(", ")})`),
  fc.nat(9).map((index) => `[${index}]`),
);
const reference = fc
  .tuple(fc.boolean(), fc.boolean(), names, fc.array(step, { maxLength: 3 }))
  .map(([quiet, braced, name, steps]) => `$${quiet ? "!" : ""}${braced ? "{" : ""}${name}${steps.join("")}${braced ? "}" : ""}`);
const text = fc.constantFrom(" text ", "<b>", ", ", "Привіт ", "\n");
const comment = fc.constantFrom("## note\n", "#* note *#");

const { body } = fc.letrec<{ body: string; node: string }>((tie) => ({
  body: fc.array(tie("node"), { maxLength: 4 }).map((nodes) => nodes.join(" ")),
  node: fc.oneof(
    { maxDepth: 3 },
    text,
    reference,
    comment,
    fc.tuple(names, plainArgument).map(([name, value]) => `#set($${name} = ${value})`),
    fc.tuple(reference, tie("body"), tie("body")).map(([condition, yes, no]) => `#if(${condition}) ${yes} #else ${no} #end`),
    fc.tuple(names, names, tie("body")).map(([item, list, inner]) => `#foreach($${item} in $${list}) ${inner} #end`),
  ),
}));

/** One line a node, without text: what both trees have to agree on. */
function ours(nodes: Body): string[] {
  return nodes.flatMap(ourNode);
}

function ourNode(node: ContentNode): string[] {
  switch (node.kind) {
    case "reference":
      return [`reference ${node.quiet} ${node.name}${node.steps.map(ourStep).join("")}`];
    case "comment":
      return ["comment"];
    case "set":
      return [`set ${node.target?.name}`];
    case "if":
      return node.branches.flatMap((branch) => [branch.keyword, ...ours(branch.body)]).concat("end");
    case "foreach":
      return [`foreach ${node.variable?.name}`, ...ours(node.body), "end"];
    default:
      return [];
  }
}

function ourStep(part: Step): string {
  if (part.kind === "property") return `.${part.name}`;
  return part.kind === "method" ? `.${part.name}(${part.arguments.length})` : "[]";
}

interface OtherNode {
  readonly type?: string;
  readonly id?: unknown;
  readonly leader?: string;
  readonly to?: string;
  readonly path?: readonly (OtherNode & { readonly args?: readonly unknown[] | false })[];
  readonly equal?: readonly OtherNode[];
}

function theirs(nodes: readonly unknown[]): string[] {
  return nodes.flatMap((node): string[] => {
    if (Array.isArray(node)) return [...theirs(node), "end"];
    if (typeof node !== "object" || node === null) return [];
    const one: OtherNode = node;
    switch (one.type) {
      case "references":
        return [`reference ${one.leader === "$!"} ${one.id}${(one.path ?? []).map(theirStep).join("")}`];
      case "comment":
        return ["comment"];
      case "set":
        return [`set ${one.equal?.[0]?.id}`];
      case "foreach":
        return [`foreach ${one.to}`];
      default:
        return one.type === "if" || one.type === "else" ? [one.type] : [];
    }
  });
}

function theirStep(part: OtherNode & { readonly args?: readonly unknown[] | false }): string {
  if (part.type === "property") return `.${part.id}`;
  return part.type === "method" ? `.${part.id}(${part.args ? part.args.length : 0})` : "[]";
}

suite("velocity: a second parser", () => {
  test("reads the common subset in the same way", () => {
    fc.assert(
      fc.property(body, (template) => {
        const { tree, problems } = parse(template);
        assert.deepEqual(problems, []);
        assert.deepEqual(ours(tree.body), theirs(parseOther(template) as readonly unknown[]));
      }),
      { numRuns: 300 },
    );
  });
});
