/**
 * Judges a tree by its schema and says so in plain sentences at the right token. A value that is a variable is not judged:
 * nobody knows yet what it will be. The sentences never speak of the schema, only of the file.
 */
import { nearest } from "../text/nearest";
import type { Span } from "../text/span";
import type { YamlEntry, YamlMap, YamlNode } from "../yaml/tree";
import * as validators from "./generated/validators.mjs";
import { addHelp, described, formHelp, list, oneOf, rangeHelp, shown, tagOptions, tagsHelp, typeHelp, typeNames } from "./helps";
import type { JsonSchema } from "./json-schema";
import { plainValue } from "./plain";
import type { SchemaKind } from "./schema-kinds";
import { schemaKinds, schemaOf, validatorName } from "./schema-kinds";
import { hasForm, isLoneItem, lacksUnit, missingList, mistypedTag } from "./slips";
import type { ValidationError, Validator } from "./validator";
import { branches, propertySchema, resolve } from "./visit";

export type SchemaProblemKind = "unknown-property" | "missing-property" | "invalid-value";

export interface SchemaProblem {
  readonly kind: SchemaProblemKind;
  /** The rule that the schema names for this place; otherwise the general one of `kind`. */
  readonly rule: string;
  readonly span: Span;
  readonly message: string;
  readonly help: string | undefined;
  /** What a fix needs: the key to rename, the values allowed, the property to add. */
  readonly data: {
    readonly near?: string;
    readonly property?: string;
    readonly entry?: YamlEntry;
    readonly node?: YamlNode;
    /** The key under which the node belongs. */
    readonly under?: string;
    /** The near key takes a list of what stands behind the one that is written. */
    readonly isItem?: boolean;
    /** Quotes around the value make it what is wanted. */
    readonly isQuotable?: boolean;
  };
}

interface Located {
  readonly node: YamlNode;
  readonly schema: JsonSchema;
  readonly entry: YamlEntry | undefined;
  readonly parent: YamlMap | undefined;
  readonly parentSchema: JsonSchema | undefined;
  readonly key: string | undefined;
}

const validatorsByKind: ReadonlyMap<SchemaKind, Validator> = new Map(
  schemaKinds.flatMap((kind) => {
    const validator = (validators as Readonly<Record<string, Validator>>)[validatorName(kind)];
    return validator ? [[kind, validator] as const] : [];
  }),
);

/**
 * All schema problems of a tree.
 * @param isVariable whether a scalar's text is a reference, so that its value cannot be judged
 * @param isJson whether the file is written as JSON, so that advice is too
 */
export function checkSchema(
  kind: SchemaKind,
  root: YamlNode,
  isVariable: (node: YamlNode) => boolean,
  isJson = false,
): SchemaProblem[] {
  const validate = validatorsByKind.get(kind);
  const schema = schemaOf(kind);
  if (!validate || validate(plainValue(root))) return [];
  const errors = validate.errors ?? [];
  const problems: SchemaProblem[] = [];
  const unions = new Set(errors.filter((error) => error.keyword === "anyOf").map((error) => error.instancePath));
  for (const error of errors) {
    // The branches of "one of these keys" complain each; their union says it once.
    if (error.keyword === "required" && error.schemaPath.includes("/anyOf/") && unions.has(error.instancePath)) continue;
    // What is wrong with a key is said at the key, not at its map.
    if (error.keyword !== "propertyNames" && error.schemaPath.includes("/propertyNames/")) continue;
    const place = locate(root, schema, error.instancePath);
    if (!place || (place.node.kind === "scalar" && error.keyword !== "required" && isVariable(place.node))) continue;
    const problem = sentence(error, place, schema, root, isJson);
    if (problem && !problems.some((other) => other.span.start === problem.span.start && other.message === problem.message))
      problems.push(problem);
  }
  return withoutConsequences(problems);
}

/** One fault, one problem: of two at the same token the first, most general one stays. */
function withoutConsequences(problems: readonly SchemaProblem[]): SchemaProblem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    if (problem.kind !== "invalid-value") return true;
    const key = `${problem.span.start}:${problem.span.end}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function locate(root: YamlNode, schema: JsonSchema, pointer: string): Located | undefined {
  let found: Located = {
    node: root,
    schema: resolve(schema, root, schema),
    entry: undefined,
    parent: undefined,
    parentSchema: undefined,
    key: undefined,
  };
  for (const raw of pointer.split("/").slice(1)) {
    const step = raw.replaceAll("~1", "/").replaceAll("~0", "~");
    const { node } = found;
    if (node.kind === "map") {
      const entry = node.get(step);
      if (!entry) return undefined;
      const child = propertySchema(found.schema, step, schema) ?? {};
      found = {
        node: entry.value,
        schema: resolve(child, entry.value, schema),
        entry,
        parent: node,
        parentSchema: found.schema,
        key: step,
      };
    } else if (node.kind === "sequence") {
      const item = node.items[Number(step)];
      if (!item) return undefined;
      found = {
        node: item,
        schema: resolve(found.schema.items ?? {}, item, schema),
        entry: undefined,
        parent: undefined,
        parentSchema: found.schema,
        key: undefined,
      };
    } else return undefined;
  }
  return found;
}

function sentence(
  error: ValidationError,
  place: Located,
  schema: JsonSchema,
  root: YamlNode,
  isJson: boolean,
): SchemaProblem | undefined {
  const { node } = place;
  const params = error.params;
  const under = missingList(place.schema, node, schema);
  if (under !== undefined)
    return {
      kind: "invalid-value",
      rule: place.schema["x-rule"] ?? "invalid-value",
      span: firstLine(node, place),
      message: `${subject(place)} needs ${list(Object.keys(place.schema.properties ?? {}))} around what it holds`,
      help: `Put it under \`${under}:\``,
      data: { under, node, ...(place.entry && { entry: place.entry }) },
    };
  switch (error.keyword) {
    case "additionalProperties": {
      const key = String(params.additionalProperty);
      const entry = node.kind === "map" ? node.get(key) : undefined;
      if (!entry || entry.merged) return undefined;
      const known = Object.keys(place.schema.properties ?? {});
      const near = nearest(
        key,
        known.filter((name) => node.kind !== "map" || !node.get(name)),
      );
      const meant = near === undefined ? undefined : propertySchema(place.schema, near, schema);
      const isItem = meant !== undefined && isLoneItem(resolve(meant, undefined, schema), entry.value);
      return {
        kind: "unknown-property",
        rule: "unknown-property",
        span: entry.key.span,
        message: `Unknown key \`${key}\`${where(place)}`,
        help: near ? `Did you mean \`${near}\`?` : `Known here: ${list(known)}`,
        data: near ? { near, entry, isItem } : { entry },
      };
    }
    case "required": {
      const property = String(params.missingProperty);
      const child = propertySchema(place.schema, property, schema);
      return {
        kind: "missing-property",
        rule: (child && resolve(child, undefined, schema)["x-rule"]) ?? "missing-property",
        span: headSpan(place, root),
        message: `\`${property}\` is missing${where(place)}`,
        help: child && addHelp(property, resolve(child, undefined, schema), isJson, tagOptions(place.schema, property, schema)),
        data: { property, node },
      };
    }
    case "anyOf": {
      const names = (place.schema.anyOf ?? []).flatMap((branch) => branch.required ?? []);
      const first = names[0] === undefined ? undefined : propertySchema(place.schema, names[0], schema);
      return {
        kind: "missing-property",
        rule: first?.["x-rule"] ?? "missing-property",
        span: headSpan(place, root),
        message: `One of ${list(names)} is missing${where(place)}`,
        help:
          first && `Write one of them: ${addHelp(names[0] ?? "", resolve(first, undefined, schema), isJson).replace(/^A/, "a")}`,
        data: { node },
      };
    }
    case "discriminator": {
      const tag = String(params.tag);
      const written = node.kind === "map" ? node.get(tag) : undefined;
      const options = branches(place.schema, schema).map((branch) => branch.tag);
      const rule = place.schema.properties?.[tag]?.["x-rule"];
      const slip = written ? undefined : mistypedTag(place.schema, node, tag, schema);
      if (slip)
        return {
          kind: "unknown-property",
          rule: rule ?? "missing-property",
          span: slip.key.span,
          message: `\`${tag}\` is missing, and there is an unknown key \`${slip.key.text}\``,
          help: `Did you mean \`${tag}\`?`,
          data: { near: tag, entry: slip },
        };
      if (!written)
        return {
          kind: "missing-property",
          rule: rule ?? "missing-property",
          span: headSpan(place, root),
          message: `\`${tag}\` is missing${where(place)}`,
          help: oneOf(options),
          data: { property: tag, node },
        };
      if (written.value.kind === "scalar" && written.value.value === null)
        return {
          kind: "missing-property",
          rule: rule ?? "missing-property",
          span: written.key.span,
          message: `\`${tag}\` has no value`,
          help: oneOf(options),
          data: { entry: written },
        };
      return invalid(
        written.value,
        rule,
        `\`${tag}\` is ${shown(written.value)}, which does not exist`,
        options,
        near(written.value, options),
        tagsHelp(place.schema, written.value, schema, isJson),
      );
    }
    case "enum":
    case "const": {
      const options = (place.schema.enum ?? [place.schema.const]).map(String);
      // A discriminator that is wrong is said once, by the union.
      if (place.key !== undefined && place.parentSchema?.discriminator?.propertyName === place.key) return undefined;
      return invalid(
        node,
        place.schema["x-rule"],
        `${subject(place)} is ${shown(node)}, which is not allowed here`,
        options,
        near(node, options),
      );
    }
    case "type": {
      const types = [place.schema.type ?? "string"].flat().map((type) => typeNames[type] ?? type);
      const rule = place.schema["x-rule"];
      if (node.kind === "scalar" && node.value === null && place.entry)
        return {
          kind: "missing-property",
          rule: rule ?? "missing-property",
          span: place.entry.key.span,
          message: `\`${place.key}\` has no value`,
          help: place.schema.enum ? oneOf(place.schema.enum.map(String)) : `Write ${types.join(" or ")} behind it`,
          data: { entry: place.entry },
        };
      // Digits are a fine literal in a block's field or a header, and are taken exactly as written.
      const use = place.schema["x-reference"];
      if ((use === "block-field" || use === "header") && node.kind === "scalar" && typeof node.value === "number")
        return undefined;
      const isText = node.kind === "scalar" && place.schema.type === "string";
      if (isText && !hasForm(place.schema, node.text)) return wrongForm();
      // JSON or braces on the line of a key that takes text as it is sent: no lines stand below it.
      const isSent = place.schema.type === "string" && use !== undefined;
      const isFlow = isSent && !isJson && node.kind !== "scalar" && node.flow;
      const quoted = isFlow || (isText && (!place.schema.enum || place.schema.enum.includes(node.text)));
      return {
        kind: "invalid-value",
        rule: rule ?? "invalid-value",
        span: firstLine(node, place),
        message: `${subject(place)} must be ${types.join(" or ")}, not ${described(node)}`,
        help: quoted ? "Put quotes around it to make it text" : typeHelp(place.schema, place.key, node, isJson),
        data: { node, isQuotable: quoted },
      };
    }
    case "minLength":
      return {
        kind: "missing-property",
        rule: place.schema["x-rule"] ?? "missing-property",
        span: place.entry?.key.span ?? node.span,
        message: `${subject(place)} is empty`,
        help: addHelp(place.key, place.schema, isJson),
        data: place.entry ? { entry: place.entry } : {},
      };
    case "pattern":
      return wrongForm();
    case "propertyNames": {
      const entry = node.kind === "map" ? node.get(String(params.propertyName)) : undefined;
      if (!entry || entry.merged) return undefined;
      const keys = place.schema.propertyNames;
      return {
        kind: "invalid-value",
        rule: keys?.["x-rule"] ?? "invalid-value",
        span: entry.key.span,
        message: `\`${entry.key.text.slice(0, 60)}\` cannot be a key of \`${place.key ?? "this"}\``,
        help: keys?.examples?.length
          ? `For example ${list(keys.examples.map(String))}`
          : (formHelp(keys ?? {}) ?? "Name it otherwise, or remove it"),
        data: { entry },
      };
    }
    case "if":
    case "oneOf":
      return undefined;
    case "minimum":
    case "maximum":
      return invalid(
        node,
        place.schema["x-rule"],
        `${subject(place)} is ${shown(node)}, ${error.keyword === "minimum" ? "less" : "more"} than ${String(params.limit)}`,
        [],
        undefined,
        rangeHelp(place.schema),
      );
    case "maxLength": {
      const most = String(params.limit);
      const message = `${subject(place)} is longer than ${most} characters`;
      return invalid(node, place.schema["x-rule"], message, [], undefined, `Shorten it to ${most} characters`);
    }
    case "minItems":
    case "minProperties":
      return invalid(
        node,
        place.schema["x-rule"],
        `${subject(place)} is empty`,
        [],
        undefined,
        `Write at least one ${node.kind === "map" ? "pair" : "item"} in it, or remove ${place.key === undefined ? "it" : "the key"}`,
      );
    case "maxProperties":
      return invalid(
        node,
        place.schema["x-rule"],
        `${subject(place)} takes only one of ${list(Object.keys(place.schema.properties ?? {}))}`,
        [],
        undefined,
        "Keep one of them",
      );
    default:
      return invalid(
        node,
        place.schema["x-rule"],
        `${subject(place)} is not valid`,
        [],
        undefined,
        formHelp(place.schema) ?? "Correct it, or remove it",
      );
  }

  function wrongForm(): SchemaProblem {
    const { examples, "x-rule": rule } = place.schema;
    const unit = lacksUnit(place.schema, node);
    const message = `${subject(place)} is ${shown(node)}, ${unit ? "and its unit is missing" : "which has the wrong form"}`;
    const help = examples?.length ? `For example ${list(examples.map(String))}` : formHelp(place.schema);
    const unitHelp = "Write minutes, hours, days or months behind the number, for example `2 hours`";
    return invalid(node, rule, message, [], undefined, unit ? unitHelp : help);
  }

  function invalid(
    at: YamlNode,
    rule: string | undefined,
    message: string,
    options: readonly string[],
    nearName?: string,
    help?: string,
  ): SchemaProblem {
    return {
      kind: "invalid-value",
      rule: rule ?? "invalid-value",
      span: firstLine(at, place),
      message,
      help: help ?? (nearName ? `Did you mean \`${nearName}\`?` : options.length ? oneOf(options) : undefined),
      data: nearName ? { near: nearName, node: at } : { node: at },
    };
  }
}

function near(node: YamlNode, options: readonly string[]): string | undefined {
  return node.kind === "scalar" ? nearest(node.text, options) : undefined;
}

function subject(place: Located): string {
  return place.key === undefined ? "This" : `\`${place.key}\``;
}

function where(place: Located): string {
  if (place.key !== undefined) return ` in \`${place.key}\``;
  return "";
}

/** Where to say that something is missing from a map: at its key, or at the first key of the file. */
function headSpan(place: Located, root: YamlNode): Span {
  if (place.entry) return place.entry.key.span;
  const first = place.node.kind === "map" ? place.node.entries[0] : undefined;
  if (first) return first.key.span;
  return { start: root.span.start, end: Math.min(root.span.end, root.span.start + 1) };
}

/** A whole map or a long text is never underlined: its key is. */
function firstLine(node: YamlNode, place: Located): Span {
  if (node.kind === "scalar" && (node.style === "plain" || node.style === "single" || node.style === "double")) return node.span;
  return place.entry?.key.span ?? { start: node.span.start, end: node.span.start + 1 };
}
