/**
 * SARIF 2.1.0 for code scanning, within its limits: one run, at most 5,000 results, the worst first, no snippets. Addresses are
 * relative to the folder of the run, so that nothing tells of the machine.
 */
import type { Range } from "#core";
import { rulePages, rules } from "#core";
import { isUnread } from "../fail-on";
import { jsonText } from "../output";
import { product } from "../product";
import type { CheckReport, ReportedFinding } from "./report";

const maxResults = 5000;
const maxRelated = 100;

/** What a rule's severity is called. */
const levels = { error: "error", warning: "warning", info: "note", hint: "note" } as const;

export interface SarifLog {
  readonly $schema: string;
  readonly version: "2.1.0";
  readonly runs: readonly SarifRun[];
}

export interface SarifRun {
  readonly tool: { readonly driver: object };
  readonly invocations: readonly {
    readonly executionSuccessful: boolean;
    readonly toolExecutionNotifications?: readonly object[];
  }[];
  readonly columnKind: "utf16CodeUnits";
  readonly newlineSequences: readonly string[];
  readonly results: readonly SarifResult[];
  /** Which part of the files the run looked at: `1/4`. */
  readonly properties?: { readonly shard: string };
}

export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex?: number;
  readonly level: "error" | "warning" | "note";
  readonly baselineState?: "new" | "unchanged";
  readonly suppressions?: readonly object[];
  readonly locations?: readonly object[];
  readonly partialFingerprints?: object;
}

export function sarifReport(report: CheckReport): string {
  const state = (name: "new" | "unchanged") => (report.compared ? { baselineState: name } : {});
  const results = [
    ...report.findings.map((finding) => result(finding, state("new"))),
    ...(report.compared?.known ?? []).map((finding) => result(finding, state("unchanged"))),
    ...report.silenced.map((finding) =>
      result(finding, { suppressions: [{ kind: "inSource", justification: plain(finding.reason) }] }),
    ),
  ];
  const unread = report.findings.filter(isUnread).length;
  const problems = unread > 0 ? [`${unread} file${unread === 1 ? " was" : "s were"} not read`] : [];
  return sarifText(results, problems, [], report.shard);
}

/** Several logs as one run, and which shards are not among them although others are. */
export function mergedSarif(logs: readonly SarifLog[]): {
  readonly text: string;
  readonly results: readonly SarifResult[];
  readonly missing: readonly string[];
  readonly successful: boolean;
} {
  const runs = logs.flatMap((log) => log.runs);
  const each = new Map(runs.flatMap((run) => run.results).map((result) => [JSON.stringify(placeOf(result)), result]));
  const results = [...each.values()].map(({ ruleIndex: _, ...result }) => ({ ...result, ...indexed(result.ruleId) }));
  const invocations = runs.flatMap((run) => run.invocations);
  const successful = invocations.every(({ executionSuccessful }) => executionSuccessful === true);
  const told = invocations.flatMap(({ toolExecutionNotifications = [] }) => toolExecutionNotifications);
  const shards = new Set(runs.flatMap(({ properties }) => properties?.shard ?? []));
  const of = Math.max(0, ...[...shards].map((shard) => Number(/^\d{1,4}\/(\d{1,4})$/.exec(shard)?.[1] ?? 0)));
  const missing = Array.from({ length: of }, (_, at) => `${at + 1}/${of}`).filter((shard) => !shards.has(shard));
  const text = sarifText(results, successful ? [] : ["One of the merged runs could not do its work"], told);
  return { text, results, missing, successful };
}

/** What makes a result this one: two runs that looked at the same file have it twice. */
function placeOf({ ruleId, locations, partialFingerprints }: SarifResult): readonly unknown[] {
  return [ruleId, locations, partialFingerprints];
}

/** The severity of a result that counts: neither silenced nor known before. */
export function countedSeverity({ level, suppressions, baselineState }: SarifResult): "error" | "warning" | "info" | undefined {
  if ((suppressions?.length ?? 0) > 0 || baselineState === "unchanged") return undefined;
  return level === "note" ? "info" : level;
}

/**
 * A log of one run.
 * @param problems why the work was not done as a whole; none when it was
 */
function sarifText(
  results: readonly SarifResult[],
  problems: readonly string[],
  told: readonly object[] = [],
  shard?: string,
): string {
  const kept = [...results].sort((a, b) => weight(a) - weight(b)).slice(0, maxResults);
  const notes = [...told, ...problems.map((text) => notification("error", text))];
  if (kept.length < results.length)
    notes.push(
      notification(
        "warning",
        `${results.length} results, of which the ${kept.length} gravest are here: code scanning takes no more`,
      ),
    );
  const log: SarifLog = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver },
        invocations: [
          { executionSuccessful: problems.length === 0, ...(notes.length > 0 ? { toolExecutionNotifications: notes } : {}) },
        ],
        columnKind: "utf16CodeUnits",
        newlineSequences: ["\r\n", "\n", "\r"],
        results: kept,
        ...(shard === undefined ? {} : { properties: { shard } }),
      },
    ],
  };
  return `${jsonText(log)}\n`;
}

/** What counts first, the gravest first of all; sorting keeps the order of files and places. */
function weight({ level, baselineState, suppressions }: SarifResult): number {
  return ["error", "warning", "note"].indexOf(level) + (suppressions ? 6 : baselineState === "unchanged" ? 3 : 0);
}

function notification(level: "error" | "warning", text: string): object {
  return { level, message: { text } };
}

const indexes = new Map(rules.map(({ id }, at) => [id, at]));

const driver = {
  name: "Hookflow",
  version: product.version,
  informationUri: product.home,
  rules: rules.map(({ id, severity, summary }) => ({
    id,
    shortDescription: { text: plain(summary) },
    fullDescription: { text: plain(summary) },
    help: { text: `${plain(summary)} \`hookflow explain ${id}\` prints the whole page.`, markdown: rulePages[id] ?? summary },
    helpUri: `${product.home}#${id}`,
    defaultConfiguration: { level: levels[severity] },
  })),
};

function result(finding: ReportedFinding, more: Partial<SarifResult>): SarifResult {
  const { rule, severity, message, help, file, range, related, fix, fingerprint } = finding;
  return {
    ruleId: rule,
    ...indexed(rule),
    level: levels[severity],
    message: { text: plain(help ? `${message}. ${help}` : message) },
    locations: [{ physicalLocation: location(file, range) }],
    ...(related.length > 0
      ? {
          relatedLocations: related.slice(0, maxRelated).map((other, at) => ({
            id: at + 1,
            message: { text: plain(other.message) },
            physicalLocation: location(other.file, other.range),
          })),
        }
      : {}),
    partialFingerprints: { "hookflow/v1": fingerprint },
    ...(fix
      ? {
          fixes: [
            {
              description: { text: plain(fix.title) },
              artifactChanges: [
                {
                  artifactLocation: artifact(file),
                  replacements: fix.edits.map((edit) => ({
                    deletedRegion: region(edit.range),
                    insertedContent: { text: wellFormed(edit.newText) },
                  })),
                },
              ],
            },
          ],
        }
      : {}),
    ...more,
  } as SarifResult;
}

/** Where the run describes the rule. */
function indexed(rule: string): { readonly ruleIndex?: number } {
  const index = indexes.get(rule);
  return index === undefined ? {} : { ruleIndex: index };
}

export function location(file: string, range: Range): object {
  return { artifactLocation: artifact(file), region: region(range) };
}

/** Each part of the path percent-encoded, a colon too: `a:b.webhook.yaml` must not read as a scheme. */
function artifact(file: string): object {
  return { uri: wellFormed(file).split("/").map(encoded).join("/"), uriBaseId: "%SRCROOT%" };
}

function encoded(part: string): string {
  return encodeURIComponent(part).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function region({ start, end }: Range): object {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** In SARIF `[text](target)` is a link wherever a message stands: what files say must not make one. */
export function plain(text: string): string {
  return wellFormed(text).replace(/[[\]]/g, (sign, at: number, whole: string) => (isLink(whole, at) ? `\\${sign}` : sign));
}

/** Whether a bracket belongs to something that reads as a link. */
function isLink(text: string, at: number): boolean {
  return text[at] === "]" ? text[at + 1] === "(" : /^\[[^\]]*\]\(/.test(text.slice(at, at + 2000));
}

/** Half of a surrogate pair is no text for the programs that read a report. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
