/** The list of all connectors: how each signs, where its secret may go and whether one is stored. No secret is ever shown. */
import * as vscode from "vscode";
import type { ConnectorItem } from "#protocol";
import { typeTitles } from "../commands/connectors";
import type { LanguageServer } from "../language-server";
import { plain, rangeOf } from "../plain";
import type { SecretKeeper } from "../secret-keeper";

export class ConnectorsView implements vscode.TreeDataProvider<ConnectorItem>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<ConnectorItem>;
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
  get selected(): ConnectorItem | undefined {
    return this.view.selection[0];
  }

  async getChildren(node?: ConnectorItem): Promise<ConnectorItem[]> {
    if (node) return [];
    return [...(await this.server.connectors())].sort((a, b) => a.name.localeCompare(b.name));
  }

  async getTreeItem(item: ConnectorItem): Promise<vscode.TreeItem> {
    const tree = new vscode.TreeItem(plain(item.name));
    const has = await this.keeper?.has(item);
    tree.id = item.uri;
    tree.resourceUri = vscode.Uri.parse(item.uri);
    tree.iconPath = has ? new vscode.ThemeIcon("key", new vscode.ThemeColor("testing.iconPassed")) : new vscode.ThemeIcon("key");
    tree.description = [typeTitles[item.type], ...(has === false ? ["no secret yet"] : []), usesText(item.uses)].join(" · ");
    tree.tooltip = await this.tooltip(item, has);
    tree.contextValue = "connector";
    const { start } = rangeOf(item.range);
    tree.command = {
      command: "vscode.open",
      title: "Open",
      arguments: [tree.resourceUri, { selection: new vscode.Range(start, start) }],
    };
    return tree;
  }

  private async tooltip(item: ConnectorItem, has: boolean | undefined): Promise<string> {
    const where = item.type === "apiKey" ? `, in the ${item.in === "header" ? "header" : "parameter"} ${item.parameter}` : "";
    const allowed = (await this.keeper?.allowedOrigins(item)) ?? [];
    const stored =
      has === undefined
        ? []
        : [has ? "Its secret is in the editor's secret storage." : "Its secret is asked for at the first test."];
    return [
      `${item.name}: ${typeTitles[item.type]}${where}`,
      `May go to: ${item.origins.join(", ") || "no origin is listed"}`,
      ...(allowed.length ? [`You have allowed: ${allowed.join(", ")}`] : []),
      ...stored,
    ].join("\n");
  }

  dispose(): void {
    vscode.Disposable.from(this.view, ...this.parts, this.changed).dispose();
  }
}

function usesText(uses: number): string {
  if (uses === 0) return "unused";
  return uses === 1 ? "1 webhook" : `${uses} webhooks`;
}
