/**
 * A webhook and the data of a test become the request that would go out: compiled to the platform form, rendered by the
 * same engine as messages, encoded for its place. Nothing is sent here, and nothing unresolved gets through.
 */
import type { ConnectorModel } from "../model/connector";
import { shortText } from "../model/data";
import type { ReferenceValue, SourceFile } from "../model/source-file";
import type { WebhookModel } from "../model/webhook";
import { webhookModel } from "../model/webhook";
import type { Uri } from "../platform";
import type { ProjectReader } from "../project/reader";
import type { Span } from "../text/span";
import { isNamedHost, judgeAddress } from "./address";
import { escapes, judgeBody, stillBroken } from "./body";
import type { Piece, RenderedValue } from "./render-value";
import { renderValue } from "./render-value";
import { isWritten, writtenBy } from "./sign";
import type { SampleValues } from "./values";

export interface RequestPlan {
  readonly webhook: string;
  readonly uri: Uri;
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly origin: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | undefined;
  readonly bodyFormat: "json" | "xml" | "text" | undefined;
  readonly connector: ConnectorModel | undefined;
  readonly values: readonly PlannedValue[];
  /** The hosts that the workspace allows; undefined: all. */
  readonly allowedHosts: readonly string[] | undefined;
}

/** One value in the request: where it stands, where it came from, where it is written. */
export interface PlannedValue {
  readonly name: string;
  readonly place: string;
  readonly from: string;
  readonly value: string;
  readonly span: Span;
}

export interface PlanProblem {
  readonly kind: "unresolved" | "address" | "breaking" | "header" | "definition";
  /** Of what is unresolved: the name with its path, by which a value can be given for it. */
  readonly name?: string;
  readonly message: string;
  readonly help: string;
  readonly span: Span | undefined;
}

export interface PlanOptions {
  /** Names without a value: refuse, or send them empty. */
  readonly unresolved: "refuse" | "empty";
  /** Values that break or change the structure of a JSON or XML body: refuse, escape them, or send them as they are. */
  readonly breaking: "refuse" | "escape" | "as-is";
}

export type PlanResult =
  | { readonly ok: true; readonly plan: RequestPlan }
  | { readonly ok: false; readonly problems: readonly PlanProblem[] };

/** Plans the request of a webhook file. */
export function planRequest(project: ProjectReader, file: SourceFile, values: SampleValues, options: PlanOptions): PlanResult {
  const webhook = webhookModel(file);
  const faults = definitionFaults(project, file, webhook);
  if (!webhook || faults.length) return { ok: false, problems: faults };
  const method = webhook.method?.text === "POST" ? "POST" : "GET";
  const problems: PlanProblem[] = [];
  const planned: PlannedValue[] = [];

  const render = (
    value: ReferenceValue | undefined,
    place: string,
    encode: (text: string) => string,
  ): RenderedValue | undefined => {
    if (!value) return undefined;
    const rendered = renderValue(value, values, encode);
    for (const missing of rendered.unresolved)
      if (options.unresolved === "refuse")
        problems.push({
          kind: "unresolved",
          name: missing.name,
          message: `\`${missing.name}\` has no value in ${dataTitle(values)}`,
          help: "Choose other data, complete the sample, give a fallback as in `$<name|text>`, or send it empty",
          span: value.toFile(missing.span),
        });
    for (const failure of rendered.failures)
      problems.push({
        kind: "definition",
        message: failure.message,
        help: "Correct the template in this value",
        span: value.toFile(failure.span),
      });
    for (const piece of rendered.pieces)
      planned.push({
        name: piece.name,
        place,
        from: piece.from,
        value: shortText(piece.text, 200),
        span: value.toFile(piece.source),
      });
    return rendered;
  };

  const raw = (text: string): string => text;
  const url = render(valueAt(file, ["url"]), "URL", project.config.urlValues === "raw" ? raw : encodeURIComponentStrict);
  const address = judgeAddress(url?.text ?? "");
  const dots = url && dotSegment(url);
  if (url && dots)
    problems.push({
      kind: "address",
      message: `The value of \`${dots.name}\` is \`${dots.text}\`, which would change the path of the URL`,
      help: "Choose other data, or put the value behind `?`",
      span: webhook.url?.span,
    });
  if (!address.ok && problems.length === 0) problems.push({ kind: "address", ...address.problem, span: webhook.url?.span });
  else if (address.ok && !isNamedHost(new URL(address.origin).hostname, project.config.allowedHosts ?? ["*"]))
    problems.push({
      kind: "address",
      message: `The workspace does not allow requests to ${new URL(address.origin).hostname}`,
      help: "Add the host under `allowedHosts` in hookflow.yaml, if it belongs there",
      span: webhook.url?.span,
    });
  const headers: [string, string][] = [];
  for (const header of webhook.headers) {
    const value = valueAt(file, ["headers", header.name.text]);
    const rendered = render(value, `header ${header.name.text}`, raw);
    const text = rendered?.text ?? (header.value.kind === "scalar" ? header.value.text : "");
    const problem = headerProblem(header.name.text, text, rendered?.pieces ?? []);
    if (problem) problems.push({ kind: "header", ...problem, span: header.value.span });
    headers.push([header.name.text, text]);
  }
  const format = method === "POST" ? bodyFormat(webhook) : undefined;
  const content = format && valueAt(file, ["body", "content"]);
  let body = render(content, "body", raw);
  if (content && body && format) {
    const verdict = options.breaking === "as-is" ? undefined : judgeBody(format, body);
    if (verdict) {
      // Outside of quotes an escaped value is as broken as before, so what is escaped is judged again.
      const escaped = renderValue(content, values, escapes[format]);
      const left = judgeBody(format, escaped);
      const { message, help, piece } = left ? stillBroken(options.breaking === "escape" ? left : verdict) : verdict;
      if (options.breaking === "escape" && !left) body = escaped;
      else
        problems.push({
          kind: "breaking",
          message,
          help,
          span: piece ? content.toFile(piece.source) : webhook.body?.content?.span,
        });
    }
  }
  const connector = webhook.connector && project.connector(webhook.connector.text);
  const written = connector && writtenBy(connector);
  if (connector && written && address.ok && isWritten({ url: address.url, headers }, written))
    problems.push({
      kind: "header",
      message: `The webhook writes the ${written.place === "header" ? "header" : "query parameter"} \`${written.name}\`, and its connector ${connector.name} writes it too`,
      help: "Remove it from the webhook, or do not name the connector",
      span: webhook.connector?.span,
    });
  if (problems.length || !address.ok) return { ok: false, problems };
  return {
    ok: true,
    plan: {
      webhook: webhook.name?.text ?? "",
      uri: file.uri,
      method,
      url: address.url,
      origin: address.origin,
      headers: withContentType(headers, body ? format : undefined),
      body: body?.text,
      bodyFormat: body ? format : undefined,
      connector,
      values: planned,
      allowedHosts: project.config.allowedHosts,
    },
  };
}

/**
 * The value that makes a part of the path `.` or `..`. Every URL parser drops such a part, encoded or not, so no encoding
 * keeps it: the request would go to another path.
 */
function dotSegment({ text, pieces }: RenderedValue): Piece | undefined {
  const pathEnd = text.search(/[?#]|$/);
  return pieces.find(({ output }) => {
    if (output.start >= pathEnd || output.start === output.end) return false;
    const start = text.lastIndexOf("/", output.start - 1) + 1;
    const end = text.slice(output.end).search(/[/?#]|$/) + output.end;
    return /^(\.|%2e){1,2}$/i.test(text.slice(start, end));
  });
}

/** What keeps a definition from being a request at all. */
function definitionFaults(project: ProjectReader, file: SourceFile, webhook: WebhookModel | undefined): readonly PlanProblem[] {
  const fault = (message: string, help: string, span?: Span): PlanProblem => ({ kind: "definition", message, help, span });
  const first = file.document?.problems[0];
  if (first) return [fault(`The file cannot be read: ${first.message}`, first.help ?? "Mend it first", first.span)];
  if (!webhook) return [fault("The file holds no webhook", "Give it `name`, `method` and `url`")];
  const faults: PlanProblem[] = [];
  const method = webhook.method?.text;
  if (method !== "GET" && method !== "POST")
    faults.push(fault("The method is neither GET nor POST", "Write `method: GET` or `method: POST`", webhook.method?.span));
  if (!webhook.url) faults.push(fault("The webhook has no URL", "Write `url: https://…`"));
  if (method === "GET" && webhook.body)
    faults.push(fault("A GET request has no body", "Remove the body, or use POST", webhook.body.entry.key.span));
  if (webhook.connector && !project.connector(webhook.connector.text))
    faults.push(
      fault(
        `There is no connector \`${webhook.connector.text}\``,
        `Create \`${webhook.connector.text}.connector.yaml\``,
        webhook.connector.span,
      ),
    );
  for (const value of file.values)
    for (const problem of value.list.problems)
      faults.push(fault(problem.message, problem.help ?? "Correct the reference", value.toFile(problem.span)));
  return faults;
}

function valueAt(file: SourceFile, path: readonly string[]): ReferenceValue | undefined {
  return file.values.find((value) => value.path.length === path.length && path.every((step, at) => value.path[at] === step));
}

function bodyFormat(webhook: WebhookModel): "json" | "xml" | "text" | undefined {
  const text = webhook.body?.format?.text;
  return text === "json" || text === "xml" || text === "text" ? text : undefined;
}

function dataTitle(values: SampleValues): string {
  const parts = [values.contact && `contact ${values.contact.title}`, values.event && `event ${values.event.id}`].filter(Boolean);
  return parts.length ? parts.join(" and ") : "the chosen data";
}

/** One component of an address: everything but letters, digits and `-._~` is percent-encoded. */
export function encodeURIComponentStrict(text: string): string {
  // A lone surrogate cannot be encoded; it is shown as the replacement character, as browsers do.
  const whole = text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
  return encodeURIComponent(whole).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function headerProblem(
  name: string,
  text: string,
  pieces: readonly Piece[],
): { readonly message: string; readonly help: string } | undefined {
  const control = /[\r\n\u0000]/.exec(text);
  const wide = control ? undefined : /[^\u0000-\u00ff]/.exec(text);
  const at = (control ?? wide)?.index;
  if (at === undefined) return undefined;
  const piece = pieces.find((candidate) => candidate.output.start <= at && at < candidate.output.end);
  const from = piece ? `the value of \`${piece.name}\`` : "its text";
  return control
    ? {
        message: `The header \`${name}\` cannot be sent: ${from} holds a line end or NUL`,
        help: "Choose other data, or take the line end out",
      }
    : {
        message: `The header \`${name}\` cannot carry ${from}: it holds a character above U+00FF`,
        help: "Put the value into the URL or the body, where any text can go",
      };
}

/** The platform's own header per format is not documented; a test sends the usual one unless the author wrote one. */
function withContentType(headers: readonly [string, string][], format: RequestPlan["bodyFormat"]): [string, string][] {
  if (!format || headers.some(([name]) => name.toLowerCase() === "content-type")) return [...headers];
  const types = { json: "application/json", xml: "application/xml", text: "text/plain; charset=utf-8" };
  return [...headers, ["Content-Type", types[format]]];
}
