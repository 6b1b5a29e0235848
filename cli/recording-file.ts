/** `--record`: an answer as a recording beside its webhook, or where the person says. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { HttpResponse, Redactor } from "#core/request/index";
import { recordingText } from "#core/request/index";
import { nodeClock } from "#platform/node";
import { UsageError } from "./exit";
import type { PlannedFile } from "./planned-request";
import { isFolder, makeFolder, writableFolder, writePrivateFile } from "./private-file";

/** The option's value: a file, a folder, or nothing at all. */
export type RecordOption = string | true | undefined;

const suffix = ".response.json";

/**
 * Where the recordings of a run go; looked at before anything is sent.
 * @throws UsageError when that is no place for a recording
 */
export function recordingPlaces(files: readonly PlannedFile[], option: RecordOption): ReadonlyMap<PlannedFile, string> {
  if (option === undefined) return new Map();
  if (typeof option === "string" && !meansFolder(option)) {
    if (!option.endsWith(suffix))
      throw new UsageError(
        `--record takes a folder or a file *${suffix}, and ${option} is neither: write it behind the webhooks, or a new folder with / at its end`,
      );
    if (files.length > 1) throw new UsageError("--record takes a folder when several webhooks are sent");
    writableFolder(option, "--record");
  }
  const places = new Map(files.map((planned) => [planned, placeOf(planned, option)]));
  const names = [...places.values()];
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice) throw new UsageError(`Two webhooks would be recorded in ${path.basename(twice)}: record them one by one`);
  return places;
}

/** A folder that is there, or a new one. @throws UsageError when a file is in its place */
function meansFolder(place: string): boolean {
  const bare = place.replace(/(?<=[^/\\])[/\\]+$/, "");
  if (isFolder(bare)) return true;
  if (bare === place) return false;
  if (existsSync(bare)) throw new UsageError(`--record cannot make the folder ${place}: it is a file`);
  return true;
}

function placeOf({ source }: PlannedFile, option: string | true): string {
  const webhook = fileURLToPath(source.uri);
  if (typeof option === "string" && !meansFolder(option)) return option;
  const name = path.basename(webhook).replace(/\.webhook\.ya?ml$/, "") + suffix;
  return path.join(typeof option === "string" ? option : path.dirname(webhook), name);
}

/** The status of a recording that is there; 0 of a file that says none, undefined when there is no file. */
async function recordedStatus(file: string): Promise<number | undefined> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ENOENT" ? undefined : 0;
  }
  try {
    const { status } = JSON.parse(text) as { readonly status?: unknown };
    return typeof status === "number" ? status : 0;
  } catch {
    return 0;
  }
}

/** What became of a recording, as lines for people. @throws NothingFound when the system refuses */
export async function writeRecording(
  file: string,
  { plan, values }: PlannedFile,
  response: HttpResponse,
  redactor: Redactor,
): Promise<readonly string[]> {
  const made = recordingText(
    {
      webhook: plan?.webhook ?? "",
      response,
      recordedAt: new Date(nodeClock.now()).toISOString().replace(/\.\d+/, ""),
      contact: values.contact?.id,
      event: values.event?.id,
    },
    redactor,
  );
  if (!made.ok) return [made.message];
  const name = path.relative(process.cwd(), file) || file;
  const { status } = response;
  const before = status >= 300 ? await recordedStatus(file) : undefined;
  if (before !== undefined && before < 300)
    return [
      `Not recorded: this answer is ${status < 400 ? "a redirect" : "an error"}, ${status}, and ${name} keeps ${before === 0 ? "what it holds" : `the one with status ${before}`}; delete it, or name another file with --record`,
    ];
  await makeFolder(path.dirname(file));
  await writePrivateFile(file, made.text);
  const told = made.personal.slice(0, 10).map((place) => redactor.text(place));
  const more = made.personal.length > told.length ? ` and ${made.personal.length - told.length} more` : "";
  return [
    `Recorded in ${name}, secrets masked`,
    ...(told.length > 0 ? [`The recording holds personal data: ${told.join(", ")}${more}`] : []),
  ];
}
