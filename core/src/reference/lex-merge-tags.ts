/**
 * Merge tags: `%FIELD%`, `%LIST.FIELD%`, `%FIELD|fallback%`. They work in messages; elsewhere they are only found so that a rule
 * can tell of them.
 */
import { span } from "../text/span";
import { dottedOf } from "./lex-checked";
import type { PathStep, Reference } from "./tree";

const tag = /%([A-Za-z_]\w*)((?:\.\w+)*)(\|[^%\r\n]*)?%/g;

/**
 * The merge tags of a text.
 * @param url percent signs mostly begin an encoded byte there, so `%D0%B0` is none
 */
export function lexMergeTags(text: string, url: boolean): readonly Reference[] {
  const found: Reference[] = [];
  for (const match of text.matchAll(tag)) {
    const [written, name = "", tail = "", bar] = match;
    if (url && /^[0-9A-Fa-f]{2}/.test(name)) continue;
    const start = match.index;
    const path: PathStep[] = [];
    let at = start + 1 + name.length;
    for (const part of tail.split(".").slice(1)) {
      path.push({ kind: "property", name: part, span: span(at + 1, at + 1 + part.length) });
      at += 1 + part.length;
    }
    found.push({
      form: "merge-tag",
      span: span(start, start + written.length),
      quiet: true,
      braced: false,
      namespace: undefined,
      name,
      nameSpan: span(start + 1, start + 1 + name.length),
      path,
      fallback: bar === undefined ? undefined : { text: bar.slice(1), span: span(at + 1, at + bar.length) },
      printed: true,
      local: false,
      literal: false,
      closed: true,
      dotted: dottedOf(name, path),
    });
  }
  return found;
}
