/** From paths on the command line to the requests they mean; or, on standard error, why there is none. */
import type { Language, Range, SourceFile, Span } from "#core";
import { LineIndex, relativePath } from "#core";
import type { ConnectorModel } from "#core/model/connector";
import { webhookModel } from "#core/model/webhook";
import type { PlanOptions, PlanProblem, PlanResult, RequestPlan, SampleValues } from "#core/request/index";
import { planRequest } from "#core/request/index";
import { UsageError } from "./exit";
import { load, meantBy } from "./load";
import { stderrOutput, styled } from "./output";
import type { DataOptions } from "./webhook-data";
import { dataFor, refuseUnusedValues } from "./webhook-data";

/** The data of a request, and what happens with values that are missing or break a body. */
export type RequestOptions = DataOptions & PlanOptions;

/** What became of one webhook file: its request, or why there is none. */
export interface PlannedFile {
  readonly source: SourceFile;
  /** Its name, relative to the folder the command runs in. */
  readonly file: string;
  readonly values: SampleValues;
  /** The connectors of its workspace. */
  readonly connectors: readonly ConnectorModel[];
  /** Undefined when there are problems. */
  readonly plan: RequestPlan | undefined;
  readonly problems: readonly PlanProblem[];
  /** Where the URL stands in the file, for reports that need a place. */
  readonly place: Range;
}

/**
 * The requests of the webhooks that paths mean, in their order; of folders and globs the webhooks in them.
 * @throws UsageError when a path means no webhook, or a sample or value is named that nothing uses
 */
export async function plannedRequests(paths: readonly string[], options: RequestOptions): Promise<readonly PlannedFile[]> {
  const { language, base } = await load(paths);
  // In the order of the paths: what one endpoint is asked may count for the next one.
  const uris = new Set(paths.flatMap((one) => meantBy(language, [one])));
  const sources = [...uris].flatMap((uri) => language.file(uri) ?? []).filter(({ kind }) => kind === "webhook");
  if (sources.length === 0) throw noWebhook(paths.join(" "));
  refuseUnusedValues(language, sources, options);
  return sources.map((source) => planned(language, source, base, options));
}

/**
 * The request of one webhook file; undefined when it cannot be made, which has been told then.
 * @throws UsageError when the path is no webhook, or a sample is named that does not exist
 */
export async function plannedRequest(file: string, options: RequestOptions): Promise<RequestPlan | undefined> {
  const { language, uris, base } = await load([file]);
  const source = uris.length === 1 && uris[0] !== undefined ? language.file(uris[0]) : undefined;
  if (source?.kind !== "webhook") throw noWebhook(file);
  refuseUnusedValues(language, [source], options);
  const result = planned(language, source, base, options);
  printProblems(result);
  return result.plan;
}

function planned(language: Language, source: SourceFile, base: string, options: RequestOptions): PlannedFile {
  const project = language.project(source.uri);
  const { values, doubt } = dataFor(project, source, options);
  const webhook = webhookModel(source);
  const result: PlanResult =
    doubt === undefined
      ? planRequest(project, source, values, options)
      : { ok: false, problems: [chooseContact(doubt, webhook?.name?.span)] };
  const url = webhook?.url?.span ?? { start: 0, end: 0 };
  return {
    source,
    file: relativePath(base, source.uri),
    values,
    connectors: project.connectors(),
    plan: result.ok ? result.plan : undefined,
    problems: result.ok ? [] : result.problems.map(inOptions),
    place: new LineIndex(source.text).rangeOf(url),
  };
}

function chooseContact(message: string, span: Span | undefined): PlanProblem {
  return { kind: "definition", message, help: "Choose one with --contact", span };
}

/** What the core advises, in the options of the command line. */
function inOptions(problem: PlanProblem): PlanProblem {
  if (problem.kind === "unresolved")
    return {
      ...problem,
      help: `Give it with --set ${problem.name}=…, choose other data with --contact or --event, give a fallback as in \`$<name|text>\`, or send it empty with --unresolved empty`,
    };
  if (problem.kind === "breaking")
    return {
      ...problem,
      help: problem.help
        .replace(/^Send the value escaped/, "Send the value escaped with --breaking escape")
        .replace("as it is, or choose other data", "as it is with --breaking as-is, or choose other data"),
    };
  return problem;
}

function noWebhook(path: string): UsageError {
  return new UsageError(`${path} is not a webhook: give a file such as promo.webhook.yaml`);
}

/** Why a request cannot be made, each with its place. */
export function printProblems({ source, file, problems }: PlannedFile): void {
  const index = new LineIndex(source.text);
  for (const problem of problems) {
    const at = problem.span && index.positionAt(problem.span.start);
    const place = at ? `${file}:${at.line + 1}:${at.character + 1} ` : "";
    stderrOutput.line(`${place}${styled(stderrOutput, "red", "not sent")} ${problem.message}`);
    stderrOutput.line(`    ${styled(stderrOutput, "dim", "help:")} ${problem.help}`);
  }
}
