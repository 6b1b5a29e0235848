/** The parameters of the Velocity method whose arguments are being written. */
import type { SourceFile } from "../model/source-file";
import type { ProjectReader } from "../project/reader";
import { scopeOf } from "../scope/scope-at";
import type { MethodInfo } from "../velocity/index";
import { callAt } from "./call-at";
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
  if (!at || !call) return undefined;
  const scope = scopeOf(project, file, at.value);
  const methods = methodsOfText(call.owner, scope, (reference) =>
    halfTypedShape(at.value.text, { start: call.start, end: call.start + call.owner.length }, at.offset, scope, reference),
  );
  const rows = methods.filter((method) => method.name === call.method);
  if (rows.length === 0) return undefined;
  const fits = rows.findIndex((row) => row.parameters.length > call.argument || row.parameters.at(-1)?.variadic);
  return { signatures: rows.map(signature), active: Math.max(0, fits), argument: call.argument };
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
