/** The `#` of a URL that begins a directive or a comment of the template language, so that the URL is cut there or fails. */
import type { Span } from "../text/span";
import { type AnyNode, parse, walk } from "../velocity/index";
import type { CheckedFile } from "./rule";
import { urlValue, withoutReferences } from "./url-parts";

export interface UrlDirective {
  /** `#stop`, `##`. */
  readonly name: string;
  /** Where it stands in the file. */
  readonly span: Span;
}

/** The first one of a webhook's URL. */
export function directiveInUrl(file: CheckedFile): UrlDirective | undefined {
  return file.once(findFirst);
}

function findFirst(file: CheckedFile): UrlDirective | undefined {
  const value = urlValue(file);
  if (!value?.text.includes("#")) return undefined;
  // `$<…>` is compiled away before the template is read; platform references are read with it.
  const checked = value.list.references.filter(({ form }) => form === "checked");
  const { tree, problems } = parse(withoutReferences(value.text, checked).replaceAll("\ue000", "x"));
  const found: { start: number; end: number; name: string }[] = [];
  for (const { severity, span } of problems) {
    const name = /^#\{?[a-z]+/.exec(value.text.slice(span.start))?.[0];
    if (severity === "error" && name)
      found.push({ start: span.start, end: span.start + name.length, name: name.replace("{", "") });
  }
  walk(tree, (node) => {
    const { start } = node.span;
    if (node.kind === "comment") found.push({ start, end: start + 2, name: value.text.slice(start, start + 2) });
    else if (cuts(node)) found.push({ start, end: start + node.kind.length + 1, name: `#${node.kind}` });
  });
  const first = found.sort((a, b) => a.start - b.start)[0];
  return first && { name: first.name, span: value.toFile(first) };
}

/** Whether a directive ends the text, or lacks what it needs. A whole `#if(…)…#end` is meant. */
function cuts(node: AnyNode): boolean {
  if (node.kind === "if" || node.kind === "foreach" || node.kind === "define") return node.endSpan === undefined;
  if (node.kind === "include" || node.kind === "parse" || node.kind === "evaluate") return node.arguments.length === 0;
  return node.kind === "stop" || node.kind === "break";
}
