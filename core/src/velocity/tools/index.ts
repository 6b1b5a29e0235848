/** Which tools stand in the context: those the platform documents, Apache's own, or none. */
import { type MethodInfo, type ObjectTables, objectTable } from "../methods/index";
import { blockMethods, loopMethods } from "../scopes";
import type { Value } from "../values";
import {
  apacheDateMethods,
  apacheDateToolType,
  dateMethods,
  dateType,
  platformDateMethods,
  platformDateToolType,
} from "./date-tool";
import { escapeMethods, escapeToolType } from "./escape-tool";
import { mathMethods, mathToolType } from "./math-tool";
import { numberMethods, numberToolType } from "./number-tool";
import { ToolValue } from "./tool";

/** `platform`: what the platform documents; `apache`: Apache's generic tools under the same names and their own. */
export type ToolSet = "platform" | "apache" | "none";

/** The method tables of everything that is an object to a template. */
export const objectTables: ObjectTables = new Map([
  [mathToolType, objectTable(mathMethods)],
  [numberToolType, objectTable(numberMethods)],
  [platformDateToolType, objectTable(platformDateMethods)],
  [apacheDateToolType, objectTable(apacheDateMethods)],
  [escapeToolType, objectTable(escapeMethods)],
  [dateType, objectTable(dateMethods)],
  ["org.apache.velocity.runtime.directive.ForeachScope", objectTable(loopMethods)],
  ["org.apache.velocity.runtime.directive.Block$Reference", objectTable(blockMethods)],
]);

const tools: Record<ToolSet, readonly (readonly [name: string, type: string])[]> = {
  platform: [
    ["mathTool", mathToolType],
    ["numberTool", numberToolType],
    ["dateTool", platformDateToolType],
  ],
  apache: [
    ["mathTool", mathToolType],
    ["math", mathToolType],
    ["numberTool", numberToolType],
    ["number", numberToolType],
    ["dateTool", apacheDateToolType],
    ["date", apacheDateToolType],
    ["esc", escapeToolType],
  ],
  none: [],
};

/** The tools of a set, by the names templates use. */
export function toolsOf(set: ToolSet): Map<string, Value> {
  return new Map(tools[set].map(([name, type]) => [name, new ToolValue(type)]));
}

/** The methods of the tools of a set, for completion, hover and signature help. */
export function toolMethods(set: ToolSet): ReadonlyMap<string, readonly MethodInfo[]> {
  return new Map(tools[set].map(([name, type]) => [name, [...(objectTables.get(type)?.values() ?? [])].flat()]));
}
