/** Where an answer that has just come contradicts the recordings of its webhook, by the same measure as the rule about recordings. */
import { readSource } from "../model/source-file";
import type { ProjectReader } from "../project/reader";
import { checkJson } from "../request/json-text";
import { drifts } from "./drift";

/** Larger answers are not read a second time. */
const longest = 1024 * 1024;

/** @returns a sentence for each difference; none when the answer is no JSON, or nothing is recorded */
export function answerDifferences(project: ProjectReader, webhook: string, body: string): readonly string[] {
  const older = project
    .recordings(webhook)
    .filter(({ status }) => status >= 200 && status < 300)
    .slice(0, 10);
  if (older.length === 0 || body.length > longest || checkJson(body)) return [];
  const file = readSource("untitled:answer.response.json", "response", `{"webhook": "", "status": 200, "body": ${body}}`, 0);
  const root = file.document?.root;
  const entry = root?.kind === "map" ? root.get("body") : undefined;
  return entry ? drifts(entry, older, project).map(({ message }) => message) : [];
}
