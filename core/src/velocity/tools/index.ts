/** Which tools stand in the context: those the platform documents, Apache's own, or none. */
import { type MethodInfo, type ObjectTables, objectTable } from "../methods/index";
import { blockMethods, infoMethods, loopMethods, scopeMethods } from "../scopes";
import type { Value } from "../values";
import { apacheDateMethods, apacheDateToolType, dateMethods, dateType } from "./apache-date-tool";
import { collectionMethods, collectionToolType, sortMethods, sortToolType } from "./collection-tool";
import { convertMethods, convertToolType } from "./convert-tool";
import { comparisonMethods, comparisonType } from "./date-comparison";
import { platformDateMethods, platformDateToolType } from "./date-tool";
import { displayMethods, displayToolType, measurementsMethods, measurementsType } from "./display-tool";
import { escapeMethods, escapeToolType } from "./escape-tool";
import { jsonContentMethods, jsonContentType, jsonToolMethods, jsonToolType } from "./json-tool";
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
  [displayToolType, objectTable(displayMethods)],
  [measurementsType, objectTable(measurementsMethods)],
  [collectionToolType, objectTable(collectionMethods)],
  [sortToolType, objectTable(sortMethods)],
  [convertToolType, objectTable(convertMethods)],
  [jsonToolType, objectTable(jsonToolMethods)],
  [jsonContentType, objectTable(jsonContentMethods)],
  [dateType, objectTable(dateMethods)],
  [comparisonType, objectTable(comparisonMethods)],
  ["org.apache.velocity.runtime.directive.ForeachScope", objectTable(loopMethods)],
  ["org.apache.velocity.runtime.directive.Scope", objectTable(scopeMethods)],
  ["org.apache.velocity.runtime.directive.Scope$Info", objectTable(infoMethods)],
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
    ["display", displayToolType],
    ["sorter", sortToolType],
    ["collection", collectionToolType],
    ["convert", convertToolType],
    ["json", jsonToolType],
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
