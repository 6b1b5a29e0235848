/** Which tools stand in the context: those the platform documents, Apache's own, or none. */
import { type ObjectTables, objectTable } from "../methods/index";
import { blockMethods, loopMethods } from "../scopes";
import type { Value } from "../values";
import { mathMethods, mathToolType } from "./math-tool";
import { ToolValue } from "./tool";

/** `platform`: what the platform documents; `apache`: Apache's generic tools under the same names and their own. */
export type ToolSet = "platform" | "apache" | "none";

/** The method tables of everything that is an object to a template. */
export const objectTables: ObjectTables = new Map([
  [mathToolType, objectTable(mathMethods)],
  ["org.apache.velocity.runtime.directive.ForeachScope", objectTable(loopMethods)],
  ["org.apache.velocity.runtime.directive.Block$Reference", objectTable(blockMethods)],
]);

const platformTools: Readonly<Record<string, string>> = { mathTool: mathToolType };

const apacheTools: Readonly<Record<string, string>> = { mathTool: mathToolType, math: mathToolType };

/** The tools of a set, by the names templates use. */
export function toolsOf(set: ToolSet): Map<string, Value> {
  const names = set === "platform" ? platformTools : set === "apache" ? apacheTools : {};
  return new Map(Object.entries(names).map(([name, type]) => [name, new ToolValue(type)]));
}
