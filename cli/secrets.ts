/** Secrets of connectors on the command line: from `HOOKFLOW_<CONNECTOR>_<PART>`, or typed at a terminal, and from nowhere else. */
import type { RequestPlan, Secret, SignConnector } from "#core/request/index";
import { secretParts, secretProblem, secretVariable, sharingVariable } from "#core/request/index";
import { askHidden, isAttended, ownTerminal, type Terminal } from "./ask";

export type SecretResult =
  | { readonly ok: true; readonly secret: Secret | undefined }
  | { readonly ok: false; readonly message: string; readonly help: string };

type NamedConnector = SignConnector & { readonly name: string };

/** What the demo endpoint is given: it takes any key, and no real one should go to it. */
const demoSecret: Secret = { login: "demo", password: "demo-password", token: "demo-token", key: "demo-key" };

/** The secrets of one run: each connector's is read or asked for once. */
export class Secrets {
  private readonly known = new Map<string, SecretResult>();

  constructor(
    private readonly demo: boolean,
    private readonly environment: NodeJS.ProcessEnv = process.env,
    private readonly terminal: Terminal = ownTerminal,
    /** All that the workspaces of this run have, so that no two of them read one variable. */
    private readonly connectors: readonly Pick<NamedConnector, "name" | "type">[] = [],
  ) {}

  /** The secret that a request is signed with; none when it has no connector. */
  async of({ connector, origin }: Pick<RequestPlan, "connector" | "origin">): Promise<SecretResult> {
    if (!connector) return { ok: true, secret: undefined };
    // A changed URL must not carry a secret somewhere new: the connector says where it may go.
    if (!connector.origins.includes(origin))
      return {
        ok: false,
        message: `The secret of ${connector.name} may not go to ${origin}: its connector does not list this origin`,
        help: `Add ${origin} under \`origins\` of the connector, if it belongs there`,
      };
    if (this.demo) return { ok: true, secret: demoSecret };
    const key = JSON.stringify([connector.name, connector.type]);
    const found = this.known.get(key) ?? (await this.read(connector));
    this.known.set(key, found);
    return found;
  }

  private async read(connector: NamedConnector): Promise<SecretResult> {
    const sharing = sharingVariable(connector, this.connectors);
    if (sharing)
      return {
        ok: false,
        message: `The connectors ${connector.name} and ${sharing.other.name} would both read their secret from ${sharing.variable}`,
        help: "Give one of them another name, so that no secret goes to the other's service",
      };
    const secret: Record<string, string> = {};
    for (const part of secretParts[connector.type]) {
      const variable = secretVariable(connector.name, part);
      const value = this.environment[variable] || (await this.typed(connector.name, part));
      if (!value)
        return {
          ok: false,
          message: `The connector ${connector.name} has no ${part}`,
          help: `Set the environment variable ${variable}`,
        };
      const problem = secretProblem(connector, part, value);
      if (problem)
        return { ok: false, message: `${problem} (${variable})`, help: `Set ${variable} to the whole ${part} and nothing else` };
      secret[part] = value;
    }
    return { ok: true, secret };
  }

  private async typed(connector: string, part: string): Promise<string> {
    return isAttended(this.terminal) ? askHidden(`The ${part} of ${connector} (not shown): `, this.terminal) : "";
  }
}
