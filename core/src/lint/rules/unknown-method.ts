import { methodNames, soleType } from "../../scope/method-shapes";
import type { ShapeType } from "../../shape/shape";
import { nearest } from "../../text/nearest";
import type { Span } from "../../text/span";
import { type MethodStep, type ReferenceNode, toolMethods } from "../../velocity/index";
import { replaceInValue } from "../fixes";
import { type ReadTree, readTrees } from "../read-trees";
import { defineRule } from "../rule";

/** Reports a call of a method that its tool, or the type of its value, does not have: nothing is called then. */
export const rule = defineRule({
  id: "unknown-method",
  severity: "warning",
  summary: "Calls name methods that the tool or the value has.",
  fixable: true,
  check(file, report) {
    for (const read of readTrees(file))
      for (const { node } of read.references) {
        const fault = faultOf(read, node);
        if (!fault) continue;
        const { owner, name, place } = fault;
        const near = nearest(name, [...owner.methods, ...owner.members]);
        // Java's own types have methods that nobody names here; a tool has none besides its own, and no list has those of a text.
        if (near === undefined && !owner.isTool && !methodsOfAll.has(name)) continue;
        const isMember = near !== undefined && !owner.methods.has(near);
        const edits = near && !isMember ? replaceInValue(file.source.document, read.value, place, near) : undefined;
        report({
          span: read.value.toFile(place),
          message: `${owner.title} has no method \`${name}\``,
          help:
            near === undefined
              ? sizes.has(name) && owner.methods.has("size")
                ? "Write `size()`"
                : owner.help
              : `Did you mean \`${near}\`${isMember ? ", without parentheses" : ""}?`,
          fix: edits && { title: `Change to \`${near}\``, edits },
        });
      }
  },
});

/** What some type of values has; one that lacks it is no type of Java with methods of its own. */
const methodsOfAll: ReadonlySet<string> = new Set(
  (["string", "list", "object"] as const).flatMap((type) => [...(methodNames(type) ?? [])]),
);
const sizes: ReadonlySet<string> = new Set(["length", "count"]);

interface Fault {
  readonly owner: Owner;
  readonly name: string;
  readonly place: Span;
}

/** The first call of a reference that its owner has no method for; what stands behind it is called on nothing. */
function faultOf(read: ReadTree, node: ReferenceNode): Fault | undefined {
  for (const [at, step] of node.steps.entries()) {
    const owner = step.kind === "method" ? ownerOf(read, node, at, step) : undefined;
    if (step.kind === "method" && owner && !owner.methods.has(step.name)) return { owner, name: step.name, place: step.nameSpan };
  }
  return undefined;
}

interface Owner {
  readonly title: string;
  readonly methods: ReadonlySet<string>;
  readonly members: readonly string[];
  readonly help: string;
  readonly isTool: boolean;
}

/** What a step of a reference is called on, where that is known. */
function ownerOf({ shapes, text, value }: ReadTree, node: ReferenceNode, at: number, step: MethodStep): Owner | undefined {
  const entry = shapes.entryOf(node);
  if (at === 0 && entry?.origin === "tool") {
    // In messages its calls have a rule of their own.
    if (node.name === "dateTool" && value.template) return undefined;
    const methods = new Set((toolMethods("platform").get(node.name) ?? []).map(({ name }) => name));
    return methods.size === 0
      ? undefined
      : { title: `\`${node.name}\``, methods, members: [], help: someMethods(methods), isTool: true };
  }
  // `data` holds all that can be named here, as a map.
  const isData = at === 0 && node.name === "data" && !shapes.isLocal(node);
  const shape = isData ? undefined : shapes.shapeOf(node, at);
  const type = isData ? "object" : soleType(shape);
  const methods = methodNames(type);
  if (!type || !methods) return undefined;
  return {
    title: `\`${text.slice(node.nameSpan.start, step.span.start)}\` is ${titles[type]} and`,
    methods,
    members: [...(shape?.fields.keys() ?? [])],
    isTool: false,
    help: "Call a method of it, or none: as it stands nothing is called, and the reference is printed as it is written",
  };
}

const titles: Readonly<Record<ShapeType, string>> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  null: "empty",
  object: "an object",
  list: "a list",
};

function someMethods(methods: ReadonlySet<string>): string {
  const names = [...methods].filter((name) => documented.has(name)).map((name) => `\`${name}\``);
  return `It has ${names.join(", ")} and others`;
}

const documented: ReadonlySet<string> = new Set(
  "add sub mul div toInteger format integer currentDate formatDate addDays diff".split(" "),
);
