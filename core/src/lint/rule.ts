/** What a rule is: one object in one file, with its page and its fixture beside it by name. */
import type { Severity } from "../model/config";
import type { ConnectorModel } from "../model/connector";
import type { FileKind } from "../model/kinds";
import type { ContactSample, EventSample, Recording } from "../model/samples";
import type { ReferenceValue, SourceFile } from "../model/source-file";
import type { WebhookModel } from "../model/webhook";
import type { WorkflowModel } from "../model/workflow";
import type { FileProblem, Uri } from "../platform";
import type { ProjectReader } from "../project/reader";
import type { Reference } from "../reference/tree";
import type { SchemaProblem } from "../schema/check";
import type { Found, Scope } from "../scope/scope";
import type { TextEdit } from "../text/edit";
import type { Span } from "../text/span";
import type { CheckedTemplate } from "./templates";

/** Something wrong at a place. `CLI`, editor and reports all print this one object. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly uri: Uri;
  readonly span: Span;
  /** Which fault it is, for rules that speak of several. */
  readonly code?: string | undefined;
  /** What is wrong: one sentence without a period. */
  readonly message: string;
  /** What to do: one sentence without a period. */
  readonly help: string | undefined;
  readonly related: readonly Related[];
  readonly fix: Fix | undefined;
}

/** A finding that a comment silences. */
export interface Silenced {
  readonly finding: Finding;
  /** Why, in the words of whoever wrote the comment. */
  readonly reason: string;
}

export interface Related {
  readonly uri: Uri;
  readonly span: Span;
  readonly message: string;
}

/** A change in the finding's own file that mends it. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Examples suggest it and nothing is sure: it is offered where the finding is, and never made together with all others. */
  readonly isGuess?: boolean;
}

/** What a rule hands in; the runner adds the rule, the file and the severity. */
export interface Report {
  readonly span: Span;
  readonly code?: string;
  readonly message: string;
  readonly help?: string | undefined;
  readonly related?: readonly Related[];
  readonly fix?: Fix | undefined;
  /** Where evidence is weaker than the rule's own severity says. */
  readonly severity?: Severity;
}

export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** One sentence that says how things should be. */
  readonly summary: string;
  /** The rules of the platform's catalogue that this one covers. */
  readonly domain: readonly string[];
  readonly fixable: boolean;
  /** Off unless the configuration turns it on. */
  readonly optional: boolean;
  /** The kinds of files that the rule may speak of; in others it is not run. */
  readonly about: readonly FileKind[];
  check(file: CheckedFile, report: (report: Report) => void): void;
}

/** A reference with everything around it that a rule may ask. */
export interface CheckedReference {
  readonly reference: Reference;
  readonly value: ReferenceValue;
  /** The whole reference in the file. */
  readonly span: Span;
  readonly nameSpan: Span;
  /** Its text as decoded. */
  readonly text: string;
  scope(): Scope;
  found(): Found;
}

/** One file, ready to be checked. */
export interface CheckedFile {
  readonly source: SourceFile;
  /** Set when the file could not be read; then there is nothing else. */
  readonly unreadable: FileProblem | undefined;
  readonly webhook: WebhookModel | undefined;
  readonly workflow: WorkflowModel | undefined;
  readonly connector: ConnectorModel | undefined;
  readonly contact: ContactSample | undefined;
  readonly event: EventSample | undefined;
  readonly recording: Recording | undefined;
  readonly schemaProblems: readonly SchemaProblem[];
  readonly references: readonly CheckedReference[];
  /** What looks like a reference but is ordinary text at its place: `$<NAME>` in a message, a merge tag in a webhook. */
  readonly literals: readonly CheckedReference[];
  /** The message texts: of a workflow's blocks, or the whole template file. */
  readonly templates: readonly CheckedTemplate[];
  readonly project: ProjectReader;
  /** Whether a node stands where somebody types right now, so that missing and unknown keys there mean nothing. */
  isMasked(span: Span): boolean;
  /** What several rules want to know of the file, worked out once: the answer is kept under the function that gives it. */
  once<T>(read: (file: CheckedFile) => T): T;
}

/** What a rule is about unless it says otherwise: what authors write, and not the samples and settings beside it. */
export const definitions: readonly FileKind[] = ["webhook", "workflow", "template"];

/** Defines a rule; `severity` is the default that `hookflow.yaml` may change. */
export function defineRule(rule: Pick<Rule, "id" | "severity" | "summary" | "check"> & Partial<Rule>): Rule {
  return { domain: [], fixable: false, optional: false, about: definitions, ...rule };
}
