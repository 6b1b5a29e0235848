/**
 * Where a finding stands, in words that stay when lines move: the keys and indexes that lead to it and the token found, or in
 * a template the text of its line. Fingerprints are made of it. The file's name is not in it, so that a file may be renamed.
 */
import type { SourceFile } from "../model/source-file";
import { lineAt } from "../text/lines";
import type { YamlNode } from "../yaml/index";
import type { Finding } from "./rule";
import { isAboutSecret } from "./secret-rules";

/** More of a token says nothing more about which one it is. */
const maxToken = 200;

/** Rule, place and token of a finding. Two equal findings at one place have equal words: whoever needs to, counts them. */
export function stablePlace(source: SourceFile | undefined, finding: Finding): readonly string[] {
  const { rule, code, span } = finding;
  const text = source?.text ?? "";
  const at = source?.document
    ? pathTo(source.document.root, span.start)
    : [squeezed(text, lineAt(text, Math.min(span.start, text.length)))];
  // A short secret could be guessed from a digest that is made of it.
  const token = isAboutSecret(rule)
    ? ""
    : squeezed(text, { start: span.start, end: Math.min(span.end, lineAt(text, span.start).end) });
  return [rule, code ?? "", ...at, token];
}

/** The keys and indexes from the root to the innermost value that is written around the offset. */
function pathTo(root: YamlNode | undefined, offset: number): readonly string[] {
  const path: string[] = [];
  for (let node = root; node && node.uses.length === 0; ) {
    const next: { readonly step: string; readonly value: YamlNode } | undefined = stepAt(node, offset);
    if (!next) break;
    path.push(next.step);
    node = next.value;
  }
  return path;
}

function stepAt(node: YamlNode, offset: number): { readonly step: string; readonly value: YamlNode } | undefined {
  if (node.kind === "scalar") return undefined;
  if (node.kind === "sequence") {
    const at = node.items.findIndex(({ span }) => span.start <= offset && offset <= span.end);
    const item = node.items[at];
    return item && { step: `[${at}]`, value: item };
  }
  const entry = [...node.entries, ...node.duplicates].find(
    ({ span, merged }) => !merged && span.start <= offset && offset <= span.end,
  );
  return entry && { step: entry.key.text, value: entry.value };
}

function squeezed(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  return text
    .slice(start, Math.min(end, start + maxToken))
    .replace(/\s+/g, " ")
    .trim();
}
