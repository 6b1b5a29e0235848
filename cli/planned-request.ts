/** From a path on the command line to the request it means; or, on standard error, why there is none. */
import type { Language, SourceFile } from "#core";
import { LineIndex, relativePath } from "#core";
import type { PlanOptions, PlanProblem, RequestPlan } from "#core/request/index";
import { planRequest } from "#core/request/index";
import { UsageError } from "./exit";
import { load } from "./load";
import { stderrOutput, styled } from "./output";
import type { DataOptions } from "./webhook-data";
import { dataFor } from "./webhook-data";

/** The data of a request, and what happens with values that are missing or break a body. */
export type RequestOptions = DataOptions & PlanOptions;

/**
 * The request of a webhook file; undefined when it cannot be made, which has been told then.
 * @throws UsageError when the path is no webhook, or a sample is named that does not exist
 */
export async function plannedRequest(file: string, options: RequestOptions): Promise<RequestPlan | undefined> {
  const { language, uris, base } = await load([file]);
  const source = webhookFile(language, uris, file);
  const project = language.project(source.uri);
  const result = planRequest(project, source, dataFor(project, source, options), options);
  if (result.ok) return result.plan;
  printProblems(source, base, result.problems);
  return undefined;
}

/**
 * The one webhook that a command is about.
 * @throws UsageError when the path is no webhook
 */
function webhookFile(language: Language, uris: readonly string[], path: string): SourceFile {
  const source = uris.length === 1 && uris[0] !== undefined ? language.file(uris[0]) : undefined;
  if (source?.kind !== "webhook") throw new UsageError(`${path} is not a webhook: give a file such as promo.webhook.yaml`);
  return source;
}

/** Why a request cannot be made, each with its place. */
function printProblems(source: SourceFile, base: string, problems: readonly PlanProblem[]): void {
  const index = new LineIndex(source.text);
  for (const problem of problems) {
    const at = problem.span && index.positionAt(problem.span.start);
    const place = at ? `${relativePath(base, source.uri)}:${at.line + 1}:${at.character + 1} ` : "";
    stderrOutput.line(`${place}${styled(stderrOutput, "red", "not sent")} ${problem.message}`);
    stderrOutput.line(`    ${styled(stderrOutput, "dim", "help:")} ${problem.help}`);
  }
}
