/** Which findings fail a command, as `--fail-on` says. */
import type { Severity } from "#core";

export type FailOn = "error" | "warning" | "info" | "never";

const ranks: Readonly<Record<Severity | "never", number>> = { hint: 0, info: 1, warning: 2, error: 3, never: 4 };

/** Whether a finding fails. */
export function failing(failOn: FailOn): (finding: { readonly severity: Severity }) => boolean {
  return ({ severity }) => ranks[severity] >= ranks[failOn];
}

/** A file that could not be read: the check could not do its work, whatever fails it and whatever is known. */
export function isUnread({ rule }: { readonly rule: string }): boolean {
  return rule === "unreadable-file";
}
