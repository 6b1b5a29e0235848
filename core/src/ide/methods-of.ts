/** The methods of what a template's reference gives: a tool's own, or those of its type, as far as it is known. */
import { lexReferences } from "../reference/index";
import type { Reference } from "../reference/tree";
import type { Scope } from "../scope/scope";
import type { Shape, ShapeType } from "../shape/shape";
import { type MethodInfo, type MethodOwner, methodsOf, toolMethods } from "../velocity/index";

const owners: Readonly<Record<ShapeType, MethodOwner | undefined>> = {
  string: "string",
  number: "real",
  boolean: "boolean",
  null: undefined,
  object: "map",
  list: "list",
};

/** The methods of a tool of the platform; undefined for any other name. */
export function methodsOfTool(name: string): readonly MethodInfo[] | undefined {
  return toolMethods("platform").get(name);
}

/** The methods that every type of the shape has; whole numbers are not told from others. */
export function methodsOfShape(shape: Shape | undefined): readonly MethodInfo[] {
  const types = [...(shape?.types ?? [])].flatMap((type) => owners[type] ?? []);
  const [first] = types;
  return types.length === 1 && first ? methodsOf(first) : [];
}

/** The methods of the value of a piece of text such as `$mathTool` or `$!{items`. */
export function methodsOfText(
  text: string,
  scope: Scope,
  shapeOf: (reference: Reference) => Shape | undefined,
): readonly MethodInfo[] {
  if (/^\$!?\{?data$/.test(text)) return methodsOf("map");
  const closed = /^\$!?\{/.test(text) ? `${text}}` : text;
  const [reference] = lexReferences(closed, "message").references;
  if (!reference) return [];
  const entry = scope.resolve(reference.name);
  if (entry?.origin === "tool" && reference.path.length === 0) return methodsOfTool(reference.name) ?? [];
  return methodsOfShape(shapeOf(reference));
}
