/**
 * Hosts of this machine and its network that a person allowed to be asked, one by one. The answer is kept with the editor, outside
 * of every workspace, so no file of a repository can open the way to a router or a neighbour.
 */
import * as vscode from "vscode";
import { plain } from "../plain";

const key = "hookflow.privateHosts";

export class PrivateHosts {
  constructor(private readonly state: vscode.Memento) {}

  isAllowed(host: string): boolean {
    return this.state.get<readonly string[]>(key, []).includes(host);
  }

  /** Asks once for a host. No is what Enter presses, and what a person says who just closes the question. */
  async ask({ host, address }: { readonly host: string; readonly address: string }): Promise<boolean> {
    const yes = "Send There";
    const where = host === address ? "" : ` It is at ${address} now.`;
    const answer = await vscode.window.showWarningMessage(
      `Send to ${plain(host)}, which is on this machine or its network?`,
      { modal: true, detail: `The platform could not reach it.${where} The answer is remembered for this host.` },
      "Do Not Send",
      yes,
    );
    if (answer !== yes) return false;
    await this.state.update(key, [...this.state.get<readonly string[]>(key, []), host]);
    return true;
  }
}
