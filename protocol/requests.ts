/** Our own requests. All offsets are already lines and characters; no secret ever travels here. */
import type { FileProblem, Result } from "#core/platform";

export interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export interface Location {
  readonly uri: string;
  readonly range: Range;
}

/** The argument of `hookflow.showUses`: a place, and all places that name the same. */
export interface ShowUsesParams {
  readonly uri: string;
  readonly position: Range["start"];
  readonly uses: readonly Location[];
}

/** Something one can choose: a contact or event sample. */
export interface SampleItem {
  readonly id: string;
  readonly uri: string;
  readonly title: string;
  /** One line that tells it from others: e-mail, event type. */
  readonly detail: string;
  /** All its values on one line, for searching. */
  readonly search: string;
  /** How many of the names that are needed it provides, and which are missing. */
  readonly provides: number;
  readonly missing: readonly string[];
}

/** `hookflow/needs`: what a test of this webhook has to be made of. */
export interface NeedsParams {
  readonly uri: string;
  /** An event that was typed by hand: which contact does it mean? */
  readonly written?: string | undefined;
}
/** A contact with all that its card shows. */
export interface ContactItem extends SampleItem {
  readonly segments: readonly string[];
  /** Every field that has a value, standard ones first. */
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}
/** An event, and which contact a run that it starts is about. */
export interface EventItem extends SampleItem {
  /** Id of that contact; undefined when none fits, or several do. */
  readonly contact: string | undefined;
  readonly matches: number;
}
export interface NeedsResult {
  readonly webhook: string;
  /** The contact fields it reads; empty: no contact is needed. */
  readonly contact: readonly string[];
  /** The event parameters it reads; empty: no event is needed. */
  readonly event: readonly string[];
  readonly contacts: readonly ContactItem[];
  readonly events: readonly EventItem[];
  /** The text of an event sample to begin with, for one typed by hand. */
  readonly eventDraft: string;
  /** What was typed by hand; null when it is no event, absent when nothing was. */
  readonly written?: EventItem | null;
}

/** What a request or message is made of. */
export interface Choice {
  /** Id of a contact sample. */
  readonly contact?: string | undefined;
  /** Id of an event sample. */
  readonly event?: string | undefined;
}

/** All that a person has said of a test: the same again gives the same request, as long as the files stay as they are. */
export interface TestData extends Choice {
  /** The text of an event that was typed by hand, in the place of a sample. */
  readonly written?: string | undefined;
  /** Values that were typed for names without one, by name and path. */
  readonly typed?: Readonly<Record<string, string>> | undefined;
  /** What happens with names that have no value: the plan is refused, or they are sent empty. */
  readonly unresolved?: "refuse" | "empty";
  /** What happens with values that would break or change a JSON or XML body. */
  readonly breaking?: "refuse" | "escape" | "as-is";
}

/** `hookflow/plan`: the request as it would go out. */
export interface PlanParams extends TestData {
  readonly uri: string;
}
export type PlanResult =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly problems: readonly PlanProblem[] };

export interface PlanProblem {
  readonly kind: "unresolved" | "address" | "breaking" | "header" | "definition";
  /** Of what is unresolved: the name and path by which `typed` gives it a value. */
  readonly name?: string;
  readonly message: string;
  readonly help: string;
  readonly location: Location | undefined;
}

export interface Plan {
  readonly webhook: string;
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | undefined;
  /** The language of the body, for showing it. */
  readonly bodyFormat: "json" | "xml" | "text" | undefined;
  readonly connector: PlanConnector | undefined;
  /** Where each value came from, in order of appearance. */
  readonly values: readonly PlanValue[];
  /** The hosts that the workspace allows, also for redirects; undefined: all. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** The samples' titles, for showing. */
  readonly contact: string | undefined;
  readonly event: string | undefined;
}

export interface PlanConnector {
  readonly name: string;
  readonly type: "basic" | "bearer" | "apiKey";
  readonly in: "header" | "query";
  readonly parameter: string;
  readonly origins: readonly string[];
}

/**
 * The argument of `hookflow.setSecret` in a code action: the connector, and where the parts of its secret stand in the document
 * before the edit. Only the places travel; the editor reads them in its own process.
 */
export interface SetSecretParams {
  readonly connector: PlanConnector;
  readonly uri: string;
  readonly version: number | null;
  readonly places: readonly {
    readonly part: "login" | "password" | "token" | "key" | "basic";
    readonly range: Range;
  }[];
}

export interface PlanValue {
  readonly name: string;
  /** "URL", "header X-Run", "body". */
  readonly place: string;
  /** "contact Ann Smith", "event promo-ann", "run". */
  readonly from: string;
  readonly value: string;
}

/** `hookflow/recordings`: the recordings of a webhook, newest first, and where an answer contradicts them. */
export interface RecordingsParams {
  readonly uri: string;
  /** The body of an answer as text; undefined: only the recordings are wanted. */
  readonly body?: string | undefined;
}
export interface RecordingsResult {
  readonly recordings: readonly RecordingItem[];
  /** One sentence each, without a period. */
  readonly differences: readonly string[];
}
export interface RecordingItem {
  readonly id: string;
  readonly uri: string;
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  /** JSON laid out, its numbers as they are written; or the text. */
  readonly body: string;
  readonly recordedAt: string;
}

/** An answer for the preview that the client has: the last real one, or one that was written by hand. */
export interface ResponseData {
  readonly webhook: string;
  /** The body's text as it came. */
  readonly body: string;
  readonly from: string;
}

/** Keys and indexes from a name to a value, such as `["WH5", "promocode"]`. */
export type ValuePath = readonly (string | number)[];

/** `hookflow/preview`: a message as its reader would get it. */
export interface PreviewParams extends Choice {
  /** A workflow or a template. */
  readonly uri: string;
  /** The block of a workflow, unless `position` stands in another message; without both, the first message. */
  readonly block?: string | undefined;
  readonly position?: Range["start"] | undefined;
  /** Answers of the client's; the chosen or newest recording fills what is missing. */
  readonly responses: readonly ResponseData[];
  /** Webhook names to the recordings that were chosen for them. */
  readonly recordings?: Readonly<Record<string, string>>;
  /** Values that are taken away, to see the message of a reader who has none. */
  readonly missing?: readonly ValuePath[];
  /** Whole numbers of events and answers are doubles, `5.0`. */
  readonly doubles?: boolean;
}
export interface PreviewResult {
  readonly title: string;
  /** The block that is shown; undefined for a template that no workflow shows. */
  readonly block: string | undefined;
  /** The block's type, such as `email`. */
  readonly channel: string;
  /** Subject, preheader, title and text, those that there are, the text last. */
  readonly parts: readonly PreviewPart[];
  /** The text of an e-mail with comments that mark its pieces (`<!--hf:N-->`); undefined for plain text. */
  readonly markedHtml: string | undefined;
  /** For SMS: how it is counted. */
  readonly sms: SmsSize | undefined;
  readonly problems: readonly PreviewProblem[];
  readonly variables: readonly PreviewVariable[];
  readonly contacts: readonly SampleItem[];
  readonly events: readonly SampleItem[];
  readonly contact: string | undefined;
  readonly event: string | undefined;
  /** The answers that the message can read. */
  readonly answers: readonly PreviewAnswer[];
  /** The files whose change changes the preview. */
  readonly uris: readonly string[];
}
export interface PreviewPart {
  readonly field: "subject" | "preheader" | "title" | "text";
  readonly text: string;
  /** Stretches of the text in order, UTF-16 units, with their place in the template. */
  readonly pieces: readonly PreviewPiece[];
}
export interface PreviewPiece {
  readonly start: number;
  readonly end: number;
  /** As it is written in the template. */
  readonly source: string;
  readonly missing: boolean;
  readonly location: Location;
}
/** Units and segments of an SMS in the GSM 7-bit alphabet or in UCS-2. */
export interface SmsSize {
  readonly encoding: "GSM-7" | "UCS-2";
  readonly units: number;
  readonly segments: number;
  readonly left: number;
  /** Characters that the GSM alphabet does not have. */
  readonly foreign: readonly string[];
}
export interface PreviewProblem {
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly location: Location | undefined;
}
/** A reference or merge tag, what it gives, and where it is used. */
export interface PreviewVariable {
  readonly source: string;
  /** Undefined: missing. */
  readonly value: string | undefined;
  readonly from: string;
  /** How to take it away; undefined for what is no data. */
  readonly path: ValuePath | undefined;
  readonly taken: boolean;
  readonly locations: readonly Location[];
}
/** The answer of a webhook that runs before the message. */
export interface PreviewAnswer {
  readonly webhook: string;
  /** What is shown: "recording WH5", "last answer"; undefined when there is none. */
  readonly from: string | undefined;
  /** The body as text, JSON laid out; cut at 100,000 characters. */
  readonly body: string;
  /** The recordings that may be chosen. */
  readonly recordings: readonly { readonly id: string; readonly title: string }[];
}

/** `hookflow/webhooks`: all webhooks of the workspace, for the view. */
export interface WebhookItem {
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly uri: string;
  readonly range: Range;
  readonly folder: string;
  readonly errors: number;
  readonly warnings: number;
}

/** `hookflow/connectors`: a connector with the place of its name and how many webhooks are signed by it. */
export interface ConnectorItem extends PlanConnector {
  readonly uri: string;
  readonly range: Range;
  readonly uses: number;
}

/** `hookflow/samples`: contacts, events and segments of the workspace, for the view. */
export interface SamplesResult {
  readonly contacts: readonly SampleCard[];
  readonly events: readonly SampleCard[];
  /** With the place that declares it, where one does. */
  readonly segments: readonly { readonly root: string; readonly name: string; readonly location: Location | undefined }[];
  /** The account's additional fields. */
  readonly fields: readonly { readonly key: string; readonly title: string | undefined }[];
}
export interface SampleCard {
  /** The address of the root that it belongs to. */
  readonly root: string;
  readonly id: string;
  readonly uri: string;
  readonly title: string;
  /** A contact's e-mail and town; an event's type. */
  readonly detail: string;
  /** Names and values in order, each value on one line. */
  readonly values: readonly (readonly [name: string, value: string])[];
  readonly segments: readonly string[];
}

/** `hookflow/newFile`: the place and text of a file that a person asks for by a form. Nothing is written, and no secret is in it. */
export interface NewFileParams {
  /** A file or folder of the root it belongs to. */
  readonly near: string;
  /** Where it goes when there is none of its kind yet. */
  readonly folder: string;
  readonly wanted: Wanted;
}
export type Wanted =
  | { readonly kind: "webhook"; readonly draft: WebhookDraft }
  | { readonly kind: "connector"; readonly connector: PlanConnector }
  /** A contact as given; with `names` a made-up one that has these fields. */
  | { readonly kind: "contact"; readonly id: string; readonly draft: ContactDraft; readonly names?: readonly string[] }
  | { readonly kind: "event"; readonly id: string; readonly event: string; readonly parameters: readonly string[] }
  /** The webhook of a file under another name. */
  | { readonly kind: "copy"; readonly uri: string; readonly name: string };
export interface WebhookDraft {
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: { readonly format: "json" | "xml" | "text"; readonly content: string } | undefined;
  readonly connector: string | undefined;
  /** Comments above it. */
  readonly notes: readonly string[];
}
export interface ContactDraft {
  /** By the key of a standard field, or by `LIST.FIELD`. */
  readonly values: Readonly<Record<string, string>>;
  readonly segments: readonly string[];
  readonly notes: readonly string[];
}
/** The error is one sentence without a period. */
export type NewFileResult = Result<{ readonly uri: string; readonly text: string }, string>;

/** `hookflow/editConnector`: the edits after which a connector's file says these values; its name is the business of a rename. */
export interface EditConnectorParams {
  readonly uri: string;
  readonly connector: PlanConnector;
}
export type EditConnectorResult = Result<readonly { readonly range: Range; readonly newText: string }[], string>;

/** `hookflow/readFolder`, asked of the client: what stands directly in a folder that is on no disk of the server's. */
export interface ReadFolderParams {
  readonly uri: string;
}
export type ReadFolderResult = Result<readonly FolderEntry[], FileProblem>;
export interface FolderEntry {
  readonly name: string;
  /** A link is a link, wherever it points; `other` is what can be neither read nor entered. */
  readonly kind: "file" | "folder" | "link" | "other";
}

/** `hookflow/readFile`, asked of the client: the bytes of a file in base64. A link is not followed. */
export interface ReadFileParams {
  readonly uri: string;
  /** A larger file is a problem, and is not read. */
  readonly maxBytes: number;
}
export type ReadFileResult = Result<string, FileProblem>;

/** Who else tells of syntax errors, folding and the outline of open files. */
export interface Elsewhere {
  readonly yaml: boolean;
  readonly json: boolean;
}

/** `initializationOptions`, and what `workspace/didChangeConfiguration` may bring. */
export interface ServerSettings {
  readonly hookflow?: {
    readonly diagnostics?: { readonly scope?: "openFiles" | "workspace" };
    readonly inlayHints?: { readonly sampleValues?: boolean };
  };
  /** The folder with the pages of the rules, as an address. */
  readonly rulePages?: string;
  readonly elsewhere?: Elsewhere;
  /** Files that the server has failed on: they are not read. */
  readonly setAside?: readonly string[];
}

/** Methods of our own requests. */
export const methods = {
  needs: "hookflow/needs",
  plan: "hookflow/plan",
  preview: "hookflow/preview",
  recordings: "hookflow/recordings",
  webhooks: "hookflow/webhooks",
  /** All connectors of the workspace, without secrets; the answer is a list of `ConnectorItem`. */
  connectors: "hookflow/connectors",
  samples: "hookflow/samples",
  newFile: "hookflow/newFile",
  editConnector: "hookflow/editConnector",
  /** Answered at once: a sign of life. */
  ping: "hookflow/ping",
  /** Server to client, where the server has no disk. */
  readFolder: "hookflow/readFolder",
  readFile: "hookflow/readFile",
  /** Notification: something changed that views show. */
  changed: "hookflow/changed",
} as const;
