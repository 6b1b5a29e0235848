/** The outline of a file: its keys as people read them, blocks with their type. */
import type { SourceFile } from "../model/source-file";
import type { YamlNode } from "../yaml/index";
import type { DocumentSymbol, SymbolKind } from "./symbol";
import { templateSymbols } from "./template-symbols";

/** The outline of a file: the keys of YAML and JSON, the blocks of a template. */
export function documentSymbols(file: SourceFile): readonly DocumentSymbol[] {
  const template = file.document ? undefined : file.values[0]?.template;
  if (template) return templateSymbols(file.text, template.tree);
  const root = file.document?.root;
  return root && !file.foreign ? symbolsIn(root, []) : [];
}

function symbolsIn(node: YamlNode, path: readonly string[]): readonly DocumentSymbol[] {
  if (node.uses.length) return []; // What an alias brings is shown where it is written.
  if (node.kind === "map")
    return node.entries.flatMap((entry) => {
      if (entry.merged || !entry.key.text) return [];
      const below = [...path, entry.key.text];
      return [
        {
          name: entry.key.text,
          detail: detail(entry.value),
          kind: kindOf(entry.value, below),
          span: entry.span,
          nameSpan: entry.key.span,
          children: symbolsIn(entry.value, below),
        },
      ];
    });
  if (node.kind === "sequence")
    return node.items.flatMap((item, at) =>
      item.kind === "scalar"
        ? []
        : [
            {
              name: titleOf(item) ?? `[${at}]`,
              detail: "",
              kind: "object" as const,
              span: item.span,
              nameSpan: { start: item.span.start, end: item.span.start },
              children: symbolsIn(item, [...path, String(at)]),
            },
          ],
    );
  return [];
}

function kindOf(node: YamlNode, path: readonly string[]): SymbolKind {
  if (path.length === 2 && path[0] === "blocks") return "block";
  if (path.length === 2 && path[0] === "headers") return "header";
  if (node.kind === "map") return "object";
  if (node.kind === "sequence") return "list";
  return typeof node.value === "number" ? "number" : "text";
}

function detail(node: YamlNode): string {
  if (node.kind === "scalar") {
    const line = node.text.trim().split(/\r?\n/, 1)[0] ?? "";
    return line.length > 60 ? `${line.slice(0, 59)}…` : line;
  }
  if (node.kind !== "map") return "";
  const type = node.get("type")?.value;
  return type?.kind === "scalar" ? type.text : "";
}

function titleOf(node: YamlNode): string | undefined {
  const name = node.kind === "map" ? (node.get("name") ?? node.get("field"))?.value : undefined;
  return name?.kind === "scalar" ? name.text : undefined;
}
