/** "Preview request": the request as it would go out, with the origin of each value, in a read-only document. Sends nothing. */
import * as vscode from "vscode";
import { requestReport } from "../exchange/report";
import type { RequestPlanner } from "../request-planner";
import { type ResponseDocuments, reportLanguage } from "../views/response-documents";
import { targetOf, webhookName } from "./target";

export async function previewRequest(planner: RequestPlanner, documents: ResponseDocuments, argument: unknown): Promise<void> {
  const target = targetOf(argument, webhookName);
  if (!target) {
    void vscode.window.showInformationMessage("Open a webhook (*.webhook.yaml) to preview its request.");
    return;
  }
  const planned = await planner.plan(target.uri.toString());
  if (planned)
    await documents.showText(`${planned.plan.webhook}.request.http`, requestReport(planned.plan), { language: reportLanguage });
}
