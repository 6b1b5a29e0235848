/** Puts what stands behind a key under a key of its own, as a list: `when: { … }` becomes `when: { all: [{ … }] }`. */
import type { TextEdit } from "../text/edit";
import { lineAt } from "../text/lines";
import type { YamlDocument, YamlNode } from "../yaml/index";
import type { Fix } from "./rule";

/** A map becomes the one item of the list; a list stays as it is. No fix for what other places repeat. */
export function wrapFix({ text }: YamlDocument, node: YamlNode, parentColumn: number, key: string): Fix | undefined {
  if (node.kind === "scalar" || node.uses.length > 0) return undefined;
  const written = text.slice(node.span.start, node.span.end);
  const isMap = node.kind === "map";
  const edit = (newText: string): Fix => {
    const edits: readonly TextEdit[] = [{ span: node.span, newText }];
    return { title: `Put it under \`${key}:\``, edits };
  };
  if (/^[{[]/.test(written)) return edit(isMap ? `{ ${key}: [${written}] }` : `{ ${key}: ${written} }`);
  const { start } = lineAt(text, node.span.start);
  const column = node.span.start - start;
  // Behind a dash, or an anchor, the lines below are indented otherwise than they look.
  if (text.slice(start, node.span.start).trim() !== "") return undefined;
  const keyColumn = Math.max(column, parentColumn + 2);
  const shift = " ".repeat(keyColumn + (isMap ? 4 : 2) - column);
  const lines = written.replace(/(\r\n|\n)(?=[ \t]*[^\s])/g, `$1${shift}`);
  const end = /\r\n|\n/.exec(text)?.[0] ?? "\n";
  const pad = " ".repeat(keyColumn - column);
  return edit(`${pad}${key}:${end}${" ".repeat(keyColumn + 2)}${isMap ? "- " : ""}${lines}`);
}
