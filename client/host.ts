/** What the extension and the place where it runs are to each other: a desktop (`node/`) and a browser (`browser/`) each give one. */
import type * as vscode from "vscode";
import type { Answers } from "./answers";
import type { Connect } from "./connect";
import type { Exchange } from "./exchange/exchange";
import type { History, HistoryFiles } from "./history/history";
import type { LanguageServer } from "./language-server";
import type { PlanWishes, RequestPlanner } from "./request-planner";
import type { SecretKeeper } from "./secret-keeper";
import type { TestLenses } from "./test-lenses";
import type { ResponseDocuments } from "./views/response-documents";
import type { EndpointState } from "./views/status";
import type { History as DeletedHistory } from "./views/webhooks/deleted-files";

/** What a place to run in brings along. */
export interface Host {
  readonly connect: Connect;
  /** Sending and what belongs to it, made of what is there already. */
  sending(parts: Parts): Sending;
  /** Where the history of tests is written; undefined where nothing can be sent. */
  readonly historyFiles: HistoryFiles | undefined;
}

export interface Parts {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly server: LanguageServer;
  readonly planner: RequestPlanner;
  readonly documents: ResponseDocuments;
  readonly answers: Answers;
  readonly history: History;
  readonly lenses: TestLenses;
}

/** The commands that need a socket or a secret. Where there is no socket, each of them says so. */
export interface Sending extends vscode.Disposable {
  sendTest(argument: unknown, wishes?: PlanWishes): unknown;
  sendAgain(exchange: Exchange): unknown;
  /** Goes on where a redirect leads. */
  follow(exchange: Exchange): unknown;
  /** Writes the body of an answer as it came to a file that the person chooses. */
  saveBody(exchange: Exchange): unknown;
  /** Whether the bytes of an exchange are still there. */
  canSave(id: string): boolean;
  cancelTest(argument: unknown): unknown;
  startEndpoint(): unknown;
  stopEndpoint(): unknown;
  setSecret(argument: unknown): unknown;
  forgetSecrets(): unknown;
  /** Undefined where there is no place for secrets. */
  readonly secrets: SecretKeeper | undefined;
  /** Undefined where no endpoint can run. */
  readonly endpoint: EndpointState | undefined;
  /** The deleted webhooks that something remembers; undefined where there is nothing to ask. */
  readonly deleted: DeletedHistory;
}
