/** "Save Body": the bytes of an answer into a file that the person chooses. */
import * as vscode from "vscode";
import { bodyFileName } from "../exchange/body-file-name";
import type { Exchange } from "../exchange/exchange";
import type { KeptBytes } from "./kept-bytes";

export async function saveBody(exchange: Exchange, kept: KeptBytes): Promise<void> {
  if (!kept.has(exchange.id)) {
    void vscode.window.showInformationMessage("The bytes of this answer were not kept: send the test again to save them.");
    return;
  }
  const place = await vscode.window.showSaveDialog({
    title: "Save the body as it came",
    defaultUri: vscode.Uri.joinPath(vscode.Uri.parse(exchange.uri), "..", bodyFileName(exchange)),
  });
  const bytes = place && (await kept.take(exchange.id));
  if (!place || !bytes) return;
  await vscode.workspace.fs.writeFile(place, bytes);
  vscode.window.setStatusBarMessage(`$(check) Saved ${bytes.length.toLocaleString("en-US")} bytes`, 8000);
}
