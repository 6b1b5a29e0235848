/**
 * Walks a tree and its schema side by side. Unions are decided by their discriminator, as far as the text already says
 * which branch it is; so completion, hover, references and names all see the same schema for a node.
 */
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from "../yaml/tree";
import type { JsonSchema } from "./json-schema";

/** A node together with what the schema says of it. It is one object that goes from node to node: nobody keeps it. */
export interface Site {
  readonly node: YamlNode;
  readonly schema: JsonSchema;
  /** The pair the node is the value of; undefined for items and the root. */
  readonly entry: YamlEntry | undefined;
  /** The map around it. */
  readonly parent: YamlMap | undefined;
  /** Keys and indexes from the root, as a list of one's own. */
  readonly path: readonly (string | number)[];
}

/** Calls `visit` for the root and everything below it that the schema knows, from the outside in. */
export function visitSchema(root: YamlNode, schema: JsonSchema, visit: (site: Site) => void): void {
  new Walk(root, schema, visit, () => true).below(root, resolve(schema, root, schema), undefined, undefined);
}

/** As {@link visitSchema}, only where the schema says of a value, or of one inside, that it holds references or is a name. */
export function visitMarked(root: YamlNode, schema: JsonSchema, visit: (site: Site) => void): void {
  if (isMarked(schema, schema))
    new Walk(root, schema, visit, (child) => isMarked(child, schema)).below(
      root,
      resolve(schema, root, schema),
      undefined,
      undefined,
    );
}

class Walk implements Site {
  schema: JsonSchema;
  entry: YamlEntry | undefined;
  parent: YamlMap | undefined;
  readonly #steps: (string | number)[] = [];

  constructor(
    public node: YamlNode,
    private readonly root: JsonSchema,
    private readonly visit: (site: Site) => void,
    private readonly isWanted: (schema: JsonSchema) => boolean,
  ) {
    this.schema = root;
  }

  get path(): readonly (string | number)[] {
    return [...this.#steps];
  }

  below(node: YamlNode, schema: JsonSchema, entry: YamlEntry | undefined, parent: YamlMap | undefined): void {
    this.node = node;
    this.schema = schema;
    this.entry = entry;
    this.parent = parent;
    this.visit(this);
    if (node.kind === "map") {
      for (const inside of node.entries) {
        const child = propertySchema(schema, inside.key.text, this.root);
        if (!child || !this.isWanted(child)) continue;
        this.#steps.push(inside.key.text);
        this.below(inside.value, resolve(child, inside.value, this.root), inside, node);
        this.#steps.pop();
      }
    } else if (node.kind === "sequence" && schema.items) {
      for (const [at, item] of node.items.entries()) {
        this.#steps.push(at);
        this.below(item, resolve(schema.items, item, this.root), undefined, undefined);
        this.#steps.pop();
      }
    }
  }
}

const marked = new WeakMap<JsonSchema, boolean>();

/** Whether a schema, or one inside of it, marks references or names. */
function isMarked(schema: JsonSchema, root: JsonSchema): boolean {
  const known = marked.get(schema);
  if (known !== undefined) return known;
  // Schemas refer to themselves: each is looked into once.
  const seen = new Set([schema]);
  for (const one of seen) {
    const inside = [dereference(one, root), one.items, ...Object.values(one.properties ?? {}), ...(one.oneOf ?? [])];
    if (typeof one.additionalProperties === "object") inside.push(one.additionalProperties);
    for (const child of inside) if (child) seen.add(child);
  }
  const found = [...seen].some((one) => one["x-reference"] !== undefined || one["x-name"] !== undefined);
  marked.set(schema, found);
  return found;
}

/** What a map's schema says of one key, references not yet followed. */
export function propertySchema(schema: JsonSchema, key: string, root: JsonSchema): JsonSchema | undefined {
  const own = schema.properties;
  if (own && Object.hasOwn(own, key)) return own[key];
  const rest = schema.additionalProperties;
  if (typeof rest === "object") return rest;
  // A union nobody has decided yet still knows the keys that all its branches share.
  for (const branch of schema.oneOf ?? []) {
    const found = dereference(branch, root).properties;
    if (found && Object.hasOwn(found, key)) return found[key];
  }
  return undefined;
}

/** What schemas resolve to. Schemas never change, so each is worked out once, by the schema that it stands in. */
const dereferenced = new WeakMap<JsonSchema, JsonSchema>();
const decided = new WeakMap<JsonSchema, ReadonlyMap<string, JsonSchema>>();

/** Follows `$ref`, keeping what stands beside it. */
export function dereference(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (!schema.$ref) return schema;
  let known = dereferenced.get(schema);
  if (!known) {
    known = follow(schema, root);
    dereferenced.set(schema, known);
  }
  return known;
}

function follow(schema: JsonSchema, root: JsonSchema): JsonSchema {
  let result = schema;
  for (let steps = 0; result.$ref && steps < 20; steps++) {
    const { $ref, ...beside } = result;
    const name = $ref.replace("#/definitions/", "");
    const target = root.definitions?.[name];
    if (!target) return beside;
    result = { ...target, ...beside };
  }
  return result;
}

/** The schema that counts for this node: references followed, unions decided where the discriminator is written. */
export function resolve(schema: JsonSchema, node: YamlNode | undefined, root: JsonSchema): JsonSchema {
  let result = dereference(schema, root);
  for (let depth = 0; depth < 4; depth++) {
    const tag = result.discriminator?.propertyName;
    if (!tag || node?.kind !== "map") return result;
    const written = node.get(tag)?.value;
    const branch = written?.kind === "scalar" ? decisions(result, root).get(written.text) : undefined;
    if (!branch) return result;
    result = branch;
  }
  return result;
}

/** A union with each of its branches put in its place, by the value of the discriminator. */
function decisions(union: JsonSchema, root: JsonSchema): ReadonlyMap<string, JsonSchema> {
  let known = decided.get(union);
  if (!known) {
    const { oneOf: _union, discriminator: _tag, ...around } = union;
    known = new Map(
      branches(union, root).map((branch) => [branch.tag, { ...around, ...branch.schema, ...mergedRule(around, branch.schema) }]),
    );
    decided.set(union, known);
  }
  return known;
}

/** The branches of a union with the value of their discriminator. */
export function branches(schema: JsonSchema, root: JsonSchema): readonly { readonly tag: string; readonly schema: JsonSchema }[] {
  const tag = schema.discriminator?.propertyName;
  if (!tag) return [];
  return (schema.oneOf ?? []).map((branch) => {
    const found = dereference(branch, root);
    return { tag: String(found.properties?.[tag]?.const ?? ""), schema: found };
  });
}

function mergedRule(around: JsonSchema, branch: JsonSchema): Partial<JsonSchema> {
  const rule = around["x-rule"] ?? branch["x-rule"];
  return rule === undefined ? {} : { "x-rule": rule };
}

/** Whether a site is a scalar: the only nodes that hold references and names. */
export function isScalarSite(site: Site): site is Site & { readonly node: YamlScalar } {
  return site.node.kind === "scalar";
}
