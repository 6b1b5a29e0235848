/**
 * What is known of the thing under the cursor, as plain sections. No text of a file ever becomes markup: the edge prints
 * every section as plain or escaped text.
 */
import { shortText } from "../../model/data";
import { yamlKind } from "../../model/kinds";
import type { SourceFile } from "../../model/source-file";
import type { ProjectReader } from "../../project/reader";
import type { JsonSchema } from "../../schema/json-schema";
import { schemaOf } from "../../schema/schema-kinds";
import { branches, dereference, visitSchema } from "../../schema/visit";
import type { ScopeName } from "../../scope/scope";
import { scopeOf } from "../../scope/scope-at";
import { contactNames } from "../../scope/scope-names";
import { shapeTitle } from "../../shape/shape";
import type { Span } from "../../text/span";
import { touches } from "../../text/span";
import { resolveInside } from "../../text/uri";
import { nameAt, referenceAt } from "../names-at";
import { methodHover } from "./method";
import { ruleHover } from "./rule";
import { foreignValue, type Hover, own } from "./section";
import { templateHover } from "./template";
import { urlHover } from "./url";

/** The hover at an offset, or undefined where there is nothing to say. */
export function hover(project: ProjectReader, file: SourceFile, offset: number): Hover | undefined {
  const special = ruleHover(file, offset) ?? methodHover(project, file, offset) ?? templateHover(project, file, offset);
  if (special) return special;
  const at = referenceAt(file, offset);
  if (at) {
    if (at.reference.local) return undefined;
    const scope = scopeOf(project, file, at.value);
    const found = scope.lookup(at.reference);
    if (found.kind !== "known") return undefined;
    const text = at.value.text.slice(at.reference.span.start, at.reference.span.end);
    const path =
      at.reference.path.length && found.shape
        ? [own(`Type here: ${shapeTitle(found.shape)}`), ...foreignValue("For example", found.shape.example)]
        : [];
    return { span: at.span, title: text, parts: [...describe(found.entry), ...path] };
  }
  const other = urlHover(project, file, offset) ?? declared(project, file, offset);
  if (other) return other;
  const use = nameAt(file, offset);
  const key = keyHover(file, offset);
  if (use && !(key && touches(key.span, offset) && key.span.start !== use.scalar.span.start)) {
    const named = describeName(project, file, use.kind, use.name);
    if (named.length) return { span: use.scalar.span, title: use.name, parts: named };
  }
  return key;
}

const originTitles: Readonly<Record<ScopeName["origin"], string>> = {
  contact: "Contact field",
  event: "Event parameter",
  webhook: "Answer of a webhook",
  run: "Run id",
  tool: "Tool of the template engine",
};

/** What hover and the documentation beside completion say of a name. */
export function describe(entry: ScopeName): Hover["parts"] {
  const type = entry.shape ? `, ${shapeTitle(entry.shape)}` : "";
  const title =
    entry.origin === "contact" ? `${originTitles.contact}${named(entry)}${type}` : `${originTitles[entry.origin]}${type}`;
  const parts: { text: string; source: "own" | "foreign" }[] = [{ text: title, source: "foreign" }];
  if (entry.fact) parts.push({ text: entry.fact, source: entry.origin === "contact" ? "foreign" : "own" });
  if (entry.presence) parts.push(own(`In ${entry.presence.seen} of ${entry.presence.of} ${entry.origin} samples`));
  for (const sample of entry.samples.slice(0, 3))
    parts.push({ text: `${sample.from}: ${shortText(sample.value, 80)}`, source: "foreign" });
  return parts;
}

/** The title that the account shows; a field without one has its key alone. */
function named({ title }: ScopeName): string {
  return title === "additional field" ? "" : ` “${title}”`;
}

function describeName(project: ProjectReader, file: SourceFile, kind: string, name: string): Hover["parts"] {
  switch (kind) {
    case "webhook": {
      const webhook = project.webhook(name);
      if (!webhook) return [];
      const description = webhook.root.get("description")?.value;
      return [
        own("Webhook"),
        ...(description?.kind === "scalar" ? [{ text: description.text, source: "foreign" as const }] : []),
        { text: `${webhook.method?.text ?? ""} ${webhook.url?.text ?? ""}`.trim(), source: "foreign" },
      ];
    }
    case "connector": {
      const connector = project.connector(name);
      return connector
        ? [
            own(`Connector of type \`${connector.type}\``),
            ...connector.origins.map((origin) => ({ text: `May go to ${origin}`, source: "foreign" as const })),
          ]
        : [];
    }
    case "event": {
      const events = project.events(name);
      return events.length
        ? [
            own(`Event type with ${events.length === 1 ? "1 sample" : `${events.length} samples`}`),
            { text: [...new Set(events.flatMap((event) => [...event.parameters.keys()]))].join(", "), source: "foreign" },
          ]
        : [];
    }
    case "block": {
      const symbol = project.source(file.uri) && file.names.find((use) => use.kind === "block" && use.name === name);
      return symbol ? [own("Block of this workflow")] : [];
    }
    case "contact-field": {
      const field = contactNames(project).bySpelling.get(name.toLowerCase());
      return field ? describe(field) : [];
    }
    case "segment": {
      const segment = project.segmentDefinitions().find((defined) => defined.name === name);
      const having = project.contacts().filter(({ segments }) => segments.includes(name));
      if (!segment && having.length === 0) return [];
      return [
        own(segment ? `Segment of type \`${segment.type}\`` : "Segment"),
        ...having.slice(0, 3).map(({ title }) => ({ text: `${title} belongs to it`, source: "foreign" as const })),
      ];
    }
    case "template": {
      const uri = resolveInside(project.root, file.uri, name);
      const text = uri && project.source(uri)?.text.trim().split(/\r?\n/).slice(0, 5).join("\n");
      return text === undefined ? [] : [own("Template of a message"), { text, source: "foreign" }];
    }
    default:
      return [];
  }
}

/** What is known of a field or segment where it is declared or has its value. */
function declared(project: ProjectReader, file: SourceFile, offset: number): Hover | undefined {
  const root = file.document?.root;
  if ((file.kind !== "contact-fields" && file.kind !== "contact") || root?.kind !== "map") return undefined;
  for (const [key, kind] of [
    ["fields", "contact-field"],
    ["segments", "segment"],
  ] as const) {
    const map = root.get(key)?.value;
    const entry = map?.kind === "map" ? map.entries.find((one) => touches(one.key.span, offset)) : undefined;
    const parts = entry ? describeName(project, file, kind, entry.key.text) : [];
    if (entry && parts.length) return { span: entry.key.span, title: entry.key.text, parts };
  }
  return undefined;
}

/** The documentation of the key or enum value at an offset. */
function keyHover(file: SourceFile, offset: number): Hover | undefined {
  const kind = yamlKind(file.kind);
  const root = file.document?.root;
  if (!kind || !root || file.foreign) return undefined;
  const rootSchema = schemaOf(kind);
  let found: Hover | undefined;
  visitSchema(root, rootSchema, (site) => {
    if (!site.entry || site.entry.merged) return;
    if (touches(site.entry.key.span, offset)) found = keyText(site.entry.key.text, site.entry.key.span, site.schema);
    else if (site.node.kind === "scalar" && touches(site.node.span, offset)) {
      const text = valueText(
        site.node.text,
        site.schema,
        site.parent ? parentSchemaTag(rootSchema, site.path) : undefined,
        rootSchema,
      );
      if (text) found = { span: site.node.span, title: site.node.text, parts: [own(text)] };
    }
  });
  return found;
}

function keyText(key: string, span: Span, schema: JsonSchema): Hover | undefined {
  if (!schema.description) return undefined;
  const parts = [own(schema.description)];
  const options = (schema.enum ?? []).map((value, at) => `\`${String(value)}\`: ${schema.enumDescriptions?.[at] ?? ""}`);
  for (const option of options) parts.push(own(option));
  if (schema.default !== undefined) parts.push(own(`Left out: \`${String(schema.default)}\``));
  return { span, title: key, parts };
}

function valueText(value: string, schema: JsonSchema, union: JsonSchema | undefined, root: JsonSchema): string | undefined {
  const at = schema.enum?.indexOf(value) ?? -1;
  if (at >= 0) return schema.enumDescriptions?.[at];
  if (schema.const === value) return schema.description;
  return union && branches(union, root).find((branch) => branch.tag === value)?.schema.description;
}

function parentSchemaTag(root: JsonSchema, path: readonly (string | number)[]): JsonSchema | undefined {
  let schema: JsonSchema | undefined = root;
  for (const step of path.slice(0, -1)) {
    const here: JsonSchema = dereference(schema ?? {}, root);
    schema =
      typeof step === "number"
        ? here.items
        : (here.properties?.[step] ?? (typeof here.additionalProperties === "object" ? here.additionalProperties : undefined));
  }
  return schema && dereference(schema, root);
}
