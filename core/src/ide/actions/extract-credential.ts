/** A credential that is written into a webhook moves out: a connector is made or taken, and the secret goes along to its storage. */
import { checkedFile } from "../../lint/checked-file";
import { removeEntry } from "../../lint/fixes";
import { type LiteralSecret, literalSecrets } from "../../lint/literal-secrets";
import type { Finding } from "../../lint/rule";
import { editsHold } from "../../lint/verify-fix";
import type { SourceFile } from "../../model/source-file";
import type { ProjectReader } from "../../project/reader";
import type { SignConnector } from "../../request/sign";
import type { TextEdit } from "../../text/edit";
import { lineEndOf } from "../../text/lines";
import { overlaps, type Span, touches } from "../../text/span";
import { replaceInScalar, scalarSource, type YamlDocument, type YamlEntry, type YamlMap } from "../../yaml/index";
import type { CodeAction } from "./action";
import { bearer, besides, connectorText, fileName, originOf } from "./create-missing";
import { placesInHeader, placesInKeys, placesInUrl, type SecretOwner, type SecretPlace } from "./secret-places";

/** The action for each credential among the findings. It names the places of the secret; the secret itself is not in it. */
export function extractActions(project: ProjectReader, file: SourceFile, findings: readonly Finding[]): readonly CodeAction[] {
  const wanted = findings.filter(({ rule }) => rule === "literal-secret" || rule === "suspected-secret");
  const own = project.file(file.uri);
  const root = file.document?.root;
  if (wanted.length === 0 || !own || file.kind !== "webhook" || root?.kind !== "map" || !file.document) return [];
  const { document } = file;
  const secrets: readonly Secret[] = [
    ...literalSecrets(checkedFile(own, project)),
    ...(own.webhook?.headers ?? []).map(({ value, entry }) => ({ span: value.span, entry })),
    ...parametersOf(file),
  ];
  return wanted.flatMap((finding): CodeAction[] => {
    const secret = secrets.find(({ span }) => overlaps(span, finding.span) || touches(span, finding.span.start));
    const kind = secret && kindOf(file, secret);
    if (!secret || !kind) return [];
    const origin = originOf(file);
    const host = hostOf(file);
    const known = project
      .connectors()
      .find((connector) => connector.type === kind.type && origin !== undefined && connector.origins.includes(origin));
    const name = known?.name ?? freshName(project, host, kind.type);
    const edits = [...removal(file, document, root, secret), ...wiring(document, root, name, secret)];
    if (!editsHold(file, edits)) return [];
    return [
      {
        title: known ? `Use the connector \`${name}\` instead` : `Move it out, to a new connector \`${name}\``,
        kind: "extract",
        finding,
        edits: new Map([[file.uri, edits]]),
        ...(known
          ? {}
          : {
              creates: [
                {
                  uri: besides(project, file, "connector", `${fileName(name)}.connector.yaml`),
                  text: connectorText(name, origin, kind),
                },
              ],
            }),
        secret: {
          owner: known ?? { ...bearer(name, origin), ...kind },
          places: placesOf(file, secret, kind.type),
        },
        preferred: true,
      },
    ];
  });
}

/** Where a credential stands: a pair, a parameter of the URL, or else the URL's user part. */
interface Secret extends Pick<LiteralSecret, "span" | "entry"> {
  readonly parameter?: { readonly name: string; readonly cut: Span };
}

/** The parameters behind `?`, each with what has to be cut for it to go: its own `&`, or the `?` of the only one. */
function parametersOf(file: SourceFile): readonly Secret[] {
  const url = file.values.find((value) => value.place === "url");
  const query = url?.text.indexOf("?") ?? -1;
  if (!url || query < 0) return [];
  const end = url.text.indexOf("#", query) < 0 ? url.text.length : url.text.indexOf("#", query);
  return [...url.text.slice(query + 1, end).matchAll(/([^&=]+)=([^&]*)/g)].map((match) => {
    const start = query + 1 + match.index;
    const after = start + match[0].length;
    // Of the first one the separator behind it goes, of the others the one before.
    const first = start === query + 1;
    const cut = { start: first && after < end ? start : start - 1, end: first && after < end ? after + 1 : after };
    const value = { start: after - (match[2]?.length ?? 0), end: after };
    return { span: url.toFile(value), entry: undefined, parameter: { name: match[1] ?? "", cut } };
  });
}

/** How the request was signed, by where the credential stands; undefined where a connector cannot say it. */
function kindOf(file: SourceFile, secret: Secret): SignConnector | undefined {
  const header = { in: "header", parameter: "X-Api-Key" } as const;
  const basic: SignConnector = { ...header, type: "basic" };
  const bearer: SignConnector = { ...header, type: "bearer" };
  const apiKey = (place: "header" | "query", parameter: string): SignConnector => ({ type: "apiKey", in: place, parameter });
  if (secret.parameter) return apiKey("query", secret.parameter.name);
  if (!secret.entry) return basic;
  const key = secret.entry.key.text;
  if (/^cookie$/i.test(key)) return undefined;
  if (/authorization$/i.test(key)) {
    const text = secret.entry.value.kind === "scalar" ? secret.entry.value.text : "";
    return /^\s*basic\b/i.test(text) ? basic : bearer;
  }
  if (holderOf(file, secret.entry, ["headers"])) return apiKey("header", key);
  return /^(password|passwd|login)$/i.test(key) ? basic : bearer;
}

/** The map below one of the keys, or the root for the key "", that holds a pair. */
function holderOf(file: SourceFile, entry: YamlEntry, keys: readonly string[]): YamlMap | undefined {
  const root = file.document?.root;
  if (root?.kind !== "map") return undefined;
  const maps = keys.map((key) => (key === "" ? root : root.get(key)?.value));
  return maps.flatMap((map) => (map?.kind === "map" && map.entries.includes(entry) ? map : []))[0];
}

function placesOf(file: SourceFile, { entry, span }: Secret, type: SecretOwner["type"]): readonly SecretPlace[] {
  if (!entry) return placesInUrl(file, span, type);
  const map = holderOf(file, entry, ["", "authentication"]);
  if (map) return placesInKeys(file, map, type);
  return entry.value.kind === "scalar" ? placesInHeader(file, entry.value, type) : [];
}

/** The host of the URL, whatever its scheme; empty when it is not written out. */
function hostOf(file: SourceFile): string {
  const url = file.values.find((value) => value.place === "url");
  return /^[a-z]+:\/\/(?:[^/?#@]*@)?([A-Za-z0-9.-]+)/i.exec(url?.text ?? "")?.[1] ?? "";
}

/** `shop-token` for `api.shop.example.com`, with a number when it is taken. */
function freshName(project: ProjectReader, host: string, type: string): string {
  const labels = host.split(".").filter((label) => label !== "" && !/^(www|api|\d+)$/.test(label));
  const base = `${labels[0] ?? "endpoint"}-${type === "apiKey" ? "key" : type === "basic" ? "login" : "token"}`;
  for (let at = 1; ; at++) {
    const name = at === 1 ? base : `${base}-${at}`;
    if (!project.connector(name)) return name;
  }
}

function removal(file: SourceFile, document: YamlDocument, root: YamlMap, secret: Secret): readonly TextEdit[] {
  if (!secret.entry) {
    const url = file.values.find((value) => value.place === "url");
    if (secret.parameter && url?.scalar) return replaceInScalar(document, url.scalar, secret.parameter.cut, "") ?? [];
    const user = /^\s*[a-z]+:[/\\]{2}([^/?#\\]*@)/i.exec(url?.text ?? "");
    if (!url?.scalar || !user?.[1]) return [];
    const start = user[0].length - user[1].length;
    return replaceInScalar(document, url.scalar, { start, end: user[0].length }, "") ?? [];
  }
  const headers = root.get("headers");
  const alone = headers?.value.kind === "map" && headers.value.entries.length === 1 && headers.value.entries[0] === secret.entry;
  const entry = alone ? headers : secret.entry;
  const authentication = root.get("authentication");
  // The whole map is written anew below.
  if (authentication?.value.kind === "map" && authentication.value.entries.includes(secret.entry)) return [];
  const edit = removeEntry(document, entry);
  return edit ? [edit] : [];
}

/** `authentication: connector:` at the end of the file, or in the place of what was there. */
function wiring(document: YamlDocument, root: YamlMap, name: string, secret: Secret): readonly TextEdit[] {
  const authentication = root.get("authentication");
  const connector = authentication?.value.kind === "map" ? authentication.value.get("connector") : undefined;
  if (connector && secret.entry !== connector) return [];
  const lineEnd = lineEndOf(document.text);
  const written = scalarSource(name, { place: { flow: false, key: false, parentIndent: 2 } });
  const text = `authentication:${lineEnd}  connector: ${written}`;
  if (authentication) {
    const tail = /[\r\n]+$/.exec(document.text.slice(authentication.span.start, authentication.span.end))?.[0] ?? "";
    return [{ span: authentication.span, newText: text + tail }];
  }
  const { length } = document.text;
  const gap = /[\r\n]$/.test(document.text) ? "" : lineEnd;
  return [{ span: { start: length, end: length }, newText: `${gap}${text}${lineEnd}` }];
}
