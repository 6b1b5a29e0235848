/**
 * New blocks of a workflow, at a place for the name of one: those that another block leads to and that are not there yet, and
 * one of each type with the keys that it needs. Ways lead to the end of the workflow until somebody says otherwise.
 */
import type { SourceFile } from "../../model/source-file";
import type { JsonSchema } from "../../schema/json-schema";
import { branches, dereference, resolve } from "../../schema/visit";
import { lineEndOf } from "../../text/lines";
import { scalarSource } from "../../yaml/index";
import { cursorMark } from "./cursor-mark";
import type { Completion, SchemaPlace } from "./item";
import { roomForEntry } from "./write";

/** Completions for the name of a block that is not there yet. */
export function newBlocks(file: SourceFile, at: SchemaPlace): readonly Completion[] {
  const { root, schema } = at;
  if (typeof schema.additionalProperties !== "object") return [];
  const block = dereference(schema.additionalProperties, root);
  return [
    ...wantedBlocks(file, at),
    ...branches(block, root).flatMap(({ tag, schema: type }) => blockOfType(file, at, tag, type)),
  ];
}

/** Names that blocks lead to: all that is missing is the block. */
function wantedBlocks(file: SourceFile, at: SchemaPlace): readonly Completion[] {
  const names = new Set(file.names.flatMap(({ kind, name }) => (kind === "block" ? name : [])));
  return [...names]
    .filter((name) => !at.place.keys.includes(name))
    .flatMap((name) => item(file, at, name, name, ["type: "], { detail: "led to, but not there yet", retrigger: true }));
}

function blockOfType(file: SourceFile, at: SchemaPlace, tag: string, schema: JsonSchema): readonly Completion[] {
  const name = freshName(tag, at.place.keys);
  const required = [...(schema.required ?? []), ...(schema.anyOf?.[0]?.required ?? [])].filter((key) => key !== "type");
  // What has to be thought of comes first; ways are filled in already.
  const wayKeys = required.filter((key) => isWay(schema, at.root, key));
  const others = required.filter((key) => !wayKeys.includes(key));
  const end = endOf(file) ?? "";
  const lines = [`type: ${tag}`];
  for (const [index, key] of others.entries()) {
    const isList = resolve(schema.properties?.[key] ?? {}, undefined, at.root).type === "array";
    lines.push(
      `${key}:${isList ? `${lineEndOf(file.text)}${" ".repeat(at.place.indent + 4)}-` : ""} ${index === 0 ? cursorMark : ""}`,
    );
  }
  for (const key of wayKeys) lines.push(`${key}: ${end}`);
  return item(file, at, tag, name, lines, {
    detail: schema.title ?? "",
    origin: "new block",
    documentation: schema.description ? [{ text: schema.description, source: "own" }] : undefined,
    retrigger: others.length > 0,
  });
}

function item(
  file: SourceFile,
  at: SchemaPlace,
  label: string,
  name: string,
  lines: readonly string[],
  about: Partial<Completion>,
): readonly Completion[] {
  const { place } = at;
  const room = roomForEntry(file, at, name);
  if (!room) return [];
  const key = scalarSource(name, { place: { flow: place.flow, key: true, parentIndent: place.indent }, keepString: false });
  const next = `${lineEndOf(file.text)}${" ".repeat(place.indent + 2)}`;
  const entry = place.flow ? `${key}: { ${lines[0] ?? ""}${cursorMark} }` : `${key}:${next}${lines.join(next)}`;
  return [
    {
      label,
      kind: "name",
      detail: "",
      origin: "block",
      documentation: undefined,
      edit: { span: { start: room.start, end: place.typed.end }, newText: `${room.before}${entry}${room.after}` },
      filter: label,
      retrigger: false,
      ...about,
    },
  ];
}

/** Whether a key says which block comes next. */
function isWay(schema: JsonSchema, root: JsonSchema, key: string): boolean {
  return resolve(schema.properties?.[key] ?? {}, undefined, root)["x-name"] === "block";
}

/** The name of the first End block. */
function endOf({ document }: SourceFile): string | undefined {
  const blocks = document?.root?.kind === "map" ? document.root.get("blocks")?.value : undefined;
  const ends = (blocks?.kind === "map" ? blocks.entries : []).filter(({ value }) => {
    const type = value.kind === "map" ? value.get("type")?.value : undefined;
    return type?.kind === "scalar" && type.text === "end";
  });
  return ends[0]?.key.text;
}

function freshName(wanted: string, taken: readonly string[]): string {
  for (let at = 1; ; at++) {
    const name = at === 1 ? wanted : `${wanted}${at}`;
    if (!taken.includes(name)) return name;
  }
}
