/** Contacts, segments and events of the workspace: what tests and previews are made of, each with its card. */
import * as vscode from "vscode";
import type { Location, SampleCard, SamplesResult } from "#protocol";
import type { LanguageServer } from "../language-server";
import { plain, rangeOf } from "../plain";
import { cardLines } from "./sample-card";

interface Section {
  readonly section: "Contacts" | "Segments" | "Events";
  readonly nodes: readonly Node[];
}
interface SampleNode {
  readonly sample: SampleCard;
  readonly kind: "contact" | "event";
  /** Where it stands in the tree: a contact is listed in each of its segments, too. */
  readonly under: string;
}
interface SegmentNode {
  readonly segment: string;
  readonly location: Location | undefined;
  readonly nodes: readonly SampleNode[];
}
interface EventNode {
  readonly event: string;
  readonly nodes: readonly SampleNode[];
}

type Node = Section | SampleNode | SegmentNode | EventNode;

export class SamplesView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<Node>;
  private readonly subscription: vscode.Disposable;

  constructor(private readonly server: LanguageServer) {
    this.view = vscode.window.createTreeView("hookflow.samples", { treeDataProvider: this, showCollapseAll: true });
    this.subscription = server.onDidChange(() => this.changed.fire());
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node) return "nodes" in node ? [...node.nodes] : [];
    const sections = sectionsOf(await this.server.samples()).filter(({ nodes }) => nodes.length > 0);
    return [...sections];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if ("section" in node) return group(node.section, node.section, node.nodes, vscode.TreeItemCollapsibleState.Expanded);
    if ("event" in node) {
      const tree = group(`event:${node.event}`, node.event, node.nodes, vscode.TreeItemCollapsibleState.Collapsed);
      tree.iconPath = new vscode.ThemeIcon("zap");
      return tree;
    }
    if ("segment" in node) {
      const tree = group(`segment:${node.segment}`, node.segment, node.nodes, vscode.TreeItemCollapsibleState.Collapsed);
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

function sectionsOf({ contacts, events, segments }: SamplesResult): readonly Section[] {
  const people = [...contacts].sort((a, b) => a.title.localeCompare(b.title));
  const node = (sample: SampleCard, kind: SampleNode["kind"], under: string) => ({ sample, kind, under });
  const types = [...new Set(events.map(({ detail }) => detail))].sort((a, b) => a.localeCompare(b));
  return [
    { section: "Contacts", nodes: people.map((sample) => node(sample, "contact", "contacts")) },
    {
      section: "Segments",
      nodes: segments.map(({ name, location }) => ({
        segment: name,
        location,
        nodes: people.filter((person) => person.segments.includes(name)).map((sample) => node(sample, "contact", name)),
      })),
    },
    {
      section: "Events",
      nodes: types.map((event) => ({
        event,
        nodes: events.filter(({ detail }) => detail === event).map((sample) => node(sample, "event", event)),
      })),
    },
  ];
}

function group(id: string, label: string, nodes: readonly Node[], state: vscode.TreeItemCollapsibleState): vscode.TreeItem {
  const tree = new vscode.TreeItem(plain(label), nodes.length ? state : vscode.TreeItemCollapsibleState.None);
  tree.id = id;
  tree.description = String(nodes.length);
  return tree;
}

function sampleItem({ sample, kind, under }: SampleNode): vscode.TreeItem {
  const tree = new vscode.TreeItem(plain(sample.title));
  tree.id = `${under}:${sample.uri}`;
  tree.resourceUri = vscode.Uri.parse(sample.uri);
  tree.iconPath = new vscode.ThemeIcon(kind === "contact" ? "account" : "symbol-event");
  tree.description = kind === "contact" ? withoutTitle(sample) : `${sample.values.length} parameters`;
  // Not trusted: what stands in a sample can be no command and no link.
  tree.tooltip = new vscode.MarkdownString(cardLines(sample).join("\n"));
  tree.contextValue = kind;
  tree.command = { command: "vscode.open", title: "Open", arguments: [tree.resourceUri] };
  return tree;
}

/** A contact without a name is called by its e-mail already. */
function withoutTitle({ title, detail }: SampleCard): string {
  return detail.startsWith(title) ? detail.slice(title.length).replace(/^, /, "") : detail;
}
