/** The status bar item: what the language server does, the findings of the file that is being edited, the demo endpoint. */
import * as vscode from "vscode";
import { commandIds } from "#protocol";
import { askChoice } from "../form/inputs";
import type { LanguageServer } from "../language-server";
import { statusText } from "./status-text";

/** What is told of the demo endpoint. */
export interface EndpointState {
  /** Undefined while it does not run. */
  readonly origin: string | undefined;
  readonly onDidChange: vscode.Event<void>;
}

const ours = /\.(webhook|workflow|connector|contact|event|response)\.(ya?ml|json)$|\.vm$|(^|\/)(hookflow|contact-fields)\.ya?ml$/;

export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("hookflow.status", vscode.StatusBarAlignment.Left, 0);
  private readonly parts: readonly vscode.Disposable[];

  /** @param endpoint undefined where none can run */
  constructor(
    private readonly server: LanguageServer,
    private readonly endpoint: EndpointState | undefined,
  ) {
    this.item.name = "Hookflow";
    this.item.command = commandIds.showStatus;
    const draw = () => this.draw();
    this.parts = [
      server.onDidChangeState(draw),
      vscode.window.onDidChangeActiveTextEditor(draw),
      vscode.languages.onDidChangeDiagnostics(draw),
      ...(endpoint ? [endpoint.onDidChange(draw)] : []),
    ];
    draw();
  }

  /** The command behind it: what one can do now. */
  async show(): Promise<void> {
    const running = this.endpoint?.origin !== undefined;
    const picked = await askChoice({ title: "Hookflow", placeholder: statusText(this.facts()).tooltip.split("\n")[0] ?? "" }, [
      { label: "Show problems", icon: "warning", value: "workbench.actions.view.problems" },
      { label: "Show webhooks", icon: "list-tree", value: "hookflow.webhooks.focus" },
      running
        ? { label: "Stop the demo endpoint", icon: "debug-stop", value: commandIds.stopEndpoint }
        : { label: "Start the demo endpoint", icon: "plug", value: commandIds.startEndpoint },
      { label: "Restart the language server", icon: "refresh", value: commandIds.restartServer },
      { label: "Get started", icon: "mortar-board", value: commandIds.openWalkthrough },
    ]);
    if (typeof picked !== "string") await vscode.commands.executeCommand(picked.value);
  }

  private facts() {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const own = uri && ours.test(uri.path) ? uri : undefined;
    const found = own ? vscode.languages.getDiagnostics(own) : [];
    const counted = (severity: vscode.DiagnosticSeverity) => found.filter((one) => one.severity === severity).length;
    return {
      server: this.server.state,
      endpoint: this.endpoint?.origin,
      file: own && {
        name: vscode.workspace.asRelativePath(own),
        errors: counted(vscode.DiagnosticSeverity.Error),
        warnings: counted(vscode.DiagnosticSeverity.Warning),
      },
    };
  }

  private draw(): void {
    const facts = this.facts();
    const { text, tooltip, severity } = statusText(facts);
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.backgroundColor = severity === "error" ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
    if (facts.server === "idle" && facts.endpoint === undefined) this.item.hide();
    else this.item.show();
  }

  dispose(): void {
    vscode.Disposable.from(this.item, ...this.parts).dispose();
  }
}
