/** The commands and options of `hookflow`, with the help that people read. */

import { Command, InvalidArgumentError, Option } from "commander";
import { schemas } from "#core";
import { messageTypes } from "#core/model/workflow";
import type { ValuePath } from "#core/preview/message";
import { check } from "./commands/check";
import { endpoint } from "./commands/endpoint";
import { init } from "./commands/init";
import { lsp } from "./commands/lsp";
import { preview } from "./commands/preview";
import { checkTime } from "./commands/preview-check";
import { render } from "./commands/render";
import { mergeReports } from "./commands/report";
import { explain, listRules } from "./commands/rules";
import { printSchema } from "./commands/schema";
import { send } from "./commands/send";
import { type JsonExpectation, jsonExpectation } from "./expectations";
import { valuePath } from "./message-data";
import { stderrOutput } from "./output";
import { product } from "./product";
import { formats } from "./reporters/print";
import { shardOf } from "./shard";

const kinds = `
Files, told by their names:
  *.webhook.yaml     one webhook            *.contact.yaml/json   a test contact
  *.workflow.yaml    one workflow           *.event.yaml/json     a sample event
  *.connector.yaml   how requests are       *.response.json       a recorded answer
                     signed, no secret      *.vm, *.html          message templates
  contact-fields.yaml  additional fields    hookflow.yaml         settings of a workspace
`;

const exits = `
Exit status:
  0  clean
  1  findings, or a request or message that failed
  2  the command was called wrongly
  3  the work could not be done
`;

const begin = `
Begin:
  hookflow init promo
  hookflow check promo
  hookflow send --demo promo/promo.webhook.yaml
`;

/** The whole command line. Each action sets the exit status. */
export function program(): Command {
  const root = new Command("hookflow")
    .description("Webhooks and workflows of the Reteno platform as files: checked, tested, previewed.")
    .version(product.version, "-v, --version", "print the version")
    .configureHelp({ helpWidth: 100, sortSubcommands: false })
    .exitOverride()
    .showSuggestionAfterError()
    .addHelpText("after", `${kinds}${exits}${begin}`)
    .configureOutput({ writeErr: (text) => stderrOutput.lines(text) });

  const run = async (work: Promise<number> | number): Promise<void> => {
    process.exitCode = await work;
  };
  const failOn = () =>
    new Option("--fail-on <severity>", "the least severity that gives exit status 1")
      .choices(["error", "warning", "info", "never"])
      .default("error");
  const contact = () =>
    new Option("--contact <name>", "the contact sample: its name, file, e-mail or id; left out, the event's or one that fits");
  const event = () => new Option("--event <name>", "the event sample: its name or file; one that fits when left out");
  const values = () =>
    new Option("--set <name=value>", "a value by name, before those of the samples: town, contact.TOWN, event.id").argParser(
      setValue,
    );
  const unresolved = () =>
    new Option("--unresolved <what>", "what becomes of names without a value").choices(["refuse", "empty"]).default("refuse");
  const breaking = () =>
    new Option("--breaking <what>", "what becomes of values that break a JSON or XML body")
      .choices(["refuse", "escape", "as-is"])
      .default("refuse");

  root
    .command("check")
    .description("Reports what is wrong in files and folders.")
    .argument("[paths...]", "files, folders or globs; the current folder when left out")
    .addOption(new Option("--format <form>", "how to print").choices(formats).default("text"))
    .addOption(failOn())
    .addOption(new Option("--max-warnings <count>", "more warnings than this give exit status 1").argParser(whole))
    .option("--baseline <file>", "count new findings only: none of those in the file")
    .option("--write-baseline [file]", "write the findings as a baseline (hookflow-baseline.json), and count none")
    .option("--since <revision>", "count new findings only: none of those at this Git revision")
    .addOption(new Option("--shard <i/n>", "check this part of the files; n jobs share them by name").argParser(shardOf))
    .option("--cache [file]", "keep what was found, and answer from there while nothing has changed")
    .option("--no-ignores", "let comments silence nothing")
    .option("--fix", "make every fix that is safe, in place")
    .option("--stdin-filename <file>", "check the text of standard input as this file; with --fix print it fixed")
    .option("--watch", "stay, and print anew when files change")
    .addHelpText(
      "after",
      "\nExample:\n  hookflow check samples --fail-on warning\n  hookflow check --format json '**/*.webhook.yaml'\n  hookflow check --since origin/main --format github\n",
    )
    .action((paths, options) => run(check(paths, options)));

  const report = root.command("report").description("Works with what `hookflow check` has written.");
  report
    .command("merge")
    .description("Joins reports in JSON or SARIF, of the shards of a check, into one on standard output.")
    .argument("<files...>", "the reports, all of one form")
    .addOption(failOn())
    .addHelpText("after", "\nExample:\n  hookflow report merge shard-*.sarif > hookflow.sarif\n")
    .action((files, options) => run(mergeReports(files, options)));

  root
    .command("render")
    .description("Prints the request of a webhook as it would be sent, and where each value comes from. Sends nothing.")
    .argument("<file>", "a webhook")
    .addOption(contact())
    .addOption(event())
    .addOption(values())
    .addOption(new Option("--format <form>", "how to print").choices(["text", "json", "curl"]).default("text"))
    .addOption(unresolved())
    .addOption(breaking())
    .addHelpText(
      "after",
      "\nExample:\n  hookflow render samples/promo/WH5.webhook.yaml --contact ann\n  hookflow render samples/promo/WH5.webhook.yaml --contact ann --format curl\n",
    )
    .action((file, options) => run(render(file, options)));

  root
    .command("send")
    .description(
      "Sends the requests of webhooks, each once, and prints the answers. Redirects are shown, and followed with --follow alone.",
    )
    .argument("<paths...>", "webhooks, or folders and globs of them")
    .addOption(contact())
    .addOption(event())
    .addOption(values())
    .option("--yes", "send without asking")
    .option("--demo", "let the demo endpoint answer for the samples' hosts")
    .addOption(new Option("--format <form>", "how to print").choices(["text", "json", "junit", "sarif"]).default("text"))
    .addOption(new Option("--timeout <seconds>", "how long each may take in all").default(30).argParser(positive))
    .addOption(new Option("--expect-status <status>", "fail unless the answer has this status").argParser(positive))
    .addOption(
      new Option(
        "--expect-json <path=value>",
        "fail unless the answer has this value, as in items[0].id=7; repeatable",
      ).argParser(expectation),
    )
    .option("--follow", "follow up to 5 redirects, https only; no secret goes to another origin")
    .option("--ca <file>", "further root certificates (PEM) to trust")
    .option("--proxy <url>", "the proxy to go through, or none; HTTPS_PROXY and NO_PROXY when left out")
    .option("--allow-private", "allow addresses of this machine and its network")
    .option("--output <file>", "write the body of the answer to a file, as it came, secrets masked")
    .option(
      "--record [place]",
      "record the answers beside the webhooks, in a folder (a new one ends with /) or in a file, secrets masked; an error or a redirect replaces no other answer",
    )
    .option("--verbose", "print the headers and the body of the request too, secrets masked")
    .addOption(unresolved())
    .addOption(breaking())
    .addHelpText(
      "after",
      "\nSecrets of a connector come from the environment: HOOKFLOW_<CONNECTOR>_TOKEN (bearer), _KEY (API key),\n_LOGIN and _PASSWORD (basic); its name in capitals, other signs as _, letters beyond A to Z by their code:\nHOOKFLOW_U41C_U406_U419_TOKEN for мій. No two connectors may share a variable. At a terminal a missing one is asked for.\n\nExample:\n  hookflow send --demo --yes samples/promo/WH5.webhook.yaml --contact ann --output answer.json\n  hookflow send --demo --yes samples/promo/WH5.webhook.yaml --set TOWN=Lviv --expect-json promocode=LVIV-15\n  hookflow send --demo --yes samples/promo --format junit > send.xml\n",
    )
    .action((paths, options) => run(send(paths, options)));

  root
    .command("preview")
    .description(
      "Prints a message as its reader would get it; problems go to standard error. With --check compares messages with their expected texts.",
    )
    .argument("[paths...]", "a workflow or a template; with --check and --update also several, folders and globs")
    .option("--block <name>", "the message block; the first one when left out")
    .addOption(contact())
    .addOption(event())
    .option("--response <name=file>", "the answer of a webhook; recordings fill what is missing", collect)
    .option("--data <file>", "a JSON object as all that the text can read, for a template also outside of a workspace")
    .addOption(
      new Option("--channel <name>", "what a template that no workflow shows is taken for; an email when left out").choices([
        ...messageTypes,
      ]),
    )
    .addOption(new Option("--format <form>", "how to print; text when left out").choices(["text", "html", "json"]))
    .addOption(
      new Option("--missing <path>", "take a value away, such as code or WH5.items[0]; also several times").argParser(missing),
    )
    .option("--doubles", "whole numbers of events and answers, or of --data, are doubles")
    .addOption(new Option("--now <time>", `the time of the date tool; with --check ${checkTime}`).argParser(instant))
    .option("--check", "compare messages with the *.expected files beside them")
    .option("--update", "write the *.expected files; with --event or --contact one that is named after them")
    .addHelpText(
      "after",
      "\nExpected texts, beside a template or workflow:\n  promo.vm.expected                   promo.vm with the samples that fit\n  promo.vm.ann.expected               with the event sample ann; promo.ann.expected is the same\n  promo.vm.ann+bohdan.expected        with an event and a contact; +bohdan for a contact alone\n  order.workflow.mail.expected        the block mail of order.workflow.yaml, with its subject\n  order.workflow.mail.ann.expected    with an event sample\n\nExample:\n  hookflow preview samples/promo/promo-by-city.workflow.yaml --contact ann --response WH5=answer.json\n  hookflow preview samples/promo/promo.vm --event promo-ann --missing WH5.discount --format html > promo.html\n  hookflow preview --update samples/promo/promo.vm --event promo-ann\n  hookflow preview --check samples\n",
    )
    .action((paths, options) => run(preview(paths, options)));

  root
    .command("rules")
    .description("Lists what is checked.")
    .addOption(new Option("--format <form>", "how to print").choices(["text", "json"]).default("text"))
    .action((options) => run(listRules(options)));

  root
    .command("explain")
    .description("Prints the page of a rule.")
    .argument("<rule>", "its id, as `hookflow rules` lists it")
    .action((id) => run(explain(id)));

  root
    .command("init")
    .description("Writes a small workspace to begin with; existing files stay as they are.")
    .argument("[folder]", "where", ".")
    .action((folder) => run(init(folder)));

  root
    .command("endpoint")
    .description("Runs the demo endpoint: an https server on this machine that answers the sample webhooks.")
    .addOption(new Option("--port <port>", "a fixed port; a free one when left out").default(0, "0").argParser(whole))
    .option("--certificate <file>", "write its certificate to a file, for `hookflow send --ca` and others")
    .addHelpText("after", "\nExample:\n  hookflow endpoint --port 8443 --certificate demo.pem\n")
    .action((options) => run(endpoint(options)));

  root
    .command("schema")
    .description("Prints the JSON Schema of a file kind.")
    .argument("<kind>", Object.keys(schemas).join(", "))
    .action((kind) => run(printSchema(kind)));

  root
    .command("lsp")
    .description("Runs the language server for any editor.")
    .option("--stdio", "talk over standard input and output", true)
    .addHelpText("after", "\nAn editor starts it as `hookflow lsp --stdio`, for files of the language yaml.\n")
    .action(() => run(lsp()));

  for (const command of commandsOf(root))
    command.copyInheritedSettings(root).configureHelp({ helpWidth: 100 }).showSuggestionAfterError();
  return root;
}

/** All commands below one, those of a group behind it. */
function commandsOf(command: Command): readonly Command[] {
  return command.commands.flatMap((sub) => [sub, ...commandsOf(sub)]);
}

/** The help of every command, for docs/cli.md. */
export function helpPages(): readonly { readonly title: string; readonly text: string }[] {
  const root = program();
  const text = (command: Command): string => {
    let out = "";
    command.configureOutput({
      writeOut: (part) => {
        out += part;
      },
      getOutHelpWidth: () => 100,
      getOutHasColors: () => false,
    });
    command.outputHelp();
    return out;
  };
  return [
    { title: "hookflow", text: text(root) },
    ...commandsOf(root).map((command) => ({ title: titleOf(command), text: text(command) })),
  ];
}

function titleOf(command: Command): string {
  return command.parent ? `${titleOf(command.parent)} ${command.name()}` : command.name();
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError("It must be a whole number.");
  return value;
}

function positive(text: string): number {
  const value = whole(text);
  if (value === 0) throw new InvalidArgumentError("It must be more than zero.");
  return value;
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function setValue(text: string, before: ReadonlyMap<string, string> = new Map()): ReadonlyMap<string, string> {
  const at = text.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("It must be a name and its value, as in town=Lviv.");
  return new Map([...before, [text.slice(0, at), text.slice(at + 1)]]);
}

function expectation(text: string, before: readonly JsonExpectation[] = []): readonly JsonExpectation[] {
  const found = jsonExpectation(text);
  if (!found) throw new InvalidArgumentError("It must be a path and its value, as in items[0].id=7.");
  return [...before, found];
}

function missing(text: string, before: readonly ValuePath[] = []): readonly ValuePath[] {
  const path = valuePath(text);
  if (!path) throw new InvalidArgumentError("It must be a path such as code, WH5.items[0].title or ['promo code'].code.");
  return [...before, path];
}

/** A time with its zone, for a machine's own must not matter. */
function instant(text: string): number {
  const time = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new InvalidArgumentError("It must be a time such as 2026-01-15 or 2026-01-15T12:00:00Z.");
  return time;
}
