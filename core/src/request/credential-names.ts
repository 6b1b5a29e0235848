/** Names under which credentials travel: one list for the checks, for redirects, and for what is kept of a test. */

/** Names of query parameters, headers and members under which services take their keys. */
export const secretNames =
  /^(?:x[-_])?(?:(?:access|auth|api|bearer|session|refresh|app|client|private|secret|service|subscription|ocp-apim-subscription)[-_]?)?(?:token|key|secret|password|passwd|pwd|apikey|appkey|auth|signature|sig|credential|jwt)$/i;

const speaking = /authorization|^cookie$|api[-_]?key|token|secret|passw|credential|signature|(?:^|[-_])auth(?!or)|session|csrf/i;

/** Whether what a header or a parameter of this name says may be a credential; rather one too many than one too few. */
export function isCredentialName(name: string): boolean {
  return secretNames.test(name) || speaking.test(name);
}
