/** How the client gets at the language server: a process on the desktop, a worker in the browser. Types only. */
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";

export interface Connected {
  readonly client: BaseLanguageClient;
  /** Ends a server that does not answer; the client then hears that it has closed. */
  end(): void;
  dispose(): Promise<void>;
}

/**
 * Makes the client of a server, which is not started yet.
 * @param closed the server has gone without being asked to; says whether it is started again
 */
export type Connect = (options: LanguageClientOptions, closed: () => boolean) => Promise<Connected>;
