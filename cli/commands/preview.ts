/** `hookflow preview`: prints a message exactly as it would be; what is wrong with it goes to standard error. */
import { readFile } from "node:fs/promises";
import type { SourceFile } from "#core";
import { LineIndex, relativePath } from "#core";
import { dataOf, isDataMap } from "#core/model/data";
import { messagePlace, partOf, previewMessage } from "#core/preview/message";
import type { ProjectReader } from "#core/request/index";
import { contactCandidates, contactOf } from "#core/request/index";
import { eventsOf } from "#core/scope/scope-at";
import { parse, render } from "#core/velocity/index";
import { parseYaml } from "#core/yaml/index";
import { nodeClock } from "#platform/node";
import { exitStatus, UsageError } from "../exit";
import { load } from "../load";
import { stderrOutput, stdoutOutput } from "../output";
import { contactNamed, eventNamed } from "../samples";

export interface PreviewOptions {
  readonly block?: string | undefined;
  readonly contact?: string | undefined;
  readonly event?: string | undefined;
  /** A JSON file that is the whole context. */
  readonly data?: string | undefined;
  /** Webhook names to files with their answers, as `NAME=FILE`. */
  readonly response?: readonly string[] | undefined;
}

export async function preview(file: string, options: PreviewOptions): Promise<number> {
  const { language, uris, base } = await load([file]);
  const source = uris[0] === undefined ? undefined : language.file(uris[0]);
  if (!source || (source.kind !== "workflow" && source.kind !== "template"))
    throw new UsageError(`${file} is neither a workflow nor a template`);
  if (options.data) return previewWithContext(source, options.data);
  const project = language.project(source.uri);
  const responses = new Map<string, { body: ReturnType<typeof dataOf>; from: string }>();
  for (const pair of options.response ?? []) {
    const at = pair.indexOf("=");
    if (at <= 0) throw new UsageError("--response takes NAME=FILE, such as WH5=answer.json");
    responses.set(pair.slice(0, at), { body: await jsonData(pair.slice(at + 1)), from: pair.slice(at + 1) });
  }
  const message = previewMessage(project, source, options.block, {
    ...choose(project, source, options),
    responses,
    now: nodeClock.now(),
  });
  if (!message) throw new UsageError(`${file} holds no message${options.block ? ` in the block ${options.block}` : ""}`);
  stdoutOutput.raw(partOf(message, "text") ?? "");
  for (const problem of message.problems) {
    const at = new LineIndex(language.file(problem.uri)?.text ?? "").positionAt(problem.span.start);
    stderrOutput.line(
      `${relativePath(base, problem.uri)}:${at.line + 1}:${at.character + 1} ${problem.severity} ${problem.message}`,
    );
  }
  return message.problems.some((problem) => problem.severity === "error") ? exitStatus.findings : exitStatus.clean;
}

/** The named samples, or an event of the workflow's start and the contact it identifies. */
function choose(project: ProjectReader, source: SourceFile, options: PreviewOptions) {
  const workflow = messagePlace(project, source, options.block)?.workflow;
  const event = options.event ? eventNamed(project, options.event) : eventsOf(project, workflow)[0];
  const identified = event && contactOf(project, event).contact;
  const contact = options.contact
    ? contactNamed(project, options.contact)
    : (identified ?? contactCandidates(project, [])[0]?.sample);
  return { contact, event };
}

/** Renders a template with a context given whole, as the engine's own cases do. */
async function previewWithContext(source: SourceFile, dataFile: string): Promise<number> {
  if (source.kind !== "template") throw new UsageError("--data goes with a template file");
  const data = await jsonData(dataFile);
  if (!isDataMap(data)) throw new UsageError(`${dataFile} must hold a JSON object: the names that the template can read`);
  const problems = parse(source.text).problems.filter((problem) => problem.severity === "error");
  const result = render(source.text, data, { now: nodeClock.now(), doubles: "all" });
  stdoutOutput.raw(result.text);
  const all = problems.length ? problems : result.problems;
  for (const problem of all) stderrOutput.line(`${problem.line}:${problem.column} ${problem.severity} ${problem.message}`);
  return all.some((problem) => problem.severity === "error") ? exitStatus.findings : exitStatus.clean;
}

async function jsonData(file: string): Promise<ReturnType<typeof dataOf>> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch {
    throw new UsageError(`Cannot read ${file}`);
  }
  const document = parseYaml(text);
  const [problem] = document.problems;
  if (problem || !document.root) throw new UsageError(`${file} is not JSON: ${problem?.message ?? "it is empty"}`);
  return dataOf(document.root);
}
