/** The way to the extension. */
import type { PanelMessage } from "../../views/preview/panel-messages";

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

const api = acquireVsCodeApi();

export function tell(message: PanelMessage): void {
  api.postMessage(message);
}
