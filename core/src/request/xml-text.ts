/**
 * Judges XML bodies. The library finds broken markup; what it lets through (a document type, a second root, forbidden
 * characters) is refused here, before it reads anything.
 */
import { XMLValidator } from "fast-xml-parser";

export interface XmlProblem {
  readonly message: string;
}

/** Undefined when the text is one well-formed XML document without a document type. */
export function checkXml(text: string): XmlProblem | undefined {
  if (/<!DOCTYPE/i.test(text)) return { message: "it has a document type, which is never read" };
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)) return { message: "it holds a control character" };
  const shape = readTags(text);
  if (shape) return { message: shape };
  const verdict = XMLValidator.validate(text);
  return verdict === true ? undefined : { message: `line ${verdict.err.line} is not well-formed` };
}

/** Text as the content or attribute value of an element. */
export function escapeXml(text: string): string {
  const names: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
  return text.replace(/[&<>"']/g, (sign) => names[sign] ?? sign);
}

/** One root, tags that match, at most 64 levels: what the library does not judge. */
function readTags(text: string): string | undefined {
  const open: string[] = [];
  let roots = 0;
  const tags = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)([^\s/>]+)((?:"[^"]*"|'[^']*'|[^>"'])*?)(\/?)>/g;
  for (const [, closing, name, , single] of text.matchAll(tags)) {
    if (name === undefined) continue;
    if (closing) {
      const expected = open.pop();
      if (expected !== name) return expected ? `\`</${name}>\` closes \`<${expected}>\`` : `\`</${name}>\` closes nothing`;
      continue;
    }
    if (open.length === 0 && ++roots > 1) return "it has two roots";
    if (!single) open.push(name);
    if (open.length > 64) return "it nests deeper than 64 levels";
  }
  const left = open.pop();
  if (left) return `\`<${left}>\` is not closed`;
  return roots === 0 ? "it has no element" : undefined;
}
