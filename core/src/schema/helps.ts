/** What is there and what to write where a file is not as its schema says: in words, and in the file's own notation, YAML or JSON. */
import type { YamlNode } from "../yaml/tree";
import type { JsonSchema } from "./json-schema";
import { branches } from "./visit";

/** How to write what is expected in place of what is there. */
export function typeHelp(schema: JsonSchema, key: string | undefined, node: YamlNode, isJson: boolean): string | undefined {
  if (schema.enum) return oneOf(schema.enum.map(String));
  switch (schema.type) {
    case "string":
      if (isJson) return "Write one text in double quotes";
      return key === undefined || (node.kind !== "scalar" && node.flow)
        ? "Write one text"
        : `Write \`|\` behind \`${key}:\` to make the lines below it a text`;
    case "array":
      return isJson
        ? "Write the items in brackets, as in `[…, …]`"
        : "Write each item on a line of its own, behind a dash and a space";
    case "object": {
      const keys = Object.keys(schema.properties ?? {});
      if (isJson) return keys.length ? `Write an object in braces: ${list(keys)}` : "Write an object, as in `{ … }`";
      if (node.kind === "sequence") return "Write `key: value` on each line, without a dash";
      const tag = schema.discriminator?.propertyName;
      if (tag !== undefined) return `Write \`${tag}:\` and what belongs to it on the lines below, indented`;
      return keys.length ? `Write on the lines below it, indented: ${list(keys)}` : "Write `key: value` lines below it, indented";
    }
    case "integer":
    case "number":
      return rangeHelp(schema) ?? "Write digits, without quotes";
    case "boolean":
      return "Write `true` or `false`, without quotes";
    default:
      return formHelp(schema) ?? "Write it in another form";
  }
}

/** The values of the key that tells the branches of a union apart. */
export function tagOptions(schema: JsonSchema, property: string, root: JsonSchema): readonly string[] {
  return schema.discriminator?.propertyName === property ? branches(schema, root).map(({ tag }) => tag) : [];
}

/** What to write in place of a value that tells the branches of an inner union apart: `type: createContact` is the task of that name. */
export function tagsHelp(schema: JsonSchema, node: YamlNode, root: JsonSchema, isJson: boolean): string | undefined {
  const tag = schema.discriminator?.propertyName;
  if (tag === undefined || node.kind !== "scalar") return undefined;
  const pair = (key: string, value: string) => (isJson ? `\`"${key}": "${value}"\`` : `\`${key}: ${value}\``);
  for (const branch of branches(schema, root)) {
    const inner = branch.schema.discriminator?.propertyName;
    if (inner !== undefined && tagOptions(branch.schema, inner, root).includes(node.text))
      return `Write ${pair(tag, branch.tag)} and ${pair(inner, node.text)}`;
  }
  return undefined;
}

const nameTitles: Readonly<Record<string, string>> = {
  event: "event type",
  template: "template file",
  "contact-field": "contact field",
};

/** What to write where a key or its value is missing. */
export function addHelp(key: string | undefined, schema: JsonSchema, isJson: boolean, tags: readonly string[] = []): string {
  const options = tags.length ? tags : (schema.enum ?? []).map(String);
  if (options.length) return oneOf(options);
  const add = key === undefined ? "Write a value" : `Add \`${isJson ? JSON.stringify(key) : `${key}:`}\``;
  const name = schema["x-name"];
  if (name) return `${add} with the name of a${name === "event" ? "n" : ""} ${nameTitles[name] ?? name}`;
  if (schema.type === "integer" || schema.type === "number") return rangeHelp(schema) ?? `${add} with a number`;
  const what = firstSentence(schema.description);
  const example = schema.examples?.[0];
  if (example !== undefined && typeof example !== "object") return `${add}, for example \`${String(example).split("\n")[0]}\``;
  return what === undefined
    ? `${add} with a value`
    : `${add}: ${what.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase())}`;
}

export function rangeHelp({ minimum, maximum, type }: JsonSchema): string | undefined {
  const number = type === "integer" ? "a whole number" : "a number";
  if (minimum !== undefined && maximum !== undefined) return `Write ${number} from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `Write ${number} of at least ${minimum}`;
  return maximum === undefined ? undefined : `Write ${number} of at most ${maximum}`;
}

/** The discriminator of a union has many values; the first ones give the idea, and the editor offers them all. */
export function oneOf(options: readonly string[]): string {
  return `Write one of ${list(options, 12)}`;
}

export function formHelp(schema: JsonSchema): string | undefined {
  return firstSentence(schema.description);
}

function firstSentence(text: string | undefined): string | undefined {
  return text?.match(/^.*?[^.]\.(?=\s|$)/s)?.[0]?.replace(/\.$/, "") ?? text;
}

/** More than a handful is more than one line tells; the editor offers them all. */
export function list(names: readonly string[], most = 8): string {
  const quoted = names.map((name) => `\`${name}\``);
  if (quoted.length > most) return `${quoted.slice(0, most - 3).join(", ")} or ${quoted.length - most + 3} others`;
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`;
}

/** The types of a schema in words. */
export const typeNames: Readonly<Record<string, string>> = {
  string: "text",
  integer: "a whole number",
  number: "a number",
  boolean: "`true` or `false`",
  object: "a map",
  array: "a list",
  null: "empty",
};

/** A value as it may appear in a message: short, on one line. */
export function shown(node: YamlNode): string {
  if (node.kind !== "scalar") return described(node);
  const text = node.text.replace(/\s+/g, " ");
  return `\`${text.length > 60 ? `${text.slice(0, 60)}…` : text}\``;
}

/** What a value is, in words. */
export function described(node: YamlNode): string {
  if (node.kind === "map") return "a map";
  if (node.kind === "sequence") return "a list";
  if (node.value === null) return "empty";
  return typeof node.value === "string" ? "text" : `the ${typeof node.value === "number" ? "number" : "value"} ${shown(node)}`;
}
