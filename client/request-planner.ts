/** The request of a webhook as it would go out: asks for the data it needs, and tells why when it cannot be made. Sends nothing. */
import * as vscode from "vscode";
import { commandIds, type Plan, type PlanProblem, type PlanResult, type TestData } from "#protocol";
import { Choices, chooseData } from "./commands/choose-data";
import { ask } from "./commands/quick-pick";
import { exists } from "./exists";
import type { LanguageServer } from "./language-server";
import { plain, rangeOf } from "./plain";
import { dataOf, planQuestion } from "./plan-ways";
import { spoken } from "./spoken";
import { type RememberedData, stillGood } from "./test-data";
import type { WrittenEvents } from "./written-events";

/** A request and all that was said to make it: the same said again makes the same. */
export interface Planned {
  readonly plan: Plan;
  readonly data: TestData;
}

export interface PlanWishes {
  /** Ask for the data also when the remembered one would do. */
  readonly otherData?: boolean;
  /** An event that was typed by hand. */
  readonly written?: string;
}

export class RequestPlanner {
  private readonly choices: Choices;

  constructor(
    private readonly server: LanguageServer,
    state: vscode.Memento,
    private readonly writtenEvents: WrittenEvents,
  ) {
    this.choices = new Choices(state);
  }

  /** What the last test of a webhook was made of. */
  remembered(uri: string): RememberedData {
    return this.choices.get(uri);
  }

  /** Asks for what is missing and plans the request; tells why when it cannot be made. */
  async plan(uri: string, { otherData = false, written }: PlanWishes = {}): Promise<Planned | undefined> {
    const needs = await this.server.needs(uri, written);
    if (!needs) throw await unreadable(uri);
    const before = this.choices.get(uri);
    const known = otherData || written !== undefined ? undefined : stillGood(needs, before);
    const chosen = known ? { data: known } : await chooseData(needs, before, written);
    if (!chosen) return undefined;
    if ("byHand" in chosen) {
      const draft = { uri, webhook: needs.webhook, names: needs.event };
      await this.writtenEvents.open(draft, before.written ?? needs.eventDraft);
      return undefined;
    }
    await this.choices.set(uri, chosen.data);
    const { contactTitle: _contact, eventTitle: _event, ...data } = chosen.data;
    return this.planWith(uri, data);
  }

  /** The request of an earlier test once more, of the webhook as it is now. */
  again(uri: string, data: TestData): Promise<Planned | undefined> {
    return this.planWith(uri, data);
  }

  private async planWith(uri: string, data: TestData): Promise<Planned | undefined> {
    const result: PlanResult | null = await this.server.plan({ uri, ...data });
    if (!result) throw await unreadable(uri);
    if (result.ok) return { plan: result.plan, data };
    const more = await this.explain(uri, result.problems);
    if (!more) return undefined;
    if (more.typed) await this.choices.set(uri, { ...this.choices.get(uri), typed: { ...data.typed, ...more.typed } });
    return this.planWith(uri, { ...data, ...more, ...(more.typed ? { typed: { ...data.typed, ...more.typed } } : {}) });
  }

  /** One message that names everything of one kind, with the ways on. */
  private async explain(uri: string, problems: readonly PlanProblem[]): Promise<TestData | undefined> {
    const needs = problems.some(({ kind }) => kind === "unresolved") ? await this.server.needs(uri) : null;
    const question = planQuestion(problems, Boolean(needs?.contact.length && needs.contacts.length === 0));
    if (!question) return undefined;
    const way = await vscode.window.showErrorMessage(spoken(question.message), ...question.ways);
    if (way === "Show") await showPlace(question.problems);
    if (way === "New Contact Sample") await vscode.commands.executeCommand(commandIds.createSamples, { uri, only: "contact" });
    return way === "Fill In" ? fillIn(question.problems) : dataOf(way);
  }
}

/** Why the server says nothing of a webhook. */
async function unreadable(uri: string): Promise<Error> {
  const place = vscode.Uri.parse(uri);
  if (await exists(place)) return new Error("The language server could not read this webhook");
  return new Error(`${vscode.workspace.asRelativePath(place)} is not there any more: restore it in the Webhooks view first`);
}

/** Goes to the place of a problem: of several, to the one that is picked. */
async function showPlace(problems: readonly PlanProblem[]): Promise<void> {
  const items = problems.flatMap(({ message, location }) =>
    location ? [{ label: plain(spoken(message)), description: `line ${location.range.start.line + 1}`, value: location }] : [],
  );
  const [only] = items;
  const answer = items.length > 1 ? await ask({ title: "Not sent", placeholder: "Go to a place", items }) : undefined;
  const place = answer?.kind === "picked" ? answer.value : items.length === 1 ? only?.value : undefined;
  if (place) await vscode.window.showTextDocument(vscode.Uri.parse(place.uri), { selection: rangeOf(place.range) });
}

/** Asks for each name without a value once; undefined when the person backed out. */
async function fillIn(problems: readonly PlanProblem[]): Promise<TestData | undefined> {
  const names = [...new Set(problems.flatMap(({ name }) => name ?? []))];
  const typed: Record<string, string> = {};
  for (const [at, name] of names.entries()) {
    const value = await vscode.window.showInputBox({
      title: `Value of ${plain(name)}${names.length > 1 ? ` (${at + 1} of ${names.length})` : ""}`,
      prompt: "It is used for this test and remembered for this webhook. Nothing is written to a file of the workspace.",
      ignoreFocusOut: true,
    });
    if (value === undefined) return undefined;
    typed[name] = value;
  }
  return { typed };
}
