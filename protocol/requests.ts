/** Our own requests. All offsets are already lines and characters; no secret ever travels here. */

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
}
export interface NeedsResult {
  readonly webhook: string;
  /** The contact fields it reads; empty: no contact is needed. */
  readonly contact: readonly string[];
  /** The event parameters it reads; empty: no event is needed. */
  readonly event: readonly string[];
  readonly contacts: readonly SampleItem[];
  readonly events: readonly SampleItem[];
}

/** What a request or message is made of. */
export interface Choice {
  /** Id of a contact sample. */
  readonly contact?: string | undefined;
  /** Id of an event sample. */
  readonly event?: string | undefined;
}

/** `hookflow/plan`: the request as it would go out. */
export interface PlanParams extends Choice {
  readonly uri: string;
  /** What happens with names that have no value: the plan is refused, or they are sent empty. */
  readonly unresolved?: "refuse" | "empty";
  /** What happens with values that would break or change a JSON or XML body. */
  readonly breaking?: "refuse" | "escape" | "as-is";
}
export type PlanResult =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly problems: readonly PlanProblem[] };

export interface PlanProblem {
  readonly kind: "unresolved" | "address" | "breaking" | "header" | "definition";
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

/** A response for the preview: recorded, or the last real one. */
export interface ResponseData {
  readonly webhook: string;
  /** The body's text as it came. */
  readonly body: string;
  readonly from: string;
}

/** `hookflow/preview`: a message as its reader would get it. */
export interface PreviewParams extends Choice {
  /** A workflow (with `block`) or a template. */
  readonly uri: string;
  readonly block?: string | undefined;
  /** Last real answers; recordings fill what is missing. */
  readonly responses: readonly ResponseData[];
}
export interface PreviewResult {
  readonly title: string;
  readonly channel: string;
  readonly subject: string | undefined;
  readonly text: string;
  readonly isHtml: boolean;
  readonly problems: readonly PreviewProblem[];
  readonly variables: readonly PreviewVariable[];
  readonly contacts: readonly SampleItem[];
  readonly events: readonly SampleItem[];
  readonly contact: string | undefined;
  readonly event: string | undefined;
  /** The files whose change changes the preview. */
  readonly uris: readonly string[];
}
export interface PreviewProblem {
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly location: Location | undefined;
}
export interface PreviewVariable {
  readonly text: string;
  readonly value: string | undefined;
  readonly from: string;
  readonly location: Location | undefined;
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

/** Methods of our own requests. */
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

export const methods = {
  needs: "hookflow/needs",
  plan: "hookflow/plan",
  preview: "hookflow/preview",
  webhooks: "hookflow/webhooks",
  /** All connectors of the workspace, for storing their secrets; the answer is a list of `PlanConnector`. */
  connectors: "hookflow/connectors",
  /** Answered at once: a sign of life. */
  ping: "hookflow/ping",
  /** Notification: something changed that views show. */
  changed: "hookflow/changed",
} as const;
