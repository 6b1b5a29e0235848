/** How names get values for a while, as parameters and the variables of loops do, and lose them again. */
import type { Value } from "./values";

/** The name that keeps how an argument is written; no template can say it. */
export function literalName(parameter: string): string {
  return `.literal.${parameter}`;
}

/** Gives a variable its old value; one that was not there is not there again. */
export function restore(variables: Map<string, Value>, name: string, old: Value | undefined): void {
  if (old === undefined || old === null) variables.delete(name);
  else variables.set(name, old);
}

/** Whether a parameter still holds what the call put there. */
export function isSame(now: Value, given: Value): boolean {
  if (now === given) return true;
  return (
    now !== null &&
    given !== null &&
    typeof now === "object" &&
    typeof given === "object" &&
    now.kind === "whole" &&
    given.kind === "whole" &&
    now.value === given.value &&
    now.value >= -128n &&
    now.value < 128n
  );
}
