/**
 * Runs all rules over a file and gives its findings. Results are kept until something they asked for changes; a rule that
 * fails is logged and hides no other. The editor and the command line both get their findings here and nowhere else.
 */

import type { Config, Severity } from "../model/config";
import { defaultConfig } from "../model/config";
import type { FileKind } from "../model/kinds";
import type { SourceFile } from "../model/source-file";
import type { Log, Uri } from "../platform";
import { Multimap } from "../project/multimap";
import type { Project } from "../project/project";
import type { Change } from "../project/workspace";
import { memoryOf, once } from "../text/once";
import { encloses, type Span } from "../text/span";
import { checkedFile } from "./checked-file";
import { rules as allRules } from "./generated/registry";
import { jsonFault } from "./json-file";
import { lostTexts } from "./lost-in-comments";
import type { CheckedFile, Finding, Report, Rule, Silenced } from "./rule";
import type { Suppression } from "./suppressions";
import { removal, suppressionsOf, suppressionText } from "./suppressions";

interface Kept {
  readonly findings: readonly Finding[];
  readonly silenced: readonly Silenced[];
  /** The keys that were asked for; a change of one makes the findings stale. */
  readonly asked: ReadonlySet<string>;
  readonly text: string | undefined;
}

interface ActiveRule {
  readonly rule: Rule;
  /** The severity that the configuration gives. */
  readonly configured: Severity | undefined;
}

export interface LintOptions {
  /** Whether comments may silence findings. */
  readonly suppressions: boolean;
}

export class Linter {
  private readonly kept = new Map<Uri, Kept>();
  /**
   * Who asked for a key: what its change makes stale, without looking at every file. Made at the first change, for a command
   * that checks once never needs it.
   */
  private askers: Multimap<Uri> | undefined;
  /** The rules under the configuration that was asked for last, by kind of file. */
  private active: { readonly config: Config; readonly rules: Map<FileKind, readonly ActiveRule[]> } | undefined;

  constructor(
    private readonly log: Log,
    private readonly options: LintOptions = { suppressions: true },
    private readonly rules: readonly Rule[] = allRules,
  ) {}

  /** The findings of one file, in order of place. */
  findings(project: Project, uri: Uri): readonly Finding[] {
    const file = project.file(uri);
    const known = this.kept.get(uri);
    if (known && known.text === file?.source.text && file) return known.findings;
    const asked = new Set<string>();
    const silenced: Silenced[] = [];
    const findings = this.run(project, uri, asked, silenced);
    this.keep(uri, { findings, silenced, asked, text: file?.source.text });
    return findings;
  }

  /** What comments silence in a file: no finding, but something a report may tell of. */
  silenced(project: Project, uri: Uri): readonly Silenced[] {
    this.findings(project, uri);
    return this.kept.get(uri)?.silenced ?? [];
  }

  private keep(uri: Uri, kept: Kept): void {
    this.forget(uri);
    this.kept.set(uri, kept);
    if (this.askers) for (const key of kept.asked) this.askers.add(key, uri);
  }

  private forget(uri: Uri): void {
    const kept = this.kept.get(uri);
    if (!kept) return;
    this.kept.delete(uri);
    if (this.askers) for (const key of kept.asked) this.askers.delete(key, uri);
  }

  /**
   * Forgets what a change made stale.
   * @returns the files whose findings may differ now, the changed one first
   */
  invalidate(changes: readonly Change[]): ReadonlySet<Uri> {
    const affected = new Set<Uri>();
    const askers = this.askers ?? this.allAskers();
    for (const { keys, uri } of changes) {
      affected.add(uri);
      for (const key of keys) for (const asker of askers.get(key)) affected.add(asker);
    }
    for (const uri of affected) this.forget(uri);
    return affected;
  }

  private allAskers(): Multimap<Uri> {
    const askers = new Multimap<Uri>();
    for (const [uri, { asked }] of this.kept) for (const key of asked) askers.add(key, uri);
    this.askers = askers;
    return askers;
  }

  /** The rules that a configuration leaves on, for files of a kind. */
  private activeRules(config: Config, kind: FileKind): readonly ActiveRule[] {
    if (this.active?.config !== config) this.active = { config, rules: new Map() };
    const known = this.active.rules.get(kind);
    if (known) return known;
    const rules = this.rules.flatMap((rule) => {
      const configured = config.rules.get(rule.id);
      const isOff = configured === "off" || (rule.optional && configured === undefined);
      return isOff || !rule.about.includes(kind) ? [] : [{ rule, configured }];
    });
    this.active.rules.set(kind, rules);
    return rules;
  }

  private run(project: Project, uri: Uri, asked: Set<string>, silenced: Silenced[]): readonly Finding[] {
    const reader = project.reader(asked);
    const config = reader.config;
    const file = project.file(uri);
    const refused = project.problemOf(uri);
    if (!file && !refused) return [];
    // Which workflows show it decides whether an HTML page is ours.
    if (file?.source.kind === "template") asked.add(`shows:${uri}`);
    if (!project.concerns(uri)) return [];
    const checked: CheckedFile = file ? checkedFile(file, reader) : unreadableFile(uri, project, reader);
    let found: Finding[] = [];
    let active: ActiveRule | undefined;
    const spoiled = once(() => spoiledTexts(checked));
    const report = (reported: Report): void => {
      if (!active || (active.rule.id !== "invalid-yaml" && spoiled().some((text) => encloses(text, reported.span)))) return;
      found.push(finding(active, uri, reported));
    };
    const isNoJson = jsonFault(checked) !== undefined;
    for (active of this.activeRules(config, checked.source.kind)) {
      const { rule } = active;
      if (isNoJson && rule.id !== "invalid-yaml") continue;
      try {
        rule.check(checked, report);
      } catch (error) {
        this.log.error(`Rule ${rule.id} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      }
    }
    const source = file?.source;
    if (source && found.length > 1) found = onceEach(found, source);
    const suppressions = source && this.options.suppressions ? suppressionsOf(source) : [];
    const kept =
      source && suppressions.length ? withoutSuppressed(found, suppressions, source, config.rules, this.rules, silenced) : found;
    return kept.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : 1));
  }
}

/** The texts of a file whose beginning or end a fault of syntax, or what YAML takes for a comment, has moved: they say nothing. */
function spoiledTexts({ source, isMasked }: CheckedFile): readonly Span[] {
  const cut = lostTexts(source).flatMap(({ value }) => value.scalar?.span ?? []);
  if (!source.document?.problems.length) return cut;
  const scalars = source.values.flatMap(({ scalar }) => (scalar && isMasked(scalar.span) ? scalar.span : []));
  // A line that somebody types is no value of its own yet, and what is told of it is told of the line.
  const moved = scalars.filter(
    ({ start }) => !source.document?.maskedLines.some((line) => line.start <= start && start < line.end),
  );
  return [...cut, ...moved];
}

function finding({ rule, configured }: ActiveRule, uri: Uri, report: Report): Finding {
  return {
    rule: rule.id,
    severity: configured ?? report.severity ?? rule.severity,
    uri,
    span: report.span,
    code: report.code,
    message: report.message,
    help: report.help,
    related: report.related ?? [],
    fix: report.fix,
  };
}

/** A text with aliases is found at each of its uses and is wrong once: where it stands, with the uses beside. */
function onceEach(found: readonly Finding[], source: SourceFile): Finding[] {
  const kept = new Map<string, Finding>();
  for (const one of found) {
    const key = `${one.rule} ${one.span.start} ${one.span.end} ${one.message}`;
    if (!kept.has(key)) kept.set(key, one);
  }
  if (kept.size === found.length) return [...found];
  return [...kept.values()].map((one) => (one.related.length ? one : { ...one, related: usesOf(source, one.span) }));
}

function usesOf({ uri, values }: SourceFile, place: Span): Finding["related"] {
  const uses = values.flatMap(({ scalar }) => (scalar && encloses(scalar.span, place) ? scalar.uses : []));
  const starts = [...new Set(uses)].sort((a, b) => a.start - b.start);
  return starts.map((span) => ({ uri, span, message: "Used here" }));
}

function unreadableFile(uri: Uri, project: Project, reader: CheckedFile["project"]): CheckedFile {
  const checked: CheckedFile = {
    source: { uri, kind: "webhook", text: "", version: 0, document: undefined, values: [], names: [], foreign: false },
    unreadable: project.problemOf(uri),
    webhook: undefined,
    workflow: undefined,
    connector: undefined,
    contact: undefined,
    event: undefined,
    recording: undefined,
    schemaProblems: [],
    references: [],
    literals: [],
    templates: [],
    project: reader,
    isMasked: () => false,
    once: memoryOf(() => checked),
  };
  return checked;
}

/** Takes out what comments silence, into `silenced`, and reports comments that are wrong or silence nothing. */
function withoutSuppressed(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  source: SourceFile,
  configured: ReadonlyMap<string, Severity | "off">,
  rules: readonly Rule[],
  silenced: Silenced[],
): Finding[] {
  const used = new Set<string>();
  const kept = findings.filter((found) => {
    const at = suppressions.findIndex(
      (comment) =>
        comment.reason !== "" &&
        comment.rules.some((rule) => rule.id === found.rule) &&
        comment.covers.start <= found.span.start &&
        found.span.start <= comment.covers.end,
    );
    if (at < 0) return true;
    used.add(`${at}:${found.rule}`);
    silenced.push({ finding: found, reason: suppressions[at]?.reason ?? "" });
    return false;
  });
  const known = new Set(rules.map((rule) => rule.id));
  const about = (comment: Suppression, span: Finding["span"], message: string, help: string): Finding => ({
    rule: "invalid-suppression",
    severity: severityOf(configured),
    uri: source.uri,
    span,
    message,
    help,
    related: [],
    fix: removal(source.text, comment, span),
  });
  if (configured.get("invalid-suppression") === "off") return kept;
  for (const [at, comment] of suppressions.entries()) {
    if (comment.reason === "" || comment.rules.length === 0) {
      const rule = comment.rules[0]?.id ?? "rule-id";
      kept.push({
        ...about(
          comment,
          comment.span,
          "The comment gives no reason, so it silences nothing",
          `Write \`${suppressionText(rule, "why this is right here", source.document ? "yaml" : "template")}\``,
        ),
        fix: undefined,
      });
      continue;
    }
    for (const rule of comment.rules) {
      if (!known.has(rule.id))
        kept.push(about(comment, rule.span, `There is no rule \`${rule.id}\``, "`hookflow rules` lists them all"));
      else if (!used.has(`${at}:${rule.id}`))
        kept.push(about(comment, rule.span, `The comment silences nothing: \`${rule.id}\` has no finding here`, "Remove it"));
    }
  }
  return kept;
}

function severityOf(configured: ReadonlyMap<string, Severity | "off">): Severity {
  const severity = configured.get("invalid-suppression") ?? defaultConfig.rules.get("invalid-suppression");
  return severity && severity !== "off" ? severity : "warning";
}
