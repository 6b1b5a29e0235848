/**
 * Judges XML bodies with their values in: our own reader, which knows places and refuses a document type, and then the library as
 * a second reader, so that nothing goes out that only one of them takes for XML.
 */
import { XMLValidator } from "fast-xml-parser";
import type { Span } from "../text/span";
import { scanXml } from "./xml-scan";

/** Undefined when the text is one well-formed XML document without a document type. */
export function checkXml(
  text: string,
): { readonly message: string; readonly span?: Span; readonly help?: string | undefined } | undefined {
  const problem = scanXml(text);
  if (problem) return problem;
  const verdict = XMLValidator.validate(text);
  return verdict === true ? undefined : { message: `line ${verdict.err.line} is not well-formed` };
}

/** Text as the content or attribute value of an element. */
export function escapeXml(text: string): string {
  const names: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
  return text.replace(/[&<>"']/g, (sign) => names[sign] ?? sign);
}
