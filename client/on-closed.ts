/** The language client's way of asking what to do about a server that has gone. Loaded with the client, not before. */
import { CloseAction, ErrorAction, type LanguageClientOptions } from "vscode-languageclient";

/** @param closed says whether the server is started again */
export function onClosed(closed: () => boolean): NonNullable<LanguageClientOptions["errorHandler"]> {
  return {
    error: () => ({ action: ErrorAction.Continue }),
    closed: () => ({ action: closed() ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true }),
  };
}
