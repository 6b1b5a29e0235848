/** How messages spell a webhook whose name is no identifier. */
import { isIdentifier } from "../reference/print";
import type { Span } from "../text/span";
import type { CheckedReference } from "./rule";

export interface MisreadName {
  readonly name: string;
  /** The name as it is written behind `data.`, in the value's decoded text. */
  readonly span: Span;
}

/** The webhook that `$data.my hook` means: Velocity ends the name at the first sign that no identifier has. */
export function misreadWebhook({ reference, value, scope }: CheckedReference): MisreadName | undefined {
  if (value.place !== "message" || reference.form !== "data" || reference.local) return undefined;
  if (value.template?.problems.some(({ severity }) => severity === "error")) return undefined;
  const start = reference.name === "data" ? reference.nameSpan.end + 1 : reference.nameSpan.start;
  if (value.text[start - 1] !== ".") return undefined;
  const { parts } = scope();
  for (const { name } of parts.webhooks)
    if (!isIdentifier(name) && name.length > 1 && value.text.startsWith(name, start) && !parts.event.some(isRead(reference.name)))
      return { name, span: { start, end: start + name.length } };
  return undefined;
}

function isRead(written: string): (entry: { readonly name: string }) => boolean {
  return ({ name }) => name === written;
}
