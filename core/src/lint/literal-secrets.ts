/** Where a definition holds a credential: judged by the place and the form of the text, never by guessing at its value. */

import { active } from "../model/source-file";
import type { SchemaProblem } from "../schema/check";
import type { Span } from "../text/span";
import type { YamlEntry, YamlMap, YamlNode } from "../yaml/index";
import type { CheckedFile } from "./rule";
import { isPlaceholder } from "./secret-text";
import { withoutReferences } from "./url-parts";

export interface LiteralSecret {
  readonly span: Span;
  /** What holds it, such as "The header `Authorization`". */
  readonly where: string;
  /** The pair that holds it; undefined for a part of a text. */
  readonly entry: YamlEntry | undefined;
}

/** Keys under which people write credentials; none of them is a key of ours. */
const credentialKeys = /^(token|access_?token|password|passwd|secret|client_?secret|api_?key|login)$/i;
const credentialHeaders = /^(authorization|proxy-authorization|x-api-key|api-key|x-auth-token|x-access-token|cookie)$/i;
/** A cookie that tells who one is, by its name or its length; `lang=uk` is none. */
const credentialCookie = /(?:^|;)\s*(?:[^=;]*(?:sess|sid|token|auth|login|jwt|remember|csrf|xsrf)[^=;]*=|[^=;]*=[^;]{20})/i;

/** All credentials written into a webhook or connector. */
export function literalSecrets(file: CheckedFile): readonly LiteralSecret[] {
  return file.once(readSecrets);
}

/** The credentials that have a finding: those of a connector that is written out in place of its name are one fault. */
export function toldSecrets(file: CheckedFile): readonly LiteralSecret[] {
  const root = file.source.document?.root;
  const authentication = root?.kind === "map" ? root.get("authentication")?.value : undefined;
  const inside = authentication?.kind === "map" ? authentication.entries : [];
  const secrets = literalSecrets(file);
  const own = secrets.filter(({ entry }) => entry && inside.includes(entry));
  // A login is the least of what stands there.
  const shown = own.find(({ entry }) => !/^login$/i.test(entry?.key.text ?? "")) ?? own[0];
  return secrets.filter((secret) => secret === shown || !secret.entry || !inside.includes(secret.entry));
}

/** Whether a problem of a key or its map is only that a credential stands there, which has a finding of its own. */
export function isToldAsSecret(file: CheckedFile, { data }: SchemaProblem): boolean {
  if (file.project.config.rules.get("literal-secret") === "off") return false;
  const secrets = literalSecrets(file);
  const root = file.source.document?.root;
  const authentication = root?.kind === "map" ? root.get("authentication")?.value : undefined;
  if (secrets.some(({ entry }) => entry && entry === data.entry)) return true;
  // A connector that is written out in place of its name is one fault.
  if (authentication?.kind !== "map" || !secrets.some(({ entry }) => entry && authentication.entries.includes(entry)))
    return false;
  return data.node === authentication || (data.entry !== undefined && authentication.entries.includes(data.entry));
}

function readSecrets(file: CheckedFile): readonly LiteralSecret[] {
  const root = file.source.document?.root;
  if (root?.kind !== "map" || (file.source.kind !== "webhook" && file.source.kind !== "connector")) return [];
  return [...keysOf(file, root), ...headersOf(file), ...userPartOf(file)];
}

function* keysOf(file: CheckedFile, root: YamlMap): Generator<LiteralSecret> {
  const authentication = root.get("authentication")?.value;
  const maps: readonly YamlMap[] = authentication?.kind === "map" ? [root, authentication] : [root];
  for (const map of maps)
    for (const entry of map.entries)
      if (credentialKeys.test(entry.key.text) && isWritten(file, entry.value)) {
        yield { span: oneLine(file, entry.value), where: `\`${entry.key.text}\``, entry };
      }
}

function* headersOf(file: CheckedFile): Generator<LiteralSecret> {
  for (const header of file.webhook?.headers ?? [])
    if (credentialHeaders.test(header.name.text) && isWritten(file, header.value)) {
      const { value } = header;
      if (/^cookie$/i.test(header.name.text) && value.kind === "scalar" && !credentialCookie.test(value.text)) continue;
      yield { span: oneLine(file, header.value), where: `The header \`${header.name.text}\``, entry: header.entry };
    }
}

function* userPartOf(file: CheckedFile): Generator<LiteralSecret> {
  const value = file.source.values.find((candidate) => candidate.place === "url");
  const match = value && /^\s*[a-z]+:[/\\]{2}([^/?#\\]*)@/i.exec(withoutReferences(value.text, active(value)));
  // What comes from variables alone is no secret of this file.
  if (!value || !match?.[1] || !/[^\ue000:]/.test(match[1])) return;
  const end = match[0].length - 1;
  yield { span: value.toFile({ start: end - match[1].length, end }), where: "The URL's user part", entry: undefined };
}

/** A text that is more than a reference: a value that comes from a variable is no secret of this file. */
function isWritten(file: CheckedFile, node: YamlNode): boolean {
  if (node.kind !== "scalar" || node.value === null) return false;
  const value = file.source.values.find((candidate) => candidate.scalar === node);
  let rest = node.text;
  for (const reference of [...(value?.list.references ?? [])].reverse())
    rest = rest.slice(0, reference.span.start) + rest.slice(reference.span.end);
  const written = rest.replace(/^\s*(basic|bearer)\s*/i, "").trim();
  return written.length > 0 && !isPlaceholder(written);
}

/** Where to show it: a text of several lines on its first one. */
function oneLine(file: CheckedFile, node: YamlNode): Span {
  if (node.kind === "scalar" && (node.style === "literal" || node.style === "folded"))
    return node.map.toSource({ start: 0, end: node.text.search(/[\r\n]|$/) });
  const end = file.source.text.slice(node.span.start, node.span.end).search(/[\r\n]/);
  return end < 0 ? node.span : { start: node.span.start, end: node.span.start + end };
}
