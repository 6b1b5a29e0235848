/** The host of a webhook's URL, when it is written out and can be one. */
import type { Span } from "../text/span";
import type { CheckedFile } from "./rule";
import { urlFault } from "./url-form";
import { hasReference, type UrlParts, urlParts } from "./url-parts";

export interface WrittenHost {
  readonly parts: UrlParts;
  /** As it is written. */
  readonly text: string;
  /** As it is dialled: what a URL parser makes of it. */
  readonly name: string;
  /** In the file. */
  readonly span: Span;
}

export function writtenHost(file: CheckedFile): WrittenHost | undefined {
  return file.once(readHost);
}

function readHost(file: CheckedFile): WrittenHost | undefined {
  const parts = urlParts(file);
  if (!parts) return undefined;
  const text = parts.text.slice(parts.host.start, parts.host.end);
  const fault = urlFault(file);
  // What is only a warning leaves the host as it is.
  if (hasReference(text) || (fault && fault.severity !== "warning")) return undefined;
  return { parts, text, name: new URL(`https://${text}/`).hostname, span: parts.value.toFile(parts.host) };
}
