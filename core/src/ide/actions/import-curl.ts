/** A cURL command that somebody pasted into an empty webhook file becomes the webhook. */
import type { Finding } from "../../lint/rule";
import type { SourceFile } from "../../model/source-file";
import type { ProjectReader } from "../../project/reader";
import { type CurlRequest, isCurl, readCurl, readCurlSecret } from "../../request/curl";
import type { Span } from "../../text/span";
import { baseName } from "../../text/uri";
import { type WebhookDraft, webhookText } from "../create/webhook-text";
import type { CodeAction } from "./action";
import { bearer, besides, connectorText, fileName } from "./create-missing";
import type { SecretOwner, SecretPlace } from "./secret-places";

/** Offered where the whole file is the command. */
export function curlActions(project: ProjectReader, file: SourceFile, findings: readonly Finding[]): readonly CodeAction[] {
  if (file.kind !== "webhook" || !isCurl(file.text)) return [];
  const read = readCurl(file.text);
  if (!read.ok) return [];
  const finding = findings.find(({ rule }) => rule === "invalid-yaml");
  const name = baseName(file.uri).replace(/\.webhook\.ya?ml$/, "");
  const { authentication } = read.value;
  const connector = authentication && `${name}-${authentication.type === "apiKey" ? "key" : authentication.type}`;
  const known = connector === undefined ? undefined : project.connector(connector);
  return [
    {
      title: "Turn the cURL command into a webhook",
      kind: "quickfix",
      ...(finding ? { finding } : {}),
      edits: new Map([
        [file.uri, [{ span: { start: 0, end: file.text.length }, newText: webhookText(draftOf(name, read.value, connector)) }]],
      ]),
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
        ? { secret: { owner: known ?? owner(connector, read.value), places: placesInCommand(file.text) } }
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
function placesInCommand(command: string): readonly SecretPlace[] {
  return readCurlSecret(command).flatMap(([part, value]) => {
    const span = spanOf(command, value);
    return span ? [{ part, span }] : [];
  });
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
export function draftOf(name: string, request: CurlRequest, connector: string | undefined): WebhookDraft {
  const notes = request.leftOut.map((what) => `Not taken over from the command: ${what}`);
  return { name, method: request.method, url: request.url, headers: request.headers, body: request.body, connector, notes };
}
