/** A cURL command that somebody pasted into the file of a webhook becomes the webhook, where nothing else in the file is lost by it. */
import type { Finding } from "../../lint/rule";
import type { SourceFile } from "../../model/source-file";
import type { ProjectReader } from "../../project/reader";
import { type CurlRequest, readCurl, readCurlSecret } from "../../request/curl";
import { commandIn, keysBeside } from "../../request/pasted-command";
import type { TextEdit } from "../../text/edit";
import type { Span } from "../../text/span";
import { baseName } from "../../text/uri";
import { type DraftText, webhookText } from "../create/webhook-text";
import type { CodeAction } from "./action";
import { bearer, besides, connectorText, fileName } from "./create-missing";
import type { SecretOwner, SecretPlace } from "./secret-places";

/** Offered where the command is all that the file says, or has room among its keys. */
export function curlActions(project: ProjectReader, file: SourceFile, findings: readonly Finding[]): readonly CodeAction[] {
  const span = file.kind === "webhook" ? commandIn(file.text) : undefined;
  if (!span) return [];
  const command = file.text.slice(span.start, span.end);
  const read = readCurl(command);
  const keys = read.ok ? keysBeside(file.text, span, read.value) : undefined;
  if (!read.ok || !keys) return [];
  const finding = findings.find(({ rule }) => rule === "invalid-yaml");
  const name = baseName(file.uri).replace(/\.webhook\.ya?ml$/, "");
  const { authentication } = read.value;
  const connector = authentication && `${name}-${authentication.type === "apiKey" ? "key" : authentication.type}`;
  const known = connector === undefined ? undefined : project.connector(connector);
  const text = webhookText(draftOf(keys.has("name") ? undefined : name, read.value, connector));
  return [
    {
      title: "Turn the cURL command into a webhook",
      kind: "quickfix",
      ...(finding ? { finding } : {}),
      edits: new Map([[file.uri, [inPlace(file.text, span, text)]]]),
      ...(connector && !known
        ? {
            creates: [
              {
                uri: besides(project, file, "connector", `${fileName(connector)}.connector.yaml`),
                text: connectorText(connector, originIn(read.value.url), owner(connector, read.value)),
              },
            ],
          }
        : {}),
      ...(connector && authentication
        ? { secret: { owner: known ?? owner(connector, read.value), places: placesInCommand(command, span.start) } }
        : {}),
      preferred: true,
    },
  ];
}

/** The connector that the command asks for. */
function owner(name: string, { url, authentication }: CurlRequest): SecretOwner {
  const made = bearer(name, originIn(url));
  if (authentication?.type === "apiKey") return { ...made, type: "apiKey", parameter: authentication.parameter };
  return { ...made, type: authentication?.type ?? made.type };
}

/** Where the parts of the credential stand in the command; none where it is written in another way than it is meant. */
function placesInCommand(command: string, start: number): readonly SecretPlace[] {
  return readCurlSecret(command).flatMap(([part, value]) => {
    const span = spanOf(command, value);
    return span ? [{ part, span: { start: start + span.start, end: start + span.end } }] : [];
  });
}

/** Around the command everything stays; blank lines go where there is nothing else. */
function inPlace(text: string, { start, end }: Span, newText: string): TextEdit {
  const isAlone = text.slice(0, start).trim() === "" && text.slice(end).trim() === "";
  return isAlone ? { span: { start: 0, end: text.length }, newText } : { span: { start, end }, newText: newText.trimEnd() };
}

/** The only place of a text. */
function spanOf(command: string, value: string): Span | undefined {
  const start = value === "" ? -1 : command.indexOf(value);
  const isOnly = start >= 0 && command.indexOf(value, start + 1) < 0;
  return isOnly ? { start, end: start + value.length } : undefined;
}

function originIn(url: string): string | undefined {
  return /^https:\/\/[^/?#@\s]+/.exec(url)?.[0];
}

/** What a command asks for, as a webhook of this name. */
function draftOf(name: string | undefined, request: CurlRequest, connector: string | undefined): DraftText {
  const notes = request.leftOut.map((what) => `Not taken over from the command: ${what}`);
  return { name, method: request.method, url: request.url, headers: request.headers, body: request.body, connector, notes };
}
