/** The request of a webhook as it would go out: asks for the data it needs, and tells why when it cannot be made. Sends nothing. */
import * as vscode from "vscode";
import type { Choice, Plan, PlanProblem, PlanResult } from "#protocol";
import { Choices, chooseData } from "./commands/choose-data";
import type { LanguageServer } from "./language-server";
import { rangeOf } from "./plain";

export class RequestPlanner {
  private readonly choices: Choices;

  constructor(
    private readonly server: LanguageServer,
    state: vscode.Memento,
  ) {
    this.choices = new Choices(state);
  }

  /** Asks for data and plans the request; tells why when it cannot be made. */
  async plan(uri: string): Promise<Plan | undefined> {
    const needs = await this.server.needs(uri);
    if (!needs) throw new Error("The language server could not read this webhook");
    const choice = await chooseData(needs, this.choices.get(uri));
    if (!choice) return undefined;
    await this.choices.set(uri, choice);
    return this.planWith(uri, choice, {});
  }

  private async planWith(
    uri: string,
    choice: Choice,
    options: { unresolved?: "empty"; breaking?: "escape" | "as-is" },
  ): Promise<Plan | undefined> {
    const result: PlanResult | null = await this.server.plan({ uri, ...choice, ...options });
    if (!result) throw new Error("The language server could not plan this request");
    if (result.ok) return result.plan;
    const again = await this.explain(result.problems);
    return again && this.planWith(uri, choice, { ...options, ...again });
  }

  /** One message that names everything, with the ways on. */
  private async explain(
    problems: readonly PlanProblem[],
  ): Promise<{ unresolved?: "empty"; breaking?: "escape" | "as-is" } | undefined> {
    const [first] = problems;
    if (!first) return undefined;
    const kinds = new Set(problems.map((problem) => problem.kind));
    const actions = ["Show"];
    if (kinds.size === 1 && kinds.has("unresolved")) actions.push("Send Empty");
    if (kinds.size === 1 && kinds.has("breaking")) actions.push("Send Escaped", "Send As It Is");
    const message = problems.map((problem) => problem.message).join(". ");
    const answer = await vscode.window.showErrorMessage(`Not sent. ${message}. ${first.help}.`, ...actions);
    if (answer === "Show" && first.location)
      await vscode.window.showTextDocument(vscode.Uri.parse(first.location.uri), { selection: rangeOf(first.location.range) });
    if (answer === "Send Empty") return { unresolved: "empty" };
    if (answer === "Send Escaped") return { breaking: "escape" };
    if (answer === "Send As It Is") return { breaking: "as-is" };
    return undefined;
  }
}
