/** The rules that speak of credentials: what they point at is shown nowhere, not even as the line of the finding. */
const secretRules: ReadonlySet<string> = new Set(["literal-secret", "suspected-secret"]);

/** Whether what a rule points at must not be shown. */
export function isAboutSecret(rule: string): boolean {
  return secretRules.has(rule);
}
