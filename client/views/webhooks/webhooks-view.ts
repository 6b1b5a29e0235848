/** The list of all webhooks, by folder or by host: what is wrong with each, how its last test went, and those that were deleted. */
import * as vscode from "vscode";
import type { WebhookItem } from "#protocol";
import { everyMinute } from "../../every-minute";
import type { History } from "../../history/history";
import type { Summary } from "../../history/summary";
import type { LanguageServer } from "../../language-server";
import { openAt } from "../../open-at";
import { plain, rangeOf } from "../../plain";
import { firstReading } from "../first-reading";
import type { DeletedFile, DeletedFiles } from "./deleted-files";
import { filtered, type Grouping, grouped, rowText } from "./tree";

interface GroupNode {
  readonly group: string;
  readonly items: readonly WebhookNode[];
}

/** A webhook in the tree; commands take it as their argument by its `uri`. */
interface WebhookNode {
  readonly uri: string;
  readonly item: WebhookItem;
  readonly last: Summary | undefined;
}

interface DeletedNode {
  readonly deleted: DeletedFile;
}

/** What an opened group says that has nothing in it. */
const nothingDeleted = { nothingDeleted: true } as const;

/** The last group; what is in it is asked for when it is opened. */
const deletedGroup = { deletedGroup: true } as const;

type Node = GroupNode | WebhookNode | DeletedNode | typeof deletedGroup | typeof nothingDeleted;

const groupingKey = "hookflow.webhooks.groupBy";

export class WebhooksView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<Node>;
  private readonly parts: readonly vscode.Disposable[];
  private readonly reading = firstReading("hookflow.webhooks");
  private filter = "";
  private tellsAge = false;

  constructor(
    private readonly server: LanguageServer,
    private readonly history: History,
    private readonly deleted: DeletedFiles,
    private readonly state: vscode.Memento,
  ) {
    this.view = vscode.window.createTreeView("hookflow.webhooks", { treeDataProvider: this, showCollapseAll: true });
    this.parts = [
      server.onDidChange(() => this.refresh()),
      deleted.onDidChange(() => this.refresh()),
      everyMinute(() => this.view.visible && this.tellsAge && this.refresh()),
    ];
    this.tellContext();
  }

  refresh(): void {
    this.changed.fire(undefined);
  }

  /** What a command without an argument is about: a key pressed on the list. */
  get selected(): Node | undefined {
    return this.view.visible ? this.view.selection[0] : undefined;
  }

  async groupBy(grouping: Grouping): Promise<void> {
    await this.state.update(groupingKey, grouping);
    this.tellContext();
    this.refresh();
  }

  /** Asks for words and shows the webhooks that hold all of them, while they are typed. */
  askFilter(): void {
    const before = this.filter;
    const input = vscode.window.createInputBox();
    input.title = "Filter webhooks";
    input.prompt = "Words of the name, method, address or folder. Escape takes back what you typed.";
    input.value = before;
    let accepted = false;
    input.onDidChangeValue((text) => this.setFilter(text));
    input.onDidAccept(() => {
      accepted = true;
      input.hide();
    });
    input.onDidHide(() => {
      if (!accepted) this.setFilter(before);
      input.dispose();
    });
    input.show();
  }

  setFilter(text: string): void {
    this.filter = text.trim();
    this.tellContext();
    this.refresh();
  }

  async open(argument: unknown): Promise<void> {
    const item = (argument as { readonly item?: WebhookItem } | undefined)?.item;
    // With nothing selected: the next key must not delete the name.
    if (item) await openAt(vscode.Uri.parse(item.uri), rangeOf(item.range).start, true);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node === deletedGroup) {
      const files = await this.deleted.all();
      return files.length ? files.map((deleted) => ({ deleted })) : [nothingDeleted];
    }
    if (node) return "items" in node ? [...node.items] : [];
    const [all, tests] = await this.reading(Promise.all([this.server.webhooks(), this.history.newest()]));
    this.tellsAge = all.some(({ uri }) => tests.has(uri));
    const shown = filtered(all, this.filter);
    this.view.message = this.filter === "" ? "" : `${shown.length} of ${all.length} webhooks hold "${plain(this.filter)}"`;
    const groups = grouped(shown, this.grouping).map(({ title, items }) => ({
      group: title,
      items: items.map((item) => ({ uri: item.uri, item, last: tests.get(item.uri) })),
    }));
    const rest =
      this.deleted.isEmpty || this.filter !== "" || (all.length === 0 && (await this.deleted.all()).length === 0)
        ? []
        : [deletedGroup];
    return [...(groups.length === 1 ? (groups[0]?.items ?? []) : groups), ...rest];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if ("deletedGroup" in node) {
      const tree = new vscode.TreeItem("Deleted", vscode.TreeItemCollapsibleState.Collapsed);
      tree.id = "deleted";
      tree.iconPath = new vscode.ThemeIcon("trash");
      return tree;
    }
    if ("nothingDeleted" in node) {
      const tree = new vscode.TreeItem("");
      tree.id = "deleted:nothing";
      tree.description = "No deleted webhook is known";
      return tree;
    }
    if ("deleted" in node) return deletedItem(node.deleted);
    if ("items" in node) {
      const tree = new vscode.TreeItem(plain(node.group), vscode.TreeItemCollapsibleState.Expanded);
      tree.id = `${this.grouping}:${node.group}`;
      tree.iconPath = new vscode.ThemeIcon(this.grouping === "host" ? "server" : "folder");
      tree.description = String(node.items.length);
      tree.contextValue = "group";
      return tree;
    }
    return webhookItem(node, this.grouping);
  }

  private get grouping(): Grouping {
    return this.state.get<Grouping>(groupingKey) === "host" ? "host" : "folder";
  }

  private tellContext(): void {
    void vscode.commands.executeCommand("setContext", "hookflow.groupedByHost", this.grouping === "host");
    void vscode.commands.executeCommand("setContext", "hookflow.filtered", this.filter !== "");
  }

  dispose(): void {
    vscode.Disposable.from(this.view, ...this.parts, this.changed).dispose();
  }
}

function webhookItem(node: WebhookNode, grouping: Grouping): vscode.TreeItem {
  const { item } = node;
  const { description, tooltip, color } = rowText(item, node.last, grouping, Date.now());
  const tree = new vscode.TreeItem(plain(item.name));
  tree.id = item.uri;
  // By its file's address, so that the editor marks it as it marks the file: findings, changes in Git.
  tree.resourceUri = vscode.Uri.parse(item.uri);
  tree.description = description;
  tree.tooltip = tooltip;
  const icon = item.method === "POST" ? "arrow-up" : "arrow-down";
  tree.iconPath = new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
  tree.contextValue = "webhook";
  tree.command = { command: "hookflow.openWebhook", title: "Open", arguments: [node] };
  return tree;
}

function deletedItem({ uri, when }: DeletedFile): vscode.TreeItem {
  const path = vscode.workspace.asRelativePath(uri);
  const tree = new vscode.TreeItem(plain(path.slice(path.lastIndexOf("/") + 1)));
  tree.id = `deleted:${uri.toString()}`;
  tree.iconPath = new vscode.ThemeIcon("circle-slash");
  tree.description = when;
  tree.tooltip = `${path}\nDeleted ${when}`;
  tree.contextValue = "deleted";
  return tree;
}
