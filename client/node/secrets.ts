/**
 * Secrets of connectors: in the editor's secret storage, bound to the origins they may go to. Names and origins are
 * remembered outside the workspace, so no file of a repository can send a secret somewhere new without a person's word.
 */
import * as vscode from "vscode";
import type { Secret } from "#core/request/sign";
import { isUsable, secretParts, secretProblem } from "#core/request/sign";
import type { PlanConnector } from "#protocol";
import { renamedConnector } from "../commands/renamed-connector";
import { isMove, type SecretMove } from "../commands/secret-move";
import { readParts } from "../commands/secret-places";
import type { LanguageServer } from "../language-server";
import { plain } from "../plain";
import type { SecretKeeper } from "../secret-keeper";
import { isTrusted } from "../trusted";
import { type Asking, askToSend, requestTitle } from "./ask-to-send";

interface Stored {
  readonly secret: Secret;
  /** The origins a person has allowed. */
  readonly origins: readonly string[];
}

const known = "hookflow.connectors";

export class Secrets implements SecretKeeper, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly storage: vscode.SecretStorage,
    private readonly state: vscode.Memento,
  ) {}

  /**
   * The secret of a connector for one origin. Asks for what is missing, and before a new origin gets it.
   * @param asking the request that it would sign
   * @returns undefined when the person said no
   */
  async get(connector: PlanConnector, origin: string, asking: Asking): Promise<Secret | undefined> {
    const stored = (await this.read(connector)) ?? (await this.enter(connector));
    if (!stored) return undefined;
    if (stored.origins.includes(origin)) return stored.secret;
    const listed = connector.origins.includes(origin) ? "" : "The connector's file does not list this origin. ";
    const isAllowed = await askToSend(
      asking,
      `Send the secret of "${plain(connector.name)}" to ${origin}?`,
      `${requestTitle(asking)} is signed with it. ${listed}It has not gone there before. A yes is remembered for this connector and origin.`,
      "Send the Secret There",
    );
    if (!isAllowed) return undefined;
    await this.write(connector, { ...stored, origins: [...stored.origins, origin] });
    return stored.secret;
  }

  /**
   * The command: choose a connector of the workspace and type its secret.
   * @param wanted what a quick fix knows of it already
   */
  async ask(server: LanguageServer, wanted?: unknown): Promise<void> {
    if (!(await isTrusted("Connectors are"))) return;
    if (isMove(wanted)) return this.takeAlong(wanted);
    const connectors = new Map((await server.connectors()).map((connector) => [connector.name, connector]));
    if (connectors.size === 0) {
      void vscode.window.showInformationMessage("This workspace has no connector yet: add a file such as shop.connector.yaml.");
      return;
    }
    const picked = await vscode.window.showQuickPick(
      [...connectors.values()].map((connector) => ({ label: plain(connector.name), description: connector.type, connector })),
      { title: "Whose secret?", placeHolder: "A connector" },
    );
    if (picked && (await this.enter(picked.connector))) tellStored(picked.connector);
  }

  /**
   * A quick fix moves a credential out of a document: its value goes from there to the storage, by way of this process' memory
   * alone. What the document does not say as it is has to be typed.
   */
  private async takeAlong({ connector, uri, version, places, edit }: SecretMove): Promise<void> {
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri);
    const isNewest = document !== undefined && (version === null || document.version === version);
    const given =
      document && isNewest
        ? readParts(places, ({ start, end }) =>
            document.getText(new vscode.Range(start.line, start.character, end.line, end.character)),
          )
        : {};
    if (edit && !(isNewest && (await vscode.workspace.applyEdit(edit))))
      throw new Error("The text has changed since the quick fix was shown: choose it again");
    if (await this.read(connector)) {
      void vscode.window.showInformationMessage(`"${plain(connector.name)}" has its secret already, and keeps it.`);
      return;
    }
    const isWhole = isUsable(connector, given);
    if (isWhole) await this.write(connector, { secret: given, origins: [] });
    if (isWhole || (await this.enter(connector, given))) tellStored(connector, isWhole);
  }

  /** Takes the secret along when a connector gets another name by the editor's rename; the old name keeps it for undoing. */
  follow(server: LanguageServer): vscode.Disposable {
    let renaming: { readonly newName: string; readonly before: readonly PlanConnector[] } | undefined;
    const starts = server.onWillRenameConnector((rename) => {
      renaming = rename;
    });
    const ends = server.onDidChange(async () => {
      if (!renaming) return;
      const { before, newName } = renaming;
      const renamed = renamedConnector(before, await server.connectors(), newName);
      if (!renamed) return;
      renaming = undefined;
      const stored = await this.read(renamed.from);
      if (stored && !(await this.read(renamed.to))) await this.write(renamed.to, stored);
    });
    return vscode.Disposable.from(starts, ends);
  }

  /** Told by its name: no secret is read for it. */
  async has(connector: PlanConnector): Promise<boolean> {
    return this.state.get<readonly string[]>(known, []).includes(keyOf(connector));
  }

  async allowedOrigins(connector: PlanConnector): Promise<readonly string[]> {
    return vscode.workspace.isTrusted ? ((await this.read(connector))?.origins ?? []) : [];
  }

  async keep(connector: PlanConnector, secret: Secret): Promise<void> {
    await this.write(connector, { secret, origins: await this.allowedOrigins(connector) });
  }

  async rotate(connector: PlanConnector): Promise<void> {
    if ((await isTrusted("Connectors are")) && (await this.enter(connector))) tellStored(connector);
  }

  async forget(connector: PlanConnector): Promise<void> {
    const key = keyOf(connector);
    await this.storage.delete(key);
    await this.state.update(
      known,
      this.state.get<readonly string[]>(known, []).filter((other) => other !== key),
    );
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
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
    this.changed.fire();
  }

  /** @param given what is known of it, filled in for the person to confirm */
  private async enter(connector: PlanConnector, given: Secret = {}): Promise<Stored | undefined> {
    const secret: Record<string, string> = {};
    const parts = secretParts[connector.type];
    for (const [at, part] of parts.entries()) {
      const value = await vscode.window.showInputBox({
        title: `Secret of ${connector.name}${parts.length > 1 ? ` (${at + 1} of ${parts.length})` : ""}`,
        prompt: `The ${part}. It is kept in the editor's secret storage and never written to a file.`,
        password: part !== "login",
        value: given[part] ?? "",
        ignoreFocusOut: true,
        validateInput: (text) => (text === "" ? undefined : secretProblem(connector, part, text)),
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
    this.changed.fire();
  }
}

function tellStored({ name }: PlanConnector, wasWritten = false): void {
  const more = wasWritten ? " Replace it at its service if the file was ever committed." : "";
  void vscode.window.showInformationMessage(`The secret of "${plain(name)}" is in the editor's secret storage now.${more}`);
}

/** A secret belongs to a name, a type and a workspace: another repository's connector of the same name has another one. */
function keyOf(connector: PlanConnector): string {
  const workspace =
    vscode.workspace.workspaceFile?.toString() ??
    vscode.workspace.workspaceFolders?.map((folder) => folder.uri.toString()).join("|") ??
    "";
  return `hookflow.secret.${JSON.stringify([workspace, connector.name, connector.type])}`;
}
