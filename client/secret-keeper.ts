/** What forms and views may know and do of secrets. A value goes in and never comes out. Where nothing can be sent, there is none. */
import type * as vscode from "vscode";
import type { Secret } from "#core/request/sign";
import type { PlanConnector } from "#protocol";

export interface SecretKeeper {
  /** A secret came or went. */
  readonly onDidChange: vscode.Event<void>;
  has(connector: PlanConnector): Promise<boolean>;
  /** The origins that a person has allowed it to go to. */
  allowedOrigins(connector: PlanConnector): Promise<readonly string[]>;
  keep(connector: PlanConnector, secret: Secret): Promise<void>;
  /** Asks for a new value; where it may go stays. */
  rotate(connector: PlanConnector): Promise<void>;
  forget(connector: PlanConnector): Promise<void>;
}
