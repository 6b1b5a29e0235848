/**
 * Hosts of this machine and its network that a person allowed to be asked, one by one. The answer is kept with the editor, outside
 * of every workspace, so no file of a repository can open the way to a router or a neighbour.
 */
import type * as vscode from "vscode";
import { plain } from "../plain";
import { type Asking, askToSend, requestTitle } from "./ask-to-send";

const key = "hookflow.privateHosts";

export class PrivateHosts {
  constructor(private readonly state: vscode.Memento) {}

  isAllowed(host: string): boolean {
    return this.state.get<readonly string[]>(key, []).includes(host);
  }

  /** Asks once for a host. Neither Enter nor closing the question means yes. */
  async ask({ host, address }: { readonly host: string; readonly address: string }, asking: Asking): Promise<boolean> {
    const where = host === address ? "" : ` It is at ${address} now.`;
    const isAllowed = await askToSend(
      asking,
      `Send to ${plain(host)}, which is on this machine or its network?`,
      `${requestTitle(asking)} goes there. The platform could not reach it.${where} A yes is remembered for this host.`,
      "Send There",
    );
    if (!isAllowed) return false;
    await this.state.update(key, [...this.state.get<readonly string[]>(key, []), host]);
    return true;
  }
}
