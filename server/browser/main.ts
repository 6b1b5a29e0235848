/** The language server as a web worker: messages come from the editor, and so do files. It opens no socket and reads no disk. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection, ProposedFeatures } from "vscode-languageserver/browser";
import { browserClock, inTurns } from "#platform/browser";
import { clientFiles, clientLog } from "../platform";
import { serve } from "../serve";
import { startServer } from "../server";

declare const self: DedicatedWorkerGlobalScope;

const connection = createConnection(ProposedFeatures.all, new BrowserMessageReader(self), new BrowserMessageWriter(self));
// An error that nobody caught leaves the state unknown: the worker tells it, and whoever started it starts afresh.
self.addEventListener("unhandledrejection", ({ reason }) => self.reportError(reason));
const platform = { files: clientFiles(connection), clock: browserClock, log: clientLog(connection), inTurn: inTurns() };
startServer(connection, platform, () => serve);
