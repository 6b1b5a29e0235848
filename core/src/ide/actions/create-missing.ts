/** Makes the file that a name asks for: a webhook, a connector, an event sample with what is read of it, a template. */
import type { Finding } from "../../lint/rule";
import { editsHold } from "../../lint/verify-fix";
import type { NameUse, SourceFile } from "../../model/source-file";
import { active } from "../../model/source-file";
import type { Uri } from "../../platform";
import type { ProjectReader } from "../../project/reader";
import type { SignConnector } from "../../request/sign";
import { scopesOf } from "../../scope/scope-at";
import type { TextEdit } from "../../text/edit";
import { lineAt, lineEndOf } from "../../text/lines";
import { type Span, touches } from "../../text/span";
import { folderOf, normalUri, resolveInside } from "../../text/uri";
import { scalarSource } from "../../yaml/index";
import { eventText } from "../create/sample-text";
import { yamlValue } from "../create/yaml-text";
import type { CodeAction } from "./action";
import type { SecretOwner } from "./secret-places";

/** The creations for the names that a selection touches. */
export function createActions(
  project: ProjectReader,
  file: SourceFile,
  findings: readonly Finding[],
  selection: Span,
): readonly CodeAction[] {
  const uses = file.names.filter((use) => touches(use.scalar.span, selection.start) || touches(use.scalar.span, selection.end));
  return uses.flatMap((use) => {
    const finding = findings.find((found) => touches(use.scalar.span, found.span.start));
    if (use.kind === "block") return finding?.rule === "unknown-block" ? endBlock(file, use, finding) : [];
    return (
      use.kind === "connector" ? connectorsFor(project, file, use.name) : [fileFor(project, file, use) ?? []].flat()
    ).flatMap(({ title, uri, text, secret }): CodeAction[] =>
      project.source(uri)
        ? []
        : [
            {
              title,
              kind: "quickfix",
              ...(finding ? { finding } : {}),
              edits: new Map(),
              creates: [{ uri, text }],
              preferred: false,
              ...(secret ? { secret: { owner: secret, places: [] } } : {}),
            },
          ],
    );
  });
}

/** The block that a way leads to, below the others. What it does nobody knows but its author, and most ways that lead nowhere end. */
function endBlock(file: SourceFile, { name }: NameUse, finding: Finding): readonly CodeAction[] {
  const { document, text } = file;
  const blocks = document?.root?.kind === "map" ? document.root.get("blocks")?.value : undefined;
  const last = blocks?.kind === "map" ? blocks.entries.findLast(({ merged }) => !merged) : undefined;
  if (!last || last.key.place.flow) return [];
  const indent = last.key.span.start - lineAt(text, last.key.span.start).start;
  const { end } = lineAt(text, text.slice(0, last.span.end).trimEnd().length);
  const place = { flow: false, key: true, parentIndent: indent };
  const newText = `${lineEndOf(text)}${" ".repeat(indent)}${scalarSource(name, { place, keepString: false })}: { type: end }`;
  const edits: readonly TextEdit[] = [{ span: { start: end, end }, newText }];
  if (!editsHold(file, edits)) return [];
  const title = `Create the block \`${name}\`, where the path ends`;
  return [{ title, kind: "quickfix", finding, edits: new Map([[file.uri, edits]]), creates: [], preferred: false }];
}

interface NewFile {
  readonly title: string;
  readonly uri: Uri;
  readonly text: string;
  /** Whose secret is asked for when the file is there. */
  readonly secret?: SecretOwner;
}

/** One for each way to sign: nothing in the webhook says which of them its service takes. */
function connectorsFor(project: ProjectReader, file: SourceFile, name: string): readonly NewFile[] {
  if (project.connector(name)) return [];
  const uri = besides(project, file, "connector", `${fileName(name)}.connector.yaml`);
  const token = bearer(name, originOf(file));
  return [
    { secret: token, how: "with a bearer token" },
    { secret: { ...token, type: "basic" as const }, how: "with user and password" },
    { secret: { ...token, type: "apiKey" as const }, how: "with an API key in a header" },
  ].map(({ secret, how }) => ({
    title: `Create the connector \`${name}\` ${how}`,
    uri,
    text: connectorText(name, secret.origins[0], secret),
    secret,
  }));
}

function fileFor(project: ProjectReader, file: SourceFile, use: NameUse): NewFile | undefined {
  switch (use.kind) {
    case "webhook":
      if (project.webhook(use.name)) return undefined;
      return {
        title: `Create the webhook \`${use.name}\``,
        uri: besides(project, file, "webhook", `${fileName(use.name)}.webhook.yaml`),
        text: `name: ${yamlValue(use.name)}\nmethod: GET\nurl: https://\n`,
      };
    case "event":
      if (project.events(use.name).length) return undefined;
      return {
        title: `Create a sample of the event \`${use.name}\``,
        uri: besides(project, file, "event", `${fileName(use.name)}.event.json`),
        text: eventText(use.name, parametersRead(project, file)),
      };
    case "template": {
      const uri = resolveInside(project.root, file.uri, use.name);
      if (!uri || !/.\.(vm|html)$/.test(uri)) return undefined;
      return {
        title: `Create the template \`${use.name}\``,
        uri,
        text: uri.endsWith(".html") ? "<p>Hello $!{FIRSTNAME}</p>\n" : "Hello $!{FIRSTNAME}\n",
      };
    }
    default:
      return undefined;
  }
}

/** A connector file without a secret. */
export function connectorText(name: string, origin: string | undefined, how: SignConnector): string {
  const key = how.type === "apiKey" ? `in: ${how.in}\nparameter: ${yamlValue(how.parameter)}\n` : "";
  return `name: ${yamlValue(name)}\ntype: ${how.type}\n${key}${origin ? `origins:\n  - ${origin}\n` : "origins: []\n"}`;
}

/** A connector with a bearer token. */
export function bearer(name: string, origin: string | undefined): SecretOwner {
  return { name, type: "bearer", in: "header", parameter: "X-Api-Key", origins: origin ? [origin] : [] };
}

/** The origin of a webhook's URL when it is written out. */
export function originOf(file: SourceFile): string | undefined {
  const url = file.values.find((value) => value.place === "url");
  const host = url && /^https:\/\/(?:[^/?#@]*@)?([A-Za-z0-9.-]+(?::\d+)?)(?=[/?#]|$)/.exec(url.text)?.[1];
  return host && `https://${host}`;
}

/** Where a new file of a kind goes: to the first of its kind, else beside the file that names it. */
export function besides(project: ProjectReader, file: SourceFile, kind: SourceFile["kind"], name: string): Uri {
  const folder = folderOf(project.urisOf(kind)[0] ?? file.uri);
  return normalUri(`${folder}/${encodeURIComponent(name)}`);
}

/** A name as a file name that every system takes. */
export function fileName(name: string): string {
  const safe = name.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[-.]+|[-.]+$/g, "");
  return safe.slice(0, 80) || "new";
}

/** Names that the workflow's own fields and its webhooks read and nobody else can give. */
function parametersRead(project: ProjectReader, file: SourceFile): readonly string[] {
  const sources = [file, ...file.names.flatMap((use) => (use.kind === "webhook" ? (project.webhook(use.name)?.file ?? []) : []))];
  const names = new Set<string>(["email"]);
  for (const source of sources) {
    const scopes = scopesOf(project, source);
    for (const value of source.values)
      for (const reference of active(value)) {
        if (reference.local || !reference.closed || reference.namespace?.name === "contact") continue;
        const scope = scopes(value);
        if (scope.dotted(reference) || (scope.resolve(reference.name) && value.place !== "block-field")) continue;
        if (project.webhook(reference.name) || reference.name === "smartMessageJson") continue;
        names.add(reference.name);
      }
  }
  if ([...names].some((name) => /^(email|emailaddress|useremail|contactemail)$/i.test(name) && name !== "email"))
    names.delete("email");
  return [...names];
}
