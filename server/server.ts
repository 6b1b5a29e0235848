/**
 * The language server: takes messages, asks the language, sends answers. What it knows of the protocol stays here and in
 * `handlers/`; what it knows of webhooks is the core's.
 */
import type { Connection, InitializeResult } from "vscode-languageserver";
import { methods } from "#protocol";
import { capabilities } from "./capabilities";
import type { ServerPlatform } from "./platform";
import type { Serve } from "./serve";

/**
 * Serves one client on a connection.
 * @param load gives the part with the language in it. It is asked when `initialize` has been answered: while the client makes
 *   ready what it has heard, the language is loaded. It must give it at once, for the messages behind `initialized` are for it
 */
export function startServer(connection: Connection, platform: ServerPlatform, load: () => Serve): void {
  let begin: (() => { stop(): void }) | undefined;
  let session: { stop(): void } | undefined;

  connection.onInitialize((params): InitializeResult => {
    begin = () => load()(connection, platform, params);
    // The answer is written a turn or two after this one, and reading the language takes longer than all of them.
    platform.inTurn(() => platform.inTurn(() => platform.inTurn(load)));
    return { serverInfo: { name: "hookflow" }, capabilities };
  });
  connection.onInitialized(() => {
    session = begin?.();
  });
  connection.onShutdown(() => session?.stop());
  connection.onRequest(methods.ping, () => null);
  connection.listen();
}
