/**
 * Secrets of connectors: in the editor's secret storage, bound to the origins they may go to. Names and origins are
 * remembered outside the workspace, so no file of a repository can send a secret somewhere new without a person's word.
 */
import * as vscode from "vscode";
import type { Secret } from "#core/request/sign";
import { secretParts, secretProblem } from "#core/request/sign";
import type { PlanConnector } from "#protocol";
import type { LanguageServer } from "../language-server";
import { plain } from "../plain";

interface Stored {
  readonly secret: Secret;
  /** The origins a person has allowed. */
  readonly origins: readonly string[];
}

const known = "hookflow.connectors";

export class Secrets {
  constructor(
    private readonly storage: vscode.SecretStorage,
    private readonly state: vscode.Memento,
  ) {}

  /**
   * The secret of a connector for one origin. Asks for what is missing, and before a new origin gets it.
   * @returns undefined when the person said no
   */
  async get(connector: PlanConnector, origin: string): Promise<Secret | undefined> {
    const stored = (await this.read(connector)) ?? (await this.enter(connector));
    if (!stored) return undefined;
    if (stored.origins.includes(origin)) return stored.secret;
    const listed = connector.origins.includes(origin) ? "" : "The connector's file does not list this origin. ";
    const yes = "Send the Secret There";
    const answer = await vscode.window.showWarningMessage(
      `Send the secret of "${connector.name}" to ${origin}?`,
      { modal: true, detail: `${listed}It has not gone there before. The answer is remembered for this connector and origin.` },
      yes,
    );
    if (answer !== yes) return undefined;
    await this.write(connector, { ...stored, origins: [...stored.origins, origin] });
    return stored.secret;
  }

  /**
   * The command: choose a connector of the workspace and type its secret.
   * @param name of a connector that is chosen already
   */
  async ask(server: LanguageServer, name?: unknown): Promise<void> {
    const connectors = new Map((await server.connectors()).map((connector) => [connector.name, connector]));
    const wanted = typeof name === "string" ? connectors.get(name) : undefined;
    if (wanted) {
      if (await this.enter(wanted)) void vscode.window.showInformationMessage(`The secret of "${plain(wanted.name)}" is stored.`);
      return;
    }
    if (connectors.size === 0) {
      void vscode.window.showInformationMessage("This workspace has no connector yet: add a file such as shop.connector.yaml.");
      return;
    }
    const picked = await vscode.window.showQuickPick(
      [...connectors.values()].map((connector) => ({ label: plain(connector.name), description: connector.type, connector })),
      { title: "Whose secret?", placeHolder: "A connector" },
    );
    if (picked && (await this.enter(picked.connector)))
      void vscode.window.showInformationMessage(`The secret of "${picked.connector.name}" is stored.`);
  }

  async forgetAll(): Promise<void> {
    const yes = "Forget Them";
    const answer = await vscode.window.showWarningMessage(
      "Forget the secrets of all connectors?",
      { modal: true, detail: "They are removed from the editor's secret storage." },
      yes,
    );
    if (answer !== yes) return;
    for (const key of this.state.get<readonly string[]>(known, [])) await this.storage.delete(key);
    await this.state.update(known, []);
  }

  private async enter(connector: PlanConnector): Promise<Stored | undefined> {
    const secret: Record<string, string> = {};
    const parts = secretParts[connector.type];
    for (const [at, part] of parts.entries()) {
      const value = await vscode.window.showInputBox({
        title: `Secret of ${connector.name}${parts.length > 1 ? ` (${at + 1} of ${parts.length})` : ""}`,
        prompt: `The ${part}. It is kept in the editor's secret storage and never written to a file.`,
        password: part !== "login",
        ignoreFocusOut: true,
        validateInput: (text) => (text === "" ? undefined : part === "login" ? undefined : secretProblem(part, text)),
      });
      if (!value) return undefined;
      secret[part] = value;
    }
    const stored: Stored = { secret, origins: (await this.read(connector))?.origins ?? [] };
    await this.write(connector, stored);
    return stored;
  }

  private async read(connector: PlanConnector): Promise<Stored | undefined> {
    const text = await this.storage.get(keyOf(connector));
    if (text === undefined) return undefined;
    try {
      const stored = JSON.parse(text) as Stored;
      const whole = secretParts[connector.type].every((part) => typeof stored.secret[part] === "string");
      return whole && Array.isArray(stored.origins) ? stored : undefined;
    } catch {
      return undefined;
    }
  }

  private async write(connector: PlanConnector, stored: Stored): Promise<void> {
    const key = keyOf(connector);
    await this.storage.store(key, JSON.stringify(stored));
    const keys = this.state.get<readonly string[]>(known, []);
    if (!keys.includes(key)) await this.state.update(known, [...keys, key]);
  }
}

/** A secret belongs to a name, a type and a workspace: another repository's connector of the same name has another one. */
function keyOf(connector: PlanConnector): string {
  const workspace =
    vscode.workspace.workspaceFile?.toString() ??
    vscode.workspace.workspaceFolders?.map((folder) => folder.uri.toString()).join("|") ??
    "";
  return `hookflow.secret.${JSON.stringify([workspace, connector.name, connector.type])}`;
}
