/** Contacts, segments and events of the workspace: what tests and previews are made of, each with its card. */
import * as vscode from "vscode";
import type { LanguageServer } from "../language-server";
import { plain, rangeOf } from "../plain";
import { firstReading } from "./first-reading";
import { cardLines } from "./sample-card";
import { type EventNode, type SampleNode, type Section, type SegmentNode, sectionsOf } from "./samples-tree";

type Node = Section | SampleNode | SegmentNode | EventNode;

export class SamplesView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<Node>;
  private readonly reading = firstReading("hookflow.samples");
  private readonly subscription: vscode.Disposable;

  constructor(private readonly server: LanguageServer) {
    this.view = vscode.window.createTreeView("hookflow.samples", { treeDataProvider: this, showCollapseAll: true });
    this.subscription = server.onDidChange(() => this.changed.fire());
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node) return "nodes" in node ? [...node.nodes] : [];
    return [...sectionsOf(await this.reading(this.server.samples()))];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
    if ("section" in node) return group(node.section, node.section, String(node.nodes.length), Expanded);
    if ("event" in node) {
      const tree = group(`event:${node.event}`, node.event, String(node.nodes.length), Collapsed);
      tree.iconPath = new vscode.ThemeIcon("zap");
      return tree;
    }
    if ("segment" in node) {
      const tree = group(node.id, node.segment, node.description, Collapsed);
      tree.iconPath = new vscode.ThemeIcon("organization");
      tree.tooltip = node.location ? `Segment ${node.segment}` : `Segment ${node.segment}: only contact samples name it`;
      if (node.location)
        tree.command = {
          command: "vscode.open",
          title: "Open",
          arguments: [vscode.Uri.parse(node.location.uri), { selection: rangeOf(node.location.range) }],
        };
      return tree;
    }
    return sampleItem(node);
  }

  dispose(): void {
    vscode.Disposable.from(this.view, this.subscription, this.changed).dispose();
  }
}

function group(id: string, title: string, description: string, state: vscode.TreeItemCollapsibleState): vscode.TreeItem {
  const tree = new vscode.TreeItem(plain(title), state);
  tree.id = id;
  tree.description = plain(description);
  return tree;
}

function sampleItem({ id, sample, kind, description }: SampleNode): vscode.TreeItem {
  const tree = new vscode.TreeItem(plain(sample.title));
  tree.id = id;
  tree.resourceUri = vscode.Uri.parse(sample.uri);
  tree.iconPath = new vscode.ThemeIcon(kind === "contact" ? "account" : "symbol-event");
  tree.description = plain(description);
  // Not trusted: what stands in a sample can be no command and no link.
  tree.tooltip = new vscode.MarkdownString(cardLines(sample).join("\n"));
  tree.contextValue = kind;
  tree.command = { command: "vscode.open", title: "Open", arguments: [tree.resourceUri] };
  return tree;
}
