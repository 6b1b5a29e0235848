/** The parameters of the Velocity method or macro whose arguments are being written. */
import type { SourceFile } from "../model/source-file";
import type { ProjectReader } from "../project/reader";
import { scopeOf } from "../scope/scope-at";
import { type MethodInfo, macrosOf, parse } from "../velocity/index";
import { callAt, macroCallAt } from "./call-at";
import { halfTypedShape } from "./half-typed";
import { methodsOfText } from "./methods-of";
import { valueAt } from "./names-at";

export interface SignatureHelp {
  readonly signatures: readonly Signature[];
  /** The first signature that takes as many arguments. */
  readonly active: number;
  /** Which parameter the cursor is at, from 0. */
  readonly argument: number;
}

export interface Signature {
  /** `add(num1: Object, num2: Object): Number`. */
  readonly label: string;
  /** Where in the label each parameter stands. */
  readonly parameters: readonly { readonly start: number; readonly end: number }[];
  readonly documentation: string;
}

/** The signatures of the call around the offset; undefined outside one or where nobody knows the method. */
export function signatureHelp(project: ProjectReader, file: SourceFile, offset: number): SignatureHelp | undefined {
  const at = valueAt(file, offset);
  const call = at && callAt(at.value.text, at.offset);
  if (!at) return undefined;
  if (!call) return macroHelp(at.value.text, at.offset);
  const scope = scopeOf(project, file, at.value);
  const methods = methodsOfText(call.owner, scope, (reference) =>
    halfTypedShape(at.value.text, { start: call.start, end: call.start + call.owner.length }, at.offset, scope, reference),
  );
  const rows = methods.filter((method) => method.name === call.method);
  if (rows.length === 0) return undefined;
  const fits = rows.findIndex((row) => row.parameters.length > call.argument || row.parameters.at(-1)?.variadic);
  return { signatures: rows.map(signature), active: Math.max(0, fits), argument: call.argument };
}

/** What a macro of the text takes; the line that is being written is not looked at, for its call may be open. */
function macroHelp(text: string, offset: number): SignatureHelp | undefined {
  const call = macroCallAt(text, offset);
  if (!call) return undefined;
  const lineEnd = text.indexOf("\n", offset);
  const around = text.slice(0, call.start) + (lineEnd < 0 ? "" : text.slice(lineEnd));
  const macro = macrosOf(parse(around).tree).get(call.name);
  if (!macro || macro.parameters.length === 0) return undefined;
  let label = `#${macro.name}(`;
  const parameters = macro.parameters.map(({ span }, at) => {
    if (at > 0) label += " ";
    const start = label.length;
    label += around.slice(span.start, span.end).trim();
    return { start, end: label.length };
  });
  const signature = { label: `${label})`, parameters, documentation: "A macro of this text." };
  return { signatures: [signature], active: 0, argument: call.argument };
}

/** A method as people read it. */
export function methodLabel(method: MethodInfo): string {
  return signature(method).label;
}

function signature(method: MethodInfo): Signature {
  let label = `${method.name}(`;
  const parameters = method.parameters.map((parameter, at) => {
    if (at > 0) label += ", ";
    const start = label.length;
    label += `${parameter.name}${parameter.variadic ? "..." : ""}: ${parameter.type}`;
    return { start, end: label.length };
  });
  return { label: `${label}): ${method.returns}`, parameters, documentation: method.doc };
}
