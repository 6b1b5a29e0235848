/** Connectors by hand: made and changed by a form, renamed everywhere, their secret replaced, deleted with a look at what uses them. */
import * as vscode from "vscode";
import { isUsable, type Secret, secretParts, secretProblem } from "#core/request/sign";
import type { ConnectorItem, PlanConnector } from "#protocol";
import { askChoice, textStep } from "../form/inputs";
import { parameterFor, usualParameter } from "../form/key-parameter";
import { runSteps, type Step } from "../form/run-steps";
import { nameProblem, parameterProblem, readOrigins } from "../form/validate";
import type { LanguageServer } from "../language-server";
import { makeAndOpen, planFile } from "../make-file";
import { plain, rangeOf } from "../plain";
import type { SecretKeeper } from "../secret-keeper";
import { typeTitles } from "../views/connector-row";
import { confirmDeletion, deleteFile, listUses, renameEverywhere } from "./named";

/** What a form holds: the connector, and the parts of its secret until they are stored. */
interface Form {
  readonly connector: PlanConnector;
  readonly secret: Secret;
}

const noSecret =
  "The connector is made. The browser cannot send, so no secret is kept here: set it in the desktop editor, or in the environment of hookflow send.";

export class ConnectorCommands {
  /** @param keeper undefined where nothing can be sent */
  constructor(
    private readonly server: LanguageServer,
    private readonly keeper: SecretKeeper | undefined,
  ) {}

  /** @returns the connector, for a form that goes on with it */
  async create(start: Partial<PlanConnector> = {}): Promise<PlanConnector | undefined> {
    const taken = (await this.server.connectors()).map(({ name }) => name);
    const title = "New connector";
    const connector: PlanConnector = {
      name: "",
      type: "bearer",
      in: "header",
      parameter: usualParameter.header,
      origins: [],
      ...start,
    };
    const isAsked = this.keeper && vscode.workspace.isTrusted;
    const steps = [nameStep(title, taken), ...kindSteps(title), ...(isAsked ? secretSteps(title) : [])];
    const form = await runSteps<Form>(steps, { connector, secret: {} });
    if (!form) return undefined;
    const file = await planFile(this.server, { kind: "connector", connector: form.connector });
    await makeAndOpen(file);
    if (this.keeper && isUsable(form.connector, form.secret)) await this.keeper.keep(form.connector, form.secret);
    else if (!this.keeper) void vscode.window.showInformationMessage(noSecret);
    return form.connector;
  }

  async edit(argument: unknown): Promise<void> {
    const item = await this.chosen(argument, "Which connector is changed?");
    if (!item) return;
    const form = await runSteps<Form>(kindSteps(`Change "${item.name}"`), { connector: item, secret: {} });
    if (!form) return;
    const result = await this.server.editConnector({ uri: item.uri, connector: form.connector });
    if (!result.ok) throw new Error(result.error);
    const edit = new vscode.WorkspaceEdit();
    const uri = vscode.Uri.parse(item.uri);
    for (const { range, newText } of result.value) edit.replace(uri, rangeOf(range), newText);
    await vscode.workspace.applyEdit(edit, { isRefactoring: true });
    if (form.connector.type !== item.type && this.keeper && !(await this.keeper.has(form.connector)))
      void vscode.window.showInformationMessage(
        `"${plain(item.name)}" is of another type now, so its secret is asked for at the next test.`,
      );
  }

  async rename(argument: unknown): Promise<void> {
    const item = await this.chosen(argument, "Which connector gets another name?");
    if (item) await renameEverywhere("connector", item);
  }

  async rotate(argument: unknown): Promise<void> {
    const item = await this.chosen(argument, "Whose secret is replaced?");
    if (item) await this.keeper?.rotate(item);
  }

  async delete(argument: unknown): Promise<void> {
    const item = await this.chosen(argument, "Which connector is deleted?");
    if (!item) return;
    const more = this.keeper && (await this.keeper.has(item)) ? "Its secret is removed from the editor's secret storage." : "";
    if (!(await confirmDeletion("connector", item, more))) return;
    await deleteFile(vscode.Uri.parse(item.uri));
    await this.keeper?.forget(item);
  }

  async showUses(argument: unknown): Promise<void> {
    const item = await this.chosen(argument, "Which connector's uses?");
    if (item) await listUses("connector", item);
  }

  /**
   * The connector that a tree hands over, else one that the person picks. What other extensions hand over is looked up by its
   * address among those of the workspace, so that nothing of it is trusted.
   */
  private async chosen(argument: unknown, title: string): Promise<ConnectorItem | undefined> {
    const connectors = await this.server.connectors();
    const uri = (argument as { readonly uri?: unknown } | undefined)?.uri;
    const given = connectors.find((connector) => typeof uri === "string" && connector.uri === uri);
    if (given) return given;
    if (connectors.length === 0) {
      const make = "New Connector";
      const answer = await vscode.window.showInformationMessage("This workspace has no connector yet.", make);
      if (answer === make) await this.create();
      return undefined;
    }
    const answer = await askChoice(
      { title },
      connectors.map((connector) => ({ label: connector.name, description: typeTitles[connector.type], value: connector })),
    );
    return typeof answer === "string" ? undefined : answer.value;
  }
}

function nameStep(title: string, taken: readonly string[]): Step<Form> {
  return textStep(
    ({ connector }) => ({
      title,
      prompt: "The name by which webhooks use it.",
      placeholder: "shop",
      value: connector.name,
      problem: (text) => nameProblem(text, taken),
    }),
    (form, name) => changed(form, { name }),
  );
}

function changed(form: Form, change: Partial<PlanConnector>): Form {
  return { ...form, connector: { ...form.connector, ...change } };
}

/** How requests are signed, and where the secret may go. */
function kindSteps(title: string): readonly Step<Form>[] {
  const isKey = ({ connector }: Form) => connector.type === "apiKey";
  return [
    {
      decides: true,
      async ask(form, place) {
        const answer = await askChoice<PlanConnector["type"]>(
          { ...place, title, placeholder: "How are requests signed?", active: form.connector.type },
          [
            { label: "Basic", detail: "Login and password in the Authorization header", value: "basic" },
            { label: "Bearer token", detail: "A token in the Authorization header", value: "bearer" },
            { label: "API key", detail: "A key in a header or in the address", value: "apiKey" },
          ],
        );
        if (typeof answer === "string") return answer;
        // The parts of another kind are none of this one's.
        return { ...changed(form, { type: answer.value }), secret: answer.value === form.connector.type ? form.secret : {} };
      },
    },
    {
      wanted: isKey,
      async ask(form, place) {
        const answer = await askChoice<PlanConnector["in"]>(
          { ...place, title, placeholder: "Where does the key go?", active: form.connector.in },
          [
            { label: "In a header", value: "header" },
            { label: "In the query string", detail: "Addresses end up in logs, so prefer a header", value: "query" },
          ],
        );
        if (typeof answer === "string") return answer;
        return changed(form, { in: answer.value, parameter: parameterFor(answer.value, form.connector.parameter) });
      },
    },
    {
      wanted: isKey,
      ...textStep<Form>(
        ({ connector }) => ({
          title,
          prompt: connector.in === "header" ? "The name of the header." : "The name of the parameter.",
          value: connector.parameter,
          problem: (text) => parameterProblem(text, connector.in),
        }),
        (form, parameter) => changed(form, { parameter }),
      ),
    },
    textStep(
      ({ connector }) => ({
        title,
        prompt: "Where its secret may go: one or more https:// origins. A request to another place asks first, by name.",
        placeholder: "https://shop.example.com",
        value: connector.origins.join(" "),
        problem: (text) => readOrigins(text).problem,
      }),
      (form, text) => changed(form, { origins: readOrigins(text).origins }),
    ),
  ];
}

/** A question for each part that one of the kinds has. An empty answer means: later. */
function secretSteps(title: string): readonly Step<Form>[] {
  return (["login", "password", "token", "key"] as const).map((part) => ({
    wanted: ({ connector, secret }) => {
      const parts: readonly string[] = secretParts[connector.type];
      // Until the login is given it may be, so the password counts among the questions.
      return parts.includes(part) && (part !== "password" || secret.login !== "");
    },
    ...textStep<Form>(
      ({ connector, secret }) => ({
        title,
        prompt: `The ${part}. It goes into the editor's secret storage and into no file. Leave it empty to be asked at the first test.`,
        password: part !== "login",
        value: secret[part] ?? "",
        problem: (text) => (text === "" ? undefined : secretProblem(connector, part, text)),
      }),
      (form, text) => ({ ...form, secret: { ...form.secret, [part]: text } }),
    ),
  }));
}
