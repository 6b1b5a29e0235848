/** The history as a tree: webhooks with their tests, newest first. It shows what belongs to this workspace. */
import * as vscode from "vscode";
import { commandIds } from "#protocol";
import { isOfWorkspace } from "../commands/exchange-actions";
import { everyMinute } from "../every-minute";
import { ago } from "../exchange/facts";
import type { History } from "../history/history";
import { outcomeLooks } from "../history/outcome-looks";
import type { Summary } from "../history/summary";
import { plain } from "../plain";

interface Group {
  readonly uri: string;
  readonly rows: readonly Summary[];
}

type Node = Group | Summary;

export class HistoryView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<Node>;
  private readonly aging = everyMinute(() => this.view.visible && this.refresh());

  constructor(private readonly history: History) {
    this.view = vscode.window.createTreeView("hookflow.history", {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
    });
  }

  /** What a command without an argument is about: a key pressed on the list. */
  get selected(): readonly unknown[] {
    return this.view.visible ? this.view.selection : [];
  }

  refresh(): void {
    this.changed.fire();
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node) return "rows" in node ? [...node.rows] : [];
    const groups = new Map<string, Summary[]>();
    for (const row of await this.history.all()) {
      if (!isOfWorkspace(row.uri)) continue;
      const rows = groups.get(row.uri) ?? [];
      rows.push(row);
      groups.set(row.uri, rows);
    }
    return [...groups].map(([uri, rows]) => ({ uri, rows }));
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if ("rows" in node) {
      const [newest] = node.rows;
      const group = new vscode.TreeItem(plain(newest?.webhook ?? ""), vscode.TreeItemCollapsibleState.Expanded);
      group.id = node.uri;
      group.description = node.rows.length === 1 ? "1 test" : `${node.rows.length} tests`;
      group.contextValue = "history";
      return group;
    }
    const row = new vscode.TreeItem(plain(node.outcome));
    row.id = node.id;
    row.description = plain([ago(Date.now() - node.at), node.data].filter(Boolean).join(", "));
    row.tooltip = `${node.method} ${node.url}\n${new Date(node.at).toLocaleString()}`;
    const { icon, color } = outcomeLooks[node.kind];
    row.iconPath = new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
    const isFailure = node.kind === "failed" || node.kind === "cancelled";
    row.contextValue = isFailure ? "exchange.failure" : node.kind === "redirect" ? "exchange.answer.redirect" : "exchange.answer";
    row.command = { command: commandIds.openExchange, title: "Open", arguments: [{ id: node.id }] };
    return row;
  }

  dispose(): void {
    vscode.Disposable.from(this.view, this.aging, this.changed).dispose();
  }
}
