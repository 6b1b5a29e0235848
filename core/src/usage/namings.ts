/**
 * Every place of a file that names a thing, with what it means there and how it is written: keys, values, references in every
 * form. The one reading of names that navigation and rename share.
 */
import { launchedParameters } from "../model/launch";
import type { ReadText } from "../model/read-text";
import type { ReferenceValue, SourceFile } from "../model/source-file";
import { active } from "../model/source-file";
import { isWritten, templateOf } from "../model/value-template";
import type { Uri } from "../platform";
import type { ProjectFile } from "../project/facts";
import type { ProjectReader } from "../project/reader";
import type { Reference } from "../reference/tree";
import type { Scope } from "../scope/scope";
import { eventsAt, scopesOf } from "../scope/scope-at";
import { bindingsOf, isAssignedAt } from "../scope/template-bindings";
import type { Span } from "../text/span";
import { resolveInside } from "../text/uri";
import { type CallNode, type MacroNode, macrosOf, type ReferenceNode, walk } from "../velocity/index";
import type { YamlScalar } from "../yaml/index";
import type { Thing } from "./thing";

export interface Naming {
  readonly thing: Thing;
  readonly uri: Uri;
  /** The name itself in the file, without quotes and sigils. */
  readonly span: Span;
  readonly role: "definition" | "use";
  readonly written: Written;
}

/** How a name stands in its file, for who wants to write another one there. */
export type Written =
  /** The whole scalar is the name (or the path of a template). */
  | { readonly kind: "scalar"; readonly scalar: YamlScalar }
  | {
      readonly kind: "reference";
      readonly value: ReferenceValue;
      readonly reference: Reference;
      /** The name in the decoded text: with its dotted part for an additional field. */
      readonly name: Span;
    }
  /** A name of the text itself: a variable behind its dollar, a macro behind its hash or in its definition. */
  | { readonly kind: "local"; readonly value: ReferenceValue; readonly name: Span }
  /** Inside a JSON text that is a value itself. */
  | { readonly kind: "json"; readonly value: ReferenceValue; readonly name: Span };

/** All names of a file, in no order. */
export function* namings(project: ProjectReader, file: ProjectFile): Generator<Naming> {
  yield* definitions(file);
  const { source } = file;
  for (const use of source.names) {
    // `segment: ${segmentId}` names nothing of the project: its references are read below.
    if (source.values.some((value) => value.scalar === use.scalar && active(value).length > 0)) continue;
    const thing = thingOfName(project, source, use.kind, use.name);
    if (thing) yield scalarNaming(source, thing, use.scalar, "use");
  }
  for (const { name, event, value, span } of launchedParameters(source, file.workflow)) {
    const thing: Thing = { kind: "parameter", name, events: new Set([event]) };
    yield { thing, uri: source.uri, span: value.toFile(span), role: "use", written: { kind: "json", value, name: span } };
  }
  yield* referenced(project, source);
}

function* definitions(file: ProjectFile): Generator<Naming> {
  const { source, webhook, workflow, connector, event, contact } = file;
  if (webhook?.name?.text) yield scalarNaming(source, { kind: "webhook", name: webhook.name.text }, webhook.name, "definition");
  if (connector) yield scalarNaming(source, { kind: "connector", name: connector.name }, connector.nameScalar, "definition");
  for (const block of workflow?.blocks.values() ?? [])
    yield scalarNaming(source, { kind: "block", name: block.id, uri: source.uri }, block.key, "definition");
  if (event) {
    yield scalarNaming(source, { kind: "event", name: event.event }, event.keyScalar, "definition");
    for (const [name, { key }] of event.places)
      yield scalarNaming(source, { kind: "parameter", name, events: new Set([event.event]) }, key, "definition");
  }
  for (const field of file.fields ?? [])
    yield scalarNaming(source, { kind: "contact-field", name: field.key, standard: false }, field.keyScalar, "definition");
  for (const segment of file.segments ?? [])
    yield scalarNaming(source, { kind: "segment", name: segment.name }, segment.keyScalar, "definition");
  for (const declared of file.eventTypes ?? []) {
    yield scalarNaming(source, { kind: "event", name: declared.key }, declared.keyScalar, "definition");
    const events = new Set([declared.key]);
    for (const parameter of declared.required)
      yield scalarNaming(source, { kind: "parameter", name: parameter.text, events }, parameter, "use");
  }
  if (contact)
    for (const key of contact.fieldKeys)
      yield scalarNaming(source, { kind: "contact-field", name: key.text, standard: false }, key, "use");
}

function scalarNaming(source: SourceFile, thing: Thing, scalar: YamlScalar, role: Naming["role"]): Naming {
  const span = scalar.map.toSource({ start: 0, end: scalar.text.length });
  return { thing, uri: source.uri, span, role, written: { kind: "scalar", scalar } };
}

function thingOfName(project: ProjectReader, file: SourceFile, kind: string, name: string): Thing | undefined {
  switch (kind) {
    case "webhook":
    case "connector":
    case "event":
    case "segment":
      return { kind, name };
    case "block":
      return { kind, name, uri: file.uri };
    case "template": {
      const uri = resolveInside(project.root, file.uri, name);
      return uri === undefined ? undefined : { kind, uri };
    }
    case "contact-field":
      return { kind, name, standard: !project.additionalFields().some((field) => field.key === name) };
    default:
      return undefined;
  }
}

function* referenced(project: ProjectReader, file: SourceFile): Generator<Naming> {
  const scopes = scopesOf(project, file);
  for (const value of file.values) {
    const found = active(value);
    yield* ownNames(file, value);
    if (found.length === 0) continue;
    const scope = scopes(value);
    for (const written of found) {
      if (written.local) continue;
      const reference = keyAskedFor(value.text, written) ?? written;
      const named = meaning(project, file, value, reference, scope);
      if (named)
        yield {
          thing: named.thing,
          uri: file.uri,
          span: value.toFile(named.name),
          role: "use",
          written: { kind: "reference", value, reference, name: named.name },
        };
      else {
        const carried = value.read.once(carriedNames).get(written.span.start);
        if (carried) yield ownNaming(file, value, "local", carried, "use");
      }
    }
  }
}

/** `$data.containsKey('WH5')` names a member as `$data.get('WH5')` does, though its value is another. */
export function keyAskedFor(text: string, reference: Reference): Reference | undefined {
  const [step] = reference.path;
  if (reference.form !== "data" || reference.name !== "data" || step?.kind !== "method" || step.name !== "containsKey")
    return undefined;
  const call = /^(\.?containsKey\(\s*)(?:'((?:[^']|'')*)'|"([^"$#\\]*)")\s*\)$/.exec(text.slice(step.span.start, step.span.end));
  const written = call?.[2] ?? call?.[3];
  if (!call || !written) return undefined;
  const start = step.span.start + (call[1]?.length ?? 0) + 1;
  const name = call[2] === undefined ? written : written.replaceAll("''", "'");
  return { ...reference, name, nameSpan: { start, end: start + written.length }, path: [], dotted: name };
}

/** What a reference means, and which part of it is the name. */
function meaning(
  project: ProjectReader,
  file: SourceFile,
  value: ReferenceValue,
  reference: Reference,
  scope: Scope,
): { readonly thing: Thing; readonly name: Span } | undefined {
  const dotted = scope.dotted(reference);
  const last = dotted && reference.path[dotted.steps - 1];
  const name = { start: reference.nameSpan.start, end: last?.span.end ?? reference.nameSpan.end };
  const namespace = reference.form === "merge-tag" ? "contact" : reference.namespace?.name;
  const entry = dotted?.entry ?? scope.resolve(reference.name, namespace);
  if (!entry) {
    // A webhook's answer is meant although the webhook does not run before this message.
    const answer = value.place === "message" && reference.form !== "merge-tag" && project.webhook(reference.name);
    return answer ? { thing: { kind: "webhook", name: reference.name }, name } : undefined;
  }
  switch (entry.origin) {
    case "webhook":
      return { thing: { kind: "webhook", name: entry.name }, name };
    case "contact":
      return {
        thing: {
          kind: "contact-field",
          name: entry.name,
          standard: !project.additionalFields().some((field) => field.key === entry.name),
        },
        name,
      };
    case "event": {
      const events = new Set(eventsAt(project, file).flatMap((event) => (event.parameters.has(entry.name) ? [event.event] : [])));
      return events.size ? { thing: { kind: "parameter", name: entry.name, events }, name } : undefined;
    }
    case "run":
    case "tool":
      return { thing: { kind: "given", name: entry.name }, name };
  }
}

/** Names that a text gives itself: variables, with the places that bind them as definitions, and macros. */
function* ownNames(file: SourceFile, value: ReferenceValue): Generator<Naming> {
  const template = templateOf(value.read);
  if (!template) return;
  const found = template.references;
  const bound = new Set(found.flatMap(({ node, target }) => (target && node.steps.length === 0 ? [node.name] : [])));
  for (const { node, local, target, escaped } of found) {
    if (escaped || !bound.has(node.name) || !(local || target) || !isWritten(value.text, node)) continue;
    yield ownNaming(file, value, "local", node, target && node.steps.length === 0 ? "definition" : "use");
  }
  for (const { node, definition } of value.read.once(macroNames))
    yield ownNaming(file, value, "macro", node, definition ? "definition" : "use");
}

/**
 * References before the `#set` of their name that may run behind it, in a loop or a macro, by where they begin. Where the name
 * means something outside of the text as well, they may read either.
 */
export function carriedNames(read: ReadText): ReadonlyMap<number, ReferenceNode> {
  const carried = new Map<number, ReferenceNode>();
  const template = templateOf(read);
  if (!template || !read.text.includes("#")) return carried;
  const bindings = bindingsOf(template.tree);
  for (const { node, local, target, escaped } of template.references) {
    const site = bindings.sites.get(node);
    if (local || target || escaped || !site || site.scoped || !isWritten(read.text, node)) continue;
    if (isAssignedAt(bindings, node.name, site)) carried.set(node.span.start, node);
  }
  return carried;
}

/** Every definition and call of the macros of a text; a definition that comes too late is none, yet it names the macro. */
function macroNames(read: ReadText): readonly { readonly node: MacroNode | CallNode; readonly definition: boolean }[] {
  const tree = templateOf(read)?.tree;
  if (!tree) return [];
  const macros = macrosOf(tree);
  const found: { node: MacroNode | CallNode; definition: boolean }[] = [];
  walk(tree, (node) => {
    if ((node.kind === "macro" || node.kind === "call") && node.name !== "" && macros.has(node.name))
      found.push({ node, definition: macros.get(node.name) === node });
  });
  return found;
}

function ownNaming(
  file: SourceFile,
  value: ReferenceValue,
  kind: "local" | "macro",
  { name, nameSpan }: ReferenceNode | MacroNode | CallNode,
  role: Naming["role"],
): Naming {
  return {
    thing: { kind, name, uri: file.uri, path: value.path.join("/") },
    uri: file.uri,
    span: value.toFile(nameSpan),
    role,
    written: { kind: "local", value, name: nameSpan },
  };
}
