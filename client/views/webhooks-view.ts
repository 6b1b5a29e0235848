/** The list of all webhooks, grouped by folder: open, test, preview, and whether something is wrong with one. */
import * as vscode from "vscode";
import type { WebhookItem } from "#protocol";
import type { LanguageServer } from "../language-server";
import { plain, rangeOf } from "../plain";

interface Folder {
  readonly folder: string;
  readonly items: WebhookNode[];
}

/** A webhook in the tree; commands take it as their argument by its `uri`. */
interface WebhookNode {
  readonly uri: string;
  readonly item: WebhookItem;
}

type Node = Folder | WebhookNode;

export class WebhooksView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<Node>;
  private readonly subscription: vscode.Disposable;

  constructor(private readonly server: LanguageServer) {
    this.view = vscode.window.createTreeView("hookflow.webhooks", { treeDataProvider: this, showCollapseAll: true });
    this.subscription = server.onDidChange(() => this.refresh());
  }

  refresh(): void {
    this.changed.fire();
  }

  async open(argument: unknown): Promise<void> {
    const item = (argument as { readonly item?: WebhookItem } | undefined)?.item;
    if (item) await vscode.window.showTextDocument(vscode.Uri.parse(item.uri), { selection: caretAt(item.range), preview: true });
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node) return "items" in node ? node.items : [];
    const items = await this.server.webhooks();
    const folders = new Map<string, WebhookNode[]>();
    for (const item of items) {
      const folder = folders.get(item.folder) ?? [];
      folder.push({ uri: item.uri, item });
      folders.set(item.folder, folder);
    }
    const sorted = [...folders]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([folder, nodes]) => ({ folder, items: nodes.sort((a, b) => a.item.name.localeCompare(b.item.name)) }));
    return sorted.length === 1 ? (sorted[0]?.items ?? []) : sorted;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if ("items" in node) {
      const folder = new vscode.TreeItem(plain(node.folder), vscode.TreeItemCollapsibleState.Expanded);
      folder.contextValue = "folder";
      return folder;
    }
    const { item } = node;
    const tree = new vscode.TreeItem(plain(item.name));
    tree.id = item.uri;
    tree.description = `${item.method} ${hostOf(item.url)}`;
    tree.tooltip = `${item.method} ${item.url}${item.errors ? `\n${item.errors} errors` : ""}${item.warnings ? `\n${item.warnings} warnings` : ""}`;
    tree.iconPath = new vscode.ThemeIcon(
      item.errors ? "error" : item.warnings ? "warning" : item.method === "POST" ? "arrow-up" : "arrow-down",
    );
    tree.contextValue = "webhook";
    tree.command = { command: "hookflow.openWebhook", title: "Open", arguments: [node] };
    return tree;
  }

  dispose(): void {
    this.subscription.dispose();
    this.view.dispose();
    this.changed.dispose();
  }
}

/** Where the name begins, with nothing selected: the next key must not delete it. */
function caretAt(range: WebhookItem["range"]): vscode.Range {
  const { start } = rangeOf(range);
  return new vscode.Range(start, start);
}

function hostOf(url: string): string {
  return /^https?:\/\/([^/?#]+)/i.exec(url)?.[1] ?? "";
}
