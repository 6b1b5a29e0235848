/** What the message panel may say: a closed set, each checked before it is believed. It can choose and point; it names no path and runs no command. */
import type { ValuePath } from "#protocol";

export type PanelMessage =
  | { readonly type: "ready" }
  | { readonly type: "pin"; readonly on: boolean }
  | { readonly type: "doubles"; readonly on: boolean }
  | { readonly type: "choose"; readonly what: "contact" | "event"; readonly id: string }
  /** Another answer of a webhook: the last one that came, or a recording. */
  | { readonly type: "answer"; readonly webhook: string; readonly recording: string | undefined }
  /** An answer that was written by hand. */
  | { readonly type: "edit"; readonly webhook: string; readonly body: string }
  /** Takes a value away, or gives it back. */
  | { readonly type: "take"; readonly path: ValuePath; readonly taken: boolean }
  | { readonly type: "go"; readonly kind: "problem"; readonly at: number }
  | { readonly type: "go"; readonly kind: "variable"; readonly at: number; readonly place: number }
  | { readonly type: "go"; readonly kind: "piece"; readonly part: number; readonly at: number };

/** The longest answer that somebody may write by hand, in UTF-16 units. */
export const longestAnswer = 200_000;

/** The message, or undefined when it is none of the set. */
export function panelMessage(raw: unknown): PanelMessage | undefined {
  if (typeof raw !== "object" || raw === null) return undefined;
  const message = raw as Readonly<Record<string, unknown>>;
  switch (message.type) {
    case "ready":
      return { type: "ready" };
    case "pin":
    case "doubles":
      return typeof message.on === "boolean" ? { type: message.type, on: message.on } : undefined;
    case "choose": {
      const { what, id } = message;
      return (what === "contact" || what === "event") && isName(id) ? { type: "choose", what, id } : undefined;
    }
    case "answer": {
      const { webhook, recording } = message;
      return isName(webhook) && (recording === undefined || isName(recording))
        ? { type: "answer", webhook, recording }
        : undefined;
    }
    case "edit": {
      const { webhook, body } = message;
      return isName(webhook) && typeof body === "string" && body.length <= longestAnswer
        ? { type: "edit", webhook, body }
        : undefined;
    }
    case "take": {
      const { path, taken } = message;
      return isPath(path) && typeof taken === "boolean" ? { type: "take", path, taken } : undefined;
    }
    case "go":
      return goMessage(message);
    default:
      return undefined;
  }
}

function goMessage({ kind, at, place, part }: Readonly<Record<string, unknown>>): PanelMessage | undefined {
  if (!isIndex(at)) return undefined;
  if (kind === "problem") return { type: "go", kind, at };
  if (kind === "variable" && isIndex(place)) return { type: "go", kind, at, place };
  return kind === "piece" && isIndex(part) ? { type: "go", kind, part, at } : undefined;
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value.length < 500;
}

function isIndex(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function isPath(value: unknown): value is ValuePath {
  return Array.isArray(value) && value.length > 0 && value.length < 50 && value.every((step) => isIndex(step) || isName(step));
}
