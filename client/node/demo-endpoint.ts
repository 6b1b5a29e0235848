/** The demo endpoint inside the editor: started and stopped by hand, trusted for its own origins and this run only. */
import * as vscode from "vscode";
import type { HttpOptions } from "#platform/http";
import { demoFromEnvironment } from "#platform/http";
import type { EndpointState } from "../views/status";

interface Running {
  readonly origin: string;
  readonly demo: NonNullable<HttpOptions["demo"]>;
  close(): Promise<void>;
}

export class DemoEndpoint implements EndpointState, vscode.Disposable {
  private running: Running | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  /** It was started or stopped. */
  readonly onDidChange = this.changed.event;

  get origin(): string | undefined {
    return this.running?.origin;
  }

  /** What the sender needs to reach it, or the one that `npm start` runs beside the editor; undefined while none runs. */
  get options(): HttpOptions["demo"] {
    return this.running?.demo ?? demoFromEnvironment(process.env);
  }

  async start(): Promise<string> {
    if (!this.running) {
      const { startDemoEndpoint, demoOrigins } = await import("#platform/endpoint");
      const endpoint = await startDemoEndpoint({});
      this.running = {
        origin: endpoint.origin,
        demo: { port: endpoint.port, certificate: endpoint.certificate, origins: demoOrigins },
        close: () => endpoint.close(),
      };
      this.changed.fire();
      await vscode.commands.executeCommand("setContext", "hookflow.endpointRunning", true);
      void vscode.window.showInformationMessage(
        `The demo endpoint runs at ${endpoint.origin} and answers for the hosts of the samples.`,
      );
    }
    return this.running.origin;
  }

  async stop(): Promise<void> {
    const { running } = this;
    this.running = undefined;
    this.changed.fire();
    await vscode.commands.executeCommand("setContext", "hookflow.endpointRunning", false);
    await running?.close();
  }

  async dispose(): Promise<void> {
    this.changed.dispose();
    await this.running?.close();
  }
}
