/** `hookflow preview`: prints a message exactly as it would be; what is wrong with it goes to standard error. */
import path from "node:path";
import type { SourceFile } from "#core";
import { createLanguage, fileKind, normalUri } from "#core";
import { readSource } from "#core/model/source-file";
import type { Message } from "#core/preview/message";
import { messagePlace, partOf, previewMessage } from "#core/preview/message";
import type { MessagePlace } from "#core/project/reader";
import type { ProjectReader } from "#core/request/index";
import { nodeClock, nodeFiles, stderrLog, uriOf } from "#platform/node";
import { exitStatus, NothingFound, UsageError } from "../exit";
import { load } from "../load";
import { messageData, type PreviewOptions, pathText } from "../message-data";
import { messageJson, messagePage, type Places, problemLines } from "../message-report";
import { stderrOutput, stdoutOutput } from "../output";
import { checkMessages } from "./preview-check";

export async function preview(paths: readonly string[], options: PreviewOptions): Promise<number> {
  if (options.check || options.update) return checkMessages(paths, options);
  const [file, ...more] = paths;
  if (file === undefined || more.length > 0)
    throw new UsageError("Give one workflow or template; several are for `hookflow preview --check`");
  if (options.data !== undefined && (options.event ?? options.contact ?? options.response) !== undefined)
    throw new UsageError("--data is all that the template can read: not with --event, --contact or --response");
  const { project, source, ...places } = await sourceOf(file, options);
  const shown = messagePlace(project, source, options.block);
  if (options.channel !== undefined && shown)
    throw new UsageError(
      `${file} is the text of the block ${shown.block.id} (${shown.block.type}): --channel is for templates that no workflow shows`,
    );
  if (options.block !== undefined && !shown) throw new UsageError(`${file} has no message in a block ${options.block}`);
  const message = previewMessage(project, source, options.block, await messageData(project, source, options));
  if (!message) throw new UsageError(noMessage(file, shown));
  const [absent] = message.absent;
  if (absent) throw new UsageError(`There is no value ${pathText(absent)} in this data that --missing could take away`);
  print(message, options.format ?? "text", places);
  for (const line of problemLines(message, places)) stderrOutput.line(line);
  return message.problems.some((problem) => problem.severity === "error") ? exitStatus.findings : exitStatus.clean;
}

function noMessage(file: string, shown: MessagePlace | undefined): string {
  if (!shown) return `${file} has no message`;
  const { id, template } = shown.block;
  return template
    ? `The block ${id} shows ${template.text}, and there is no such template in the workspace`
    : `The block ${id} of ${file} has no text: give it a \`text\` or a \`template\``;
}

function print(message: Message, format: "text" | "html" | "json", places: Places): void {
  if (format === "json") stdoutOutput.json(messageJson(message, places));
  else stdoutOutput.raw(format === "html" ? messagePage(message) : (partOf(message, "text") ?? ""));
}

interface MessageSource extends Places {
  readonly project: ProjectReader;
  readonly source: SourceFile;
}

/** The file in its workspace; a template with data of its own stands for itself, wherever it is and whatever its name. */
async function sourceOf(file: string, options: PreviewOptions): Promise<MessageSource> {
  const kind = fileKind(path.basename(file));
  if (options.data !== undefined && (kind === undefined || kind === "template")) return templateAlone(file, options);
  const { language, uris, base } = await load([file]);
  const source = uris.length === 1 && uris[0] !== undefined ? language.file(uris[0]) : undefined;
  if (!source || (source.kind !== "workflow" && source.kind !== "template"))
    throw new UsageError(`${file} is neither a workflow nor a template`);
  return { project: language.project(source.uri), source, base, textOf: (uri) => language.file(uri)?.text ?? "" };
}

async function templateAlone(file: string, { block }: PreviewOptions): Promise<MessageSource> {
  if (block !== undefined) throw new UsageError("--block with --data is for a workflow: a template stands for itself then");
  const uri = normalUri(uriOf(path.resolve(file)));
  const files = nodeFiles();
  const read = await files.read(uri);
  if (!read.ok) throw new NothingFound(`Cannot read ${file}: ${read.error.message}`);
  const language = createLanguage({ files, clock: nodeClock, log: stderrLog });
  return {
    project: language.project(uri),
    source: readSource(uri, "template", read.value, 0),
    base: normalUri(uriOf(process.cwd())),
    textOf: () => read.value,
  };
}
