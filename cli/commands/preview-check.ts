/** `hookflow preview --check` and `--update`: messages compared with, or written as, the expected texts beside them. */
import path from "node:path";
import type { Uri } from "#core";
import { normalUri, relativePath } from "#core";
import type { Message } from "#core/preview/message";
import { previewMessage } from "#core/preview/message";
import type { ProjectReader } from "#core/request/index";
import { folderOf } from "#core/text/uri";
import { nodeFiles, pathOf, replaceFile, uriOf } from "#platform/node";
import { exitStatus, NothingFound, UsageError } from "../exit";
import { expectedSuffix, nameOf, type Subject, sampleName } from "../expected-texts";
import { type Hunk, lineDiff } from "../line-diff";
import { type Loaded, loadPlan, planOf } from "../load";
import { type Case, expectedOf, type Found, subjectsOf } from "../message-cases";
import { type PreviewOptions, samplesOf } from "../message-data";
import { problemLines } from "../message-report";
import { stdoutOutput, styled } from "../output";
import { contactNamed, eventNamed } from "../samples";

/** The time of all checks, so that an expected text with today's date holds tomorrow. */
export const checkTime = "2026-01-15T12:00:00Z";

export async function checkMessages(paths: readonly string[], options: PreviewOptions): Promise<number> {
  refuseContradictions(options);
  const plan = planOf(paths);
  const loaded = await loadPlan(plan);
  const subjects = subjectsOf(loaded, options.block);
  if (subjects.length === 0)
    throw new NothingFound("Nothing to check: no template and no message here. A template is a file such as promo.vm");
  const found = await expectedOf(loaded, plan, subjects);
  return options.update ? update(loaded, subjects, found, options) : check(loaded, found, options);
}

function refuseContradictions(options: PreviewOptions): void {
  if (options.check && options.update) throw new UsageError("--check compares and --update writes: give one of them");
  const { block, event, contact, response, data, channel, format, missing } = options;
  const chosen = options.update ? {} : { block, event, contact };
  for (const [name, given] of Object.entries({ ...chosen, response, data, channel, format, missing }))
    if (given !== undefined)
      throw new UsageError(
        `--${name} is for one preview: with ${options.update ? "--update" : "--check"} the names of the expected texts tell the samples`,
      );
}

async function check(loaded: Loaded, { cases, orphans, untold }: Found, options: PreviewOptions): Promise<number> {
  if (cases.length === 0 && orphans.length === 0)
    throw new NothingFound("Nothing to check: no message here has an expected text. `hookflow preview --update` writes them");
  const out = stdoutOutput;
  const failed = await checkCases(loaded, cases, options);
  tellOrphans(loaded, orphans);
  for (const subject of untold) out.line(styled(out, "dim", `${placeName(loaded, subject)} has no expected text`));
  const parts = [
    `${cases.length} message${cases.length === 1 ? "" : "s"} checked`,
    failed ? `${failed} not as expected` : "all as expected",
    ...(orphans.length ? [`${orphans.length} expected text${orphans.length === 1 ? "" : "s"} of no message`] : []),
    ...(untold.length ? [`${untold.length} without an expected text`] : []),
  ];
  out.line(parts.join(", "));
  return failed || orphans.length ? exitStatus.findings : exitStatus.clean;
}

async function checkCases(loaded: Loaded, cases: readonly Case[], options: PreviewOptions): Promise<number> {
  const files = nodeFiles();
  const out = stdoutOutput;
  let failed = 0;
  for (const one of cases) {
    const name = relativePath(loaded.base, one.file);
    const read = await files.read(one.file);
    if (!read.ok) {
      failed++;
      out.line(`${name}:1 ${styled(out, "red", "cannot be read")}: ${read.error.message}`);
      continue;
    }
    const made = textOf(loaded, one, options);
    if (!made.ok) {
      failed++;
      out.line(`${name}:1 ${styled(out, "red", "the message would fail")} ${withSamples(made)}`);
      for (const line of made.problems) out.line(`  ${line}`);
      continue;
    }
    // Git may have brought either file with other line breaks; no reader sees the difference.
    const hunks = lineDiff(unixLines(read.value), unixLines(made.text));
    const [first] = hunks;
    if (!first) continue;
    failed++;
    const line =
      first.before[0] +
      Math.max(
        0,
        first.lines.findIndex(({ kind }) => kind !== " "),
      );
    out.line(`${name}:${line} ${styled(out, "red", "not as expected")} ${withSamples(made)}`);
    printHunks(hunks, name, placeName(loaded, one.subject));
  }
  return failed;
}

function printHunks(hunks: readonly Hunk[], before: string, after: string): void {
  const out = stdoutOutput;
  out.line(styled(out, "red", `--- ${before}`));
  out.line(styled(out, "green", `+++ ${after}`));
  for (const hunk of hunks) {
    out.line(styled(out, "cyan", `@@ -${hunk.before.join(",")} +${hunk.after.join(",")} @@`));
    for (const { kind, text, isOpen } of hunk.lines) {
      const line = `${kind}${visible(text, kind !== " ")}`;
      out.line(kind === " " ? line : styled(out, kind === "-" ? "red" : "green", line));
      if (isOpen) out.line("\\ No newline at end of file");
    }
  }
  out.raw("\n");
}

/** Tabs, and blanks at the end of a changed line, are seen. */
function visible(text: string, isChanged: boolean): string {
  const shown = text.replaceAll("\t", "→   ");
  return isChanged ? shown.replace(/ +$/, (blanks) => "·".repeat(blanks.length)) : shown;
}

type Made = { readonly event: string | undefined; readonly contact: string | undefined } & (
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problems: readonly string[] }
);

/** What the message is now: the text of a template as `hookflow preview` prints it, of a block with its subject before it. */
function textOf(
  { language, base }: Loaded,
  { subject: { source, block }, ...wanted }: Omit<Case, "file">,
  options: PreviewOptions,
): Made {
  const project: ProjectReader = language.project(source.uri);
  const samples = samplesOf(project, source, block, wanted.event, wanted.contact);
  const message = previewMessage(project, source, block, {
    ...samples,
    responses: new Map(),
    doubles: options.doubles ?? false,
    now: options.now ?? Date.parse(checkTime),
  });
  const used = { event: samples.event?.id, contact: samples.contact?.id };
  if (!message) return { ...used, ok: false, problems: [`the block ${block ?? ""} has no text: its template is not there`] };
  const errors = { ...message, problems: message.problems.filter(({ severity }) => severity === "error") };
  if (errors.problems.length === 0) return { ...used, ok: true, text: expectedText(message, block !== undefined) };
  return { ...used, ok: false, problems: problemLines(errors, { base, textOf: (uri) => language.file(uri)?.text ?? "" }) };
}

/** Of a block the parts around the text are lines before it, and an empty line, as in an e-mail. */
function expectedText({ parts }: Message, whole: boolean): string {
  const heads = parts.filter(({ field }) => field !== "text").map(({ field, text }) => `${field}: ${text}\n`);
  return `${whole && heads.length ? `${heads.join("")}\n` : ""}${parts.at(-1)?.text ?? ""}`;
}

function withSamples({ event, contact }: Made): string {
  return `(${[event && `event ${event}`, contact && `contact ${contact}`].filter(Boolean).join(", ") || "no samples"})`;
}

function placeName({ base }: Loaded, subject: Subject): string {
  return `${relativePath(base, subject.source.uri)}${subject.block === undefined ? "" : `, block ${subject.block}`}`;
}

function tellOrphans({ base }: Loaded, orphans: Found["orphans"]): void {
  for (const { file, reason } of orphans)
    stdoutOutput.line(`${relativePath(base, file)}:1 ${styled(stdoutOutput, "red", "belongs to no message")}: ${reason}`);
}

function unixLines(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

/** Writes what differs, and a first expected text for each message that has none. */
async function update(loaded: Loaded, subjects: readonly Subject[], found: Found, options: PreviewOptions): Promise<number> {
  const files = nodeFiles();
  const chosen = options.event !== undefined || options.contact !== undefined;
  const wanted = chosen ? [chosenCase(loaded, subjects, options)] : [...found.cases, ...found.untold.map(firstCase)];
  let [written, failed] = [0, 0];
  for (const one of wanted) {
    const name = relativePath(loaded.base, one.file);
    const made = textOf(loaded, one, options);
    const before = await files.read(one.file);
    if (made.ok && before.ok && unixLines(before.value) === unixLines(made.text)) continue;
    const problems = made.ok
      ? [replaceFile(pathOf(one.file) ?? "", made.text)].filter((problem) => problem !== undefined)
      : made.problems;
    if (problems.length === 0) {
      written++;
      stdoutOutput.line(`${name} ${before.ok ? "changed" : "written"} ${withSamples(made)}`);
      continue;
    }
    failed++;
    stdoutOutput.line(`${name} ${styled(stdoutOutput, "red", "not written")}${made.ok ? "" : ", for the message would fail"}`);
    for (const line of problems) stdoutOutput.line(`  ${line}`);
  }
  if (!chosen) tellOrphans(loaded, found.orphans);
  stdoutOutput.line(`${written} expected text${written === 1 ? "" : "s"} written, ${wanted.length - written - failed} as before`);
  return failed || (!chosen && found.orphans.length) ? exitStatus.findings : exitStatus.clean;
}

function firstCase(subject: Subject): Case {
  return { subject, file: fileOf(subject, ""), event: undefined, contact: undefined };
}

/** One message with the samples of `--event` and `--contact`, which name its file. */
function chosenCase({ language }: Loaded, subjects: readonly Subject[], options: PreviewOptions): Case {
  const [subject, ...more] = subjects;
  if (!subject || more.length > 0)
    throw new UsageError("--update with --event or --contact writes one text: give one template, or a workflow and --block");
  const project = language.project(subject.source.uri);
  const event = options.event === undefined ? undefined : eventNamed(project, options.event);
  const contact = options.contact === undefined ? undefined : contactNamed(project, options.contact);
  return { subject, file: fileOf(subject, sampleName(event, contact)), event, contact };
}

function fileOf(subject: Subject, sample: string): Uri {
  const name = `${nameOf(subject)}${sample && `.${sample}`}${expectedSuffix}`;
  // A block may be called anything; a file may not.
  if (/[/\\:*?"<>|\p{Cc}]/u.test(name))
    throw new UsageError(
      `The block ${subject.block ?? ""} has a name that no file can have: rename it to give it an expected text`,
    );
  return normalUri(uriOf(path.join(pathOf(folderOf(subject.source.uri)) ?? "", name)));
}
