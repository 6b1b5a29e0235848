/** The list of all connectors: how each signs, where its secret may go and whether one is stored. No secret is ever shown. */
import * as vscode from "vscode";
import type { ConnectorItem } from "#protocol";
import type { LanguageServer } from "../language-server";
import { plain, rangeOf } from "../plain";
import type { SecretKeeper } from "../secret-keeper";
import { type ConnectorNode, connectorText, connectorTooltip } from "./connector-row";
import { firstReading } from "./first-reading";

export class ConnectorsView implements vscode.TreeDataProvider<ConnectorNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<ConnectorNode>;
  private readonly reading = firstReading("hookflow.connectors");
  private readonly parts: readonly vscode.Disposable[];

  /** @param keeper undefined where nothing can be sent */
  constructor(
    private readonly server: LanguageServer,
    private readonly keeper: SecretKeeper | undefined,
  ) {
    this.view = vscode.window.createTreeView("hookflow.connectors", { treeDataProvider: this });
    const refresh = () => this.changed.fire();
    this.parts = [server.onDidChange(refresh), keeper?.onDidChange(refresh) ?? { dispose: () => undefined }];
  }

  /** What a command without an argument is about. */
  get selected(): ConnectorNode | undefined {
    return this.view.selection[0];
  }

  async getChildren(node?: ConnectorNode): Promise<ConnectorNode[]> {
    return node ? [] : this.reading(this.read());
  }

  /** All at once: a row that has to ask the secret storage first comes late. */
  private async read(): Promise<ConnectorNode[]> {
    const items = [...(await this.server.connectors())].sort((a, b) => a.name.localeCompare(b.name));
    const stored = async (item: ConnectorItem): Promise<ConnectorNode> => ({
      ...item,
      hasSecret: await this.keeper?.has(item),
      allowed: (await this.keeper?.allowedOrigins(item)) ?? [],
    });
    return Promise.all(items.map(stored));
  }

  getTreeItem(item: ConnectorNode): vscode.TreeItem {
    const { hasSecret } = item;
    const tree = new vscode.TreeItem(plain(item.name));
    tree.id = item.uri;
    tree.resourceUri = vscode.Uri.parse(item.uri);
    tree.iconPath = new vscode.ThemeIcon("key", hasSecret ? new vscode.ThemeColor("testing.iconPassed") : undefined);
    tree.description = connectorText(item);
    tree.tooltip = connectorTooltip(item);
    tree.contextValue = "connector";
    const { start } = rangeOf(item.range);
    tree.command = {
      command: "vscode.open",
      title: "Open",
      arguments: [tree.resourceUri, { selection: new vscode.Range(start, start) }],
    };
    return tree;
  }

  dispose(): void {
    vscode.Disposable.from(this.view, ...this.parts, this.changed).dispose();
  }
}
