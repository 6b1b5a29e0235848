/** Webhooks by hand: made by a form, from a cURL command or a template, copied, renamed everywhere, deleted and brought back. */
import * as vscode from "vscode";
import { isCurl, readCurl, readCurlSecret } from "#core/request/curl";
import { isUsable } from "#core/request/sign";
import type { PlanConnector, WebhookDraft, WebhookItem } from "#protocol";
import { askChoice, textStep } from "../form/inputs";
import { usualParameter } from "../form/key-parameter";
import { runSteps, type Step } from "../form/run-steps";
import { nameProblem, urlProblem } from "../form/validate";
import type { LanguageServer } from "../language-server";
import { type Made, makeAndOpen, makeFiles, planFile } from "../make-file";
import { openAt } from "../open-at";
import type { SecretKeeper } from "../secret-keeper";
import type { DeletedFile, DeletedFiles } from "../views/webhooks/deleted-files";
import type { ConnectorCommands } from "./connectors";
import { confirmDeletion, deleteFile, listUses, type Named, renameEverywhere } from "./named";
import { loginOf } from "./secret-places";
import { fromTemplate, type WebhookTemplate, webhookTemplates } from "./webhook-templates";

interface Form {
  readonly name: string;
  readonly method: "GET" | "POST";
  readonly url: string;
}

const blank: Form = { name: "", method: "GET", url: "https://" };

export class WebhookCommands {
  /** @param keeper undefined where nothing can be sent */
  constructor(
    private readonly server: LanguageServer,
    private readonly connectors: ConnectorCommands,
    private readonly keeper: SecretKeeper | undefined,
    private readonly deleted: DeletedFiles,
  ) {}

  async create(): Promise<void> {
    const title = "New webhook";
    const form = await runSteps([await this.nameStep(title), methodStep(title), urlStep(title)], blank);
    if (!form) return;
    const draft: WebhookDraft = { ...form, headers: [], body: undefined, connector: undefined, notes: [] };
    await makeAndOpen(await planFile(this.server, { kind: "webhook", draft }), form.url);
  }

  async createFromTemplate(): Promise<void> {
    const picked = await askChoice<WebhookTemplate>(
      { title: "New webhook from a template", placeholder: "What does it do?" },
      webhookTemplates.map((template) => ({ label: template.title, detail: template.detail, value: template })),
    );
    if (typeof picked === "string") return;
    const title = picked.value.title;
    const form = await runSteps([await this.nameStep(title), urlStep(title)], blank);
    if (!form) return;
    const connector = picked.value.signedBy && (await this.connectorFor(picked.value.signedBy, form));
    if (picked.value.signedBy && connector === undefined) return;
    const draft = fromTemplate(picked.value, form.name, form.url.trim(), connector);
    await makeAndOpen(await planFile(this.server, { kind: "webhook", draft }), draft.url);
  }

  /** One of the kind that is there, or a new one by its own form. @returns its name */
  private async connectorFor(kind: NonNullable<WebhookTemplate["signedBy"]>, form: Form): Promise<string | undefined> {
    const fitting = (await this.server.connectors()).filter(({ type }) => type === kind.type);
    const another = { label: "New connector…", icon: "add", value: undefined };
    if (fitting.length) {
      const picked = await askChoice<string | undefined>({ title: "Which connector signs it?" }, [
        ...fitting.map(({ name, origins }) => ({ label: name, description: origins.join(", "), value: name })),
        another,
      ]);
      if (typeof picked === "string") return undefined;
      if (picked.value !== undefined) return picked.value;
    }
    const origin = /^https:\/\/[A-Za-z0-9.-]+(:\d+)?(?=[/?#]|$)/.exec(form.url)?.[0];
    return (await this.connectors.create({ ...kind, origins: origin ? [origin] : [] }))?.name;
  }

  /** From a command on the clipboard. Its credential goes to the secret storage, never into a file and never to the server. */
  async createFromCurl(): Promise<void> {
    const command = await vscode.env.clipboard.readText();
    if (!isCurl(command)) throw new Error("The clipboard holds no cURL command: copy one that begins with `curl`");
    const read = readCurl(command);
    if (!read.ok) throw new Error(read.message);
    const title = "New webhook from cURL";
    const form = await runSteps([await this.nameStep(title)], { ...blank, url: read.value.url });
    if (!form) return;
    const { authentication, leftOut, ...request } = read.value;
    const connector = authentication && (await this.freeConnector(form.name, request.url, authentication));
    const notes = leftOut.map((what) => `Not taken over from the command: ${what}`);
    const files: Made[] = [];
    if (connector) files.push(await planFile(this.server, { kind: "connector", connector }));
    const draft: WebhookDraft = { ...request, name: form.name, connector: connector?.name, notes };
    const webhook = await planFile(this.server, { kind: "webhook", draft });
    await makeFiles([...files, webhook]);
    // Open, the server has its text at once: the webhook's connector is unknown at no moment.
    for (const { uri } of files) await vscode.workspace.openTextDocument(uri);
    await openAt(webhook.uri);
    if (connector) await this.keepSecret(connector, command);
  }

  private async freeConnector(
    webhook: string,
    url: string,
    authentication: { readonly type: PlanConnector["type"]; readonly parameter?: string },
  ): Promise<PlanConnector> {
    const taken = new Set((await this.server.connectors()).map(({ name }) => name));
    const base = `${webhook}-${authentication.type === "apiKey" ? "key" : authentication.type}`;
    let name = base;
    for (let number = 2; taken.has(name); number++) name = `${base}-${number}`;
    const origin = /^https:\/\/[^/?#@\s]+/.exec(url)?.[0];
    return {
      name,
      type: authentication.type,
      in: "header",
      parameter: authentication.parameter ?? usualParameter.header,
      origins: origin ? [origin] : [],
    };
  }

  private async keepSecret(connector: PlanConnector, command: string): Promise<void> {
    if (!this.keeper) {
      void vscode.window.showInformationMessage(
        "The command's credential is in no file. The browser cannot send, so no secret is kept here: set it in the desktop editor.",
      );
      return;
    }
    const secret: Record<string, string> = {};
    for (const [part, value] of readCurlSecret(command))
      if (part === "basic") Object.assign(secret, loginOf(value));
      else secret[part] = value;
    if (vscode.workspace.isTrusted && isUsable(connector, secret)) await this.keeper.keep(connector, secret);
  }

  async duplicate(argument: unknown): Promise<void> {
    const item = await this.chosen(argument, "Which webhook is copied?");
    if (!item) return;
    const title = `Copy "${item.name}"`;
    const form = await runSteps([await this.nameStep(title)], { ...blank, name: `${item.name}_copy` });
    if (form)
      await makeAndOpen(
        await planFile(this.server, { kind: "copy", uri: item.uri, name: form.name }, vscode.Uri.parse(item.uri)),
      );
  }

  async rename(argument: unknown): Promise<void> {
    const item = await this.chosen(argument, "Which webhook gets another name?");
    if (item) await renameEverywhere("webhook", item);
  }

  async delete(argument: unknown): Promise<void> {
    const item = await this.chosen(argument, "Which webhook is deleted?");
    if (!item) return;
    const more = 'It can be restored from "Deleted" in the Webhooks view.';
    if (!(await confirmDeletion("webhook", item, more))) return;
    const uri = vscode.Uri.parse(item.uri);
    await this.deleted.add(uri, await deleteFile(uri));
  }

  async restore(argument: unknown): Promise<void> {
    const file = this.deleted.find(argument) ?? (await this.pickDeleted());
    if (!file) return;
    await makeAndOpen({ uri: file.uri, text: await file.read() });
    await this.deleted.restored(file);
  }

  private async pickDeleted(): Promise<DeletedFile | undefined> {
    const files = await this.deleted.all();
    if (files.length === 0) {
      void vscode.window.showInformationMessage("No deleted webhook is known: none was deleted here, and Git remembers none.");
      return undefined;
    }
    const picked = await askChoice(
      { title: "Restore a webhook" },
      files.map((file) => ({
        label: vscode.workspace.asRelativePath(file.uri),
        description: file.when,
        value: file,
      })),
    );
    return typeof picked === "string" ? undefined : picked.value;
  }

  async showUses(argument: unknown): Promise<void> {
    const item = await this.chosen(argument, "Which webhook's uses?");
    if (item) await listUses("webhook", item);
  }

  /** The webhook that a tree hands over or that is being edited, else one that the person picks; always one of the workspace. */
  private async chosen(argument: unknown, title: string): Promise<(WebhookItem & Named) | undefined> {
    const webhooks = await this.server.webhooks();
    const uri =
      (argument as { readonly uri?: unknown } | undefined)?.uri ?? vscode.window.activeTextEditor?.document.uri.toString();
    const given = webhooks.find((webhook) => typeof uri === "string" && webhook.uri === uri);
    if (given) return given;
    if (webhooks.length === 0) {
      void vscode.window.showInformationMessage("This workspace has no webhook yet.");
      return undefined;
    }
    const answer = await askChoice(
      { title },
      webhooks.map((webhook) => ({ label: webhook.name, description: `${webhook.method} ${webhook.url}`, value: webhook })),
    );
    return typeof answer === "string" ? undefined : answer.value;
  }

  private async nameStep(title: string): Promise<Step<Form>> {
    const taken = (await this.server.webhooks()).map(({ name }) => name);
    return textStep(
      (form) => ({
        title,
        prompt: "The name; messages read its answer by it, as in $data.get('promo').",
        placeholder: "promo",
        value: form.name,
        problem: (text) => nameProblem(text, taken),
      }),
      (form, name) => ({ ...form, name }),
    );
  }
}

function methodStep(title: string): Step<Form> {
  return {
    async ask(form, place) {
      const answer = await askChoice<Form["method"]>({ ...place, title, placeholder: "The method", active: form.method }, [
        { label: "GET", detail: "Asks for something; values go behind the ? of the address", icon: "arrow-down", value: "GET" },
        { label: "POST", detail: "Sends something; values may also go into a body", icon: "arrow-up", value: "POST" },
      ]);
      return typeof answer === "string" ? answer : { ...form, method: answer.value };
    },
  };
}

function urlStep(title: string): Step<Form> {
  return textStep(
    ({ url }) => ({
      title,
      prompt: "The address. $<EMAIL> and other references may stand in it.",
      value: url,
      problem: urlProblem,
    }),
    (form, url) => ({ ...form, url: url.trim() }),
  );
}
