/** Samples by hand: a contact, an event, those that a webhook needs, and contacts from a table. */
import * as vscode from "vscode";
import { builtinFields } from "#core/model/builtin-fields";
import { contactsOf, suggestedColumns } from "#core/model/contact-columns";
import { readCsv } from "#core/text/csv";
import type { SamplesResult } from "#protocol";
import { exists } from "../exists";
import { askChoice, textStep } from "../form/inputs";
import { runSteps, type Step } from "../form/run-steps";
import type { LanguageServer } from "../language-server";
import { type Made, makeAndOpen, makeFiles, nearby, planFile } from "../make-file";
import { openAt } from "../open-at";
import { plain } from "../plain";
import { targetOf, webhookName } from "./target";

/** The most contacts of one import: samples are for tests, and each is a file. */
const mostContacts = 200;
const mostBytes = 5 * 1024 * 1024;

export class SampleCommands {
  constructor(private readonly server: LanguageServer) {}

  async createContact(): Promise<void> {
    const answers = await runSteps<Readonly<Record<"firstName" | "email", string>>>(
      [
        fieldStep("New contact", "firstName", "Their first name. Use invented people.", "Ann", required),
        fieldStep("New contact", "email", "Their e-mail.", "ann@example.com", emailProblem),
      ],
      { firstName: "", email: "" },
    );
    if (!answers) return;
    const draft = { values: answers, segments: [], notes: [] };
    await makeAndOpen(await planFile(this.server, { kind: "contact", id: answers.firstName, draft, names: ["TOWN", "PHONE"] }));
  }

  async createEvent(): Promise<void> {
    const { events } = await this.server.samples();
    const answers = await runSteps<Readonly<Record<"event" | "parameters", string>>>(
      [
        fieldStep(
          "New event sample",
          "event",
          "The event's type, as workflows name it.",
          events[0]?.detail ?? "orderCreated",
          required,
        ),
        fieldStep(
          "New event sample",
          "parameters",
          "Its parameters, with commas between them.",
          "email, orderId",
          () => undefined,
        ),
      ],
      { event: "", parameters: "email" },
    );
    if (!answers) return;
    const parameters = [...new Set(answers.parameters.split(",").flatMap((name) => name.trim() || []))];
    const { event } = answers;
    await makeAndOpen(await planFile(this.server, { kind: "event", id: event, event, parameters }), "{");
  }

  /** What a webhook reads: a contact, an event, or both. The argument may ask for the contact only. */
  async createFor(argument: unknown): Promise<void> {
    const target = targetOf(argument, webhookName);
    if (!target) {
      void vscode.window.showInformationMessage("Open a webhook (*.webhook.yaml) to create a sample that it can be tested with.");
      return;
    }
    const needs = await this.server.needs(target.uri.toString());
    if (!needs) throw new Error("The language server could not read this webhook");
    const files: Made[] = [];
    const id = `${needs.webhook || "webhook"}-sample`;
    if (needs.contact.length) {
      const draft = { values: {}, segments: [], notes: [] };
      files.push(await planFile(this.server, { kind: "contact", id, draft, names: needs.contact }, target.uri));
    }
    const isForContact = (argument as { readonly only?: unknown } | undefined)?.only === "contact";
    if (needs.event.length && !isForContact) {
      const event = needs.events[0]?.detail ?? `${needs.webhook || "webhook"}Asked`;
      files.push(await planFile(this.server, { kind: "event", id, event, parameters: needs.event }, target.uri));
    }
    const [first] = files;
    if (!first) {
      void vscode.window.showInformationMessage("This webhook reads no contact and no event: it can be tested as it is.");
      return;
    }
    await makeFiles(files);
    for (const { uri } of files) await openAt(uri);
  }

  /** Contacts of a table, a file for each. Nothing leaves the machine, and a folder of its own keeps them out of Git. */
  async importContacts(): Promise<void> {
    const picked = await vscode.window.showOpenDialog({
      title: "Import contacts from CSV",
      filters: { "Comma-separated values": ["csv", "tsv", "txt"] },
      canSelectMany: false,
      openLabel: "Import",
    });
    const [source] = picked ?? [];
    if (source) await this.importFrom(source);
  }

  private async importFrom(source: vscode.Uri): Promise<void> {
    const name = source.path.slice(source.path.lastIndexOf("/") + 1);
    const table = readCsv(await textOf(source, name));
    if (!table.ok) throw new Error(`Cannot read ${name}. ${table.message}`);
    const { header, rows } = table.value;
    const { fields } = await this.server.samples();
    const columns = await askColumns(header, rows[0]?.values ?? [], fields);
    if (!columns) return;
    const contacts = contactsOf(
      rows.slice(0, mostContacts).map(({ values }) => values),
      columns,
    );
    if (contacts.length === 0) throw new Error(`${name} has no row with a value in the chosen columns`);
    if (!(await confirmImport(contacts.length, rows.length, name))) return;
    const near = nearby();
    const notes = [
      `Imported from ${name}. Personal data: it stays on this machine.`,
      "The .gitignore of this folder keeps it out of Git; do not send it to anybody.",
    ];
    const files: Made[] = [];
    const taken = new Set<string>();
    let folder = near;
    for (const { id, values, segments } of contacts) {
      const { uri, text } = await planFile(this.server, { kind: "contact", id, draft: { values, segments, notes } }, near);
      folder = vscode.Uri.joinPath(uri, "..", "imported-contacts");
      const base = uri.path.slice(uri.path.lastIndexOf("/") + 1).replace(/\.contact\.yaml$/, "");
      let file = `${base}.contact.yaml`;
      for (let number = 2; taken.has(file.toLowerCase()); number++) file = `${base}-${number}.contact.yaml`;
      taken.add(file.toLowerCase());
      files.push({ uri: vscode.Uri.joinPath(folder, file), text });
    }
    const ignore = vscode.Uri.joinPath(folder, ".gitignore");
    if (!(await exists(ignore)))
      files.unshift({ uri: ignore, text: "# Personal data: nothing of this folder is committed.\n*\n" });
    await makeFiles(files);
    const open = "Open One";
    const answer = await vscode.window.showInformationMessage(
      `${contacts.length} contacts are in imported-contacts now. They stay on this machine: the folder keeps itself out of Git.`,
      open,
    );
    const last = files.at(-1);
    if (answer === open && last) await openAt(last.uri);
  }
}

async function textOf(source: vscode.Uri, name: string): Promise<string> {
  const { size } = await vscode.workspace.fs.stat(source);
  if (size > mostBytes) throw new Error(`${name} is larger than 5 MB: take out the rows that tests need`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await vscode.workspace.fs.readFile(source));
  } catch {
    throw new Error(`${name} is not UTF-8: save it as "CSV UTF-8" in the spreadsheet`);
  }
}

/** A question for each column, answered already where its title tells. */
async function askColumns(
  header: readonly string[],
  example: readonly string[],
  fields: SamplesResult["fields"],
): Promise<readonly (string | undefined)[] | undefined> {
  const targets = [
    { label: "Leave it out", value: "" },
    ...builtinFields.map(({ property, title }) => ({ label: title, description: property, value: property })),
    { label: "Segments", description: "names between commas", value: "segments" },
    ...fields.map(({ key, title }) => ({ label: title ?? key, description: key, value: key })),
  ];
  const columns = suggestedColumns(header, fields).map((target) => target ?? "");
  for (;;) {
    const named = (target: string) => targets.find(({ value }) => value === target)?.label ?? target;
    const done = -1;
    const answer = await askChoice<number>(
      { title: "What do the columns mean?", placeholder: "Choose a column to change it, or go on", active: done },
      [
        { label: "Import with these columns", icon: "check", value: done },
        ...header.map((title, at) => ({
          label: `${title || `column ${at + 1}`}  →  ${named(columns[at] ?? "")}`,
          description: (example[at] ?? "").slice(0, 40),
          icon: columns[at] ? "arrow-right" : "dash",
          value: at,
        })),
      ],
    );
    if (typeof answer === "string") return undefined;
    if (answer.value === done) {
      const twice = columns.find((target, at) => target !== "" && columns.indexOf(target) !== at);
      if (twice === undefined) return columns.map((target) => target || undefined);
      void vscode.window.showWarningMessage(`Two columns mean "${named(twice)}": leave one of them out.`);
      continue;
    }
    const at = answer.value;
    const target = await askChoice(
      { title: `What is "${plain(header[at] ?? "")}"?`, canGoBack: true, active: columns[at] ?? "" },
      targets,
    );
    if (target === "cancel") return undefined;
    if (target !== "back") columns[at] = target.value;
  }
}

async function confirmImport(contacts: number, rows: number, name: string): Promise<boolean> {
  const left = rows > mostContacts ? ` The file has ${rows} rows; the first ${mostContacts} are taken.` : "";
  const yes = "Import";
  const answer = await vscode.window.showInformationMessage(
    `Import ${contacts} contacts from ${plain(name)}?`,
    {
      modal: true,
      detail: `Each becomes a file in imported-contacts, which keeps itself out of Git. Personal data stays on this machine.${left}`,
    },
    yes,
  );
  return answer === yes;
}

/** A line of text that is kept under a key of the form. */
function fieldStep<T extends Readonly<Record<string, string>>>(
  title: string,
  key: keyof T & string,
  prompt: string,
  placeholder: string,
  problem: (text: string) => string | undefined,
): Step<T> {
  return textStep(
    (answers) => ({ title, prompt, placeholder, value: answers[key] ?? "", problem }),
    (answers, text) => ({ ...answers, [key]: text.trim() }),
  );
}

function required(text: string): string | undefined {
  return text.trim() === "" ? "Something is needed here" : undefined;
}

function emailProblem(text: string): string | undefined {
  return /^[^\s@]+@[^\s@]+$/.test(text.trim()) ? undefined : "An e-mail is needed, such as ann@example.com";
}
