/** Secrets of connectors on the command line: from `HOOKFLOW_<CONNECTOR>_<PART>` and from nowhere else. */
import type { Secret, SignConnector } from "#core/request/index";
import { secretParts, secretProblem, secretVariable } from "#core/request/index";

export type SecretResult =
  | { readonly ok: true; readonly secret: Secret }
  | { readonly ok: false; readonly message: string; readonly help: string };

/** Reads the secret of a connector; what is missing is named by its variable, never by its value. */
export function secretFromEnvironment(
  connector: SignConnector & { readonly name: string },
  environment: NodeJS.ProcessEnv,
): SecretResult {
  const secret: Record<string, string> = {};
  for (const part of secretParts[connector.type]) {
    const variable = secretVariable(connector.name, part);
    const value = environment[variable];
    if (!value)
      return {
        ok: false,
        message: `The connector ${connector.name} has no ${part}`,
        help: `Set the environment variable ${variable}`,
      };
    const problem = part === "login" ? undefined : secretProblem(part, value);
    if (problem) return { ok: false, message: `${problem} (${variable})`, help: `Set ${variable} to the whole ${part}` };
    secret[part] = value;
  }
  return { ok: true, secret };
}
