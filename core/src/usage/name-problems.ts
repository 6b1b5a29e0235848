/** What speaks against a new name: a form that the platform refuses, a name that is taken, a meaning that would change. */

import { identifiedBy } from "../model/builtin-fields";
import { active, isBroken } from "../model/source-file";
import { templateOf } from "../model/value-template";
import type { Uri } from "../platform";
import type { ProjectReader } from "../project/reader";
import { isIdentifier } from "../reference/print";
import type { ReferenceForm } from "../reference/tree";
import { baseName } from "../text/uri";
import { isDirectiveName, macrosOf, type Template, walk } from "../velocity/index";
import { carriedNames, type Naming, namings } from "./namings";
import { type Thing, thingTitle } from "./thing";

/** One sentence without a period, or undefined when the name will do. */
export function newNameProblem(
  project: ProjectReader,
  thing: Thing,
  places: readonly Naming[],
  newName: string,
): string | undefined {
  return (
    formProblem(thing, newName) ??
    takenProblem(project, thing, newName) ??
    captureProblem(project, thing, places, newName) ??
    ownTextProblem(thing, places, newName)
  );
}

function formProblem(thing: Thing, newName: string): string | undefined {
  if (newName.trim() === "") return "A name cannot be empty";
  if (newName !== newName.trim()) return "A name cannot begin or end with a space";
  if (/\p{Cc}/u.test(newName)) return "A name cannot hold line ends or control characters";
  switch (thing.kind) {
    case "event": {
      const sign = /[<>;’\\/"'^?!,|`]/.exec(newName);
      if (sign) return `The platform refuses \`${sign[0]}\` in an event type key`;
      return newName.length > 100 ? "The platform takes at most 100 characters for an event type key" : undefined;
    }
    case "parameter":
      return newName.length > 100 ? "The platform takes at most 100 characters for a parameter's name" : undefined;
    case "contact-field":
      return /^\w+\.\w+$/.test(newName) ? undefined : "An additional field is called LIST.FIELD, of letters, digits and `_`";
    case "local":
      if (!isIdentifier(newName)) return "A template's own name is made of letters, digits and `_`, without a digit first";
      return newName === "data" ? "`data` is given by the platform: references read all names of it" : undefined;
    case "macro":
      if (!isIdentifier(newName)) return "A macro's name is made of letters, digits and `_`, without a digit first";
      return isDirectiveName(newName) ? `\`#${newName}\` is a directive` : undefined;
    default:
      return undefined;
  }
}

function takenProblem(project: ProjectReader, thing: Thing, newName: string): string | undefined {
  const taken = (title: string) => `There is ${title} \`${newName}\` already`;
  switch (thing.kind) {
    case "webhook":
      return project.webhook(newName) ? taken("a webhook") : undefined;
    case "connector":
      return project.connector(newName) ? taken("a connector") : undefined;
    case "event":
      return project.events(newName).length ? taken("an event type") : undefined;
    case "segment":
      return project.segments().includes(newName) ? taken("a segment") : undefined;
    case "contact-field":
      return project.additionalFields().some((field) => field.key.toLowerCase() === newName.toLowerCase())
        ? taken("a contact field")
        : undefined;
    case "block": {
      const file = project.everyFile().find(({ source }) => source.uri === thing.uri);
      return file?.workflow?.blocks.has(newName) ? taken("a block") : undefined;
    }
    case "parameter":
      return parameterProblem(project, thing, newName);
    default:
      return undefined;
  }
}

function parameterProblem(
  project: ProjectReader,
  thing: Thing & { readonly kind: "parameter" },
  newName: string,
): string | undefined {
  for (const event of thing.events)
    for (const sample of project.events(event)) {
      if (!sample.parameters.has(thing.name)) continue;
      if (sample.parameters.has(newName)) return `The event sample \`${sample.id}\` has a parameter \`${newName}\` already`;
      const others = [...sample.parameters.keys()].filter((name) => name !== thing.name);
      if (identifiedBy(thing.name) && !identifiedBy(newName) && !others.some((name) => identifiedBy(name)))
        return `By \`${thing.name}\` the platform finds the contact of \`${event}\`; by \`${newName}\` it would not`;
    }
  return undefined;
}

/** What else a text of its own reads by the old name or calls by the new one. */
function ownTextProblem(thing: Thing, places: readonly Naming[], newName: string): string | undefined {
  const [written] = places.flatMap((place) => (place.written.kind === "local" ? [place.written] : []));
  if (!written || (thing.kind !== "local" && thing.kind !== "macro")) return undefined;
  const { text, read } = written.value;
  const tree = templateOf(read)?.tree;
  const hidden = tree && hiddenProblem(tree, [thing.name, newName]);
  if (!tree || hidden) return hidden;
  if (thing.kind === "macro") return macroProblem(thing.uri, tree, newName);
  const readBy = (name: string, forms: readonly ReferenceForm[]): string | undefined => {
    const found = active(written.value).find((reference) => reference.name === name && forms.includes(reference.form));
    return found && `\`${text.slice(found.span.start, found.span.end)}\``;
  };
  // `$<sum>` is compiled to a plain name, but says that it means a field or a parameter.
  const same = readBy(thing.name, ["checked"]);
  if (same) return `${same} reads it too, in the notation for contact fields and parameters`;
  const own = new Set(places.flatMap((place) => (place.written.kind === "local" ? [place.written.name.start] : [])));
  const mixed = [...carriedNames(read).values()].find(({ name, nameSpan }) => name === thing.name && !own.has(nameSpan.start));
  if (mixed) return `\`${mixed.source}\` may read the name and, before it is set, something else`;
  const other = readBy(newName, ["checked", "velocity"]);
  return other && `${other} is read in this text already, and the two would be one`;
}

/** Where a text depends on a name that it does not say as such: behind a backslash, or in a text that it may evaluate. */
function hiddenProblem(tree: Template, names: readonly string[]): string | undefined {
  let escaped: string | undefined;
  let evaluates = false;
  const quoted: string[] = [];
  walk(tree, (node) => {
    if (node.kind === "escape" && node.target && names.includes(node.target.name)) escaped ??= node.target.source;
    else if (node.kind === "evaluate") evaluates = true;
    else if (node.kind === "string" && !node.parts) quoted.push(node.text);
  });
  if (escaped) return `What is printed for \`\\${escaped}\` depends on whether there is such a name`;
  const name = names.find((one) => quoted.some((text) => new RegExp(`[$#@!{]${one}\\b`).test(text)));
  return evaluates && name !== undefined ? `\`#evaluate\` may read \`${name}\` in a text in quotes` : undefined;
}

/** What the new name calls already: another macro, or none, so that the call is printed. */
function macroProblem(uri: Uri, tree: Template, newName: string): string | undefined {
  if (macrosOf(tree).has(newName)) return `There is a macro \`${newName}\` already in this text`;
  let isPrinted = false;
  walk(tree, (node) => {
    if (node.kind === "call" && node.name === newName) isPrinted = true;
  });
  return isPrinted ? `\`#${newName}\` is printed as it stands in \`${baseName(uri)}\`, and would call the macro` : undefined;
}

/** References by the new name that mean something else in a file where the thing is read: one of them would change its meaning. */
function captureProblem(project: ProjectReader, thing: Thing, places: readonly Naming[], newName: string): string | undefined {
  if (!["webhook", "parameter", "local"].includes(thing.kind)) return undefined;
  const uris = new Set(
    places.flatMap((place) => (place.written.kind === "reference" || place.written.kind === "local" ? [place.uri] : [])),
  );
  for (const file of project.everyFile()) {
    if (!uris.has(file.source.uri)) continue;
    for (const naming of namings(project, file)) {
      const { written, thing: named } = naming;
      if (thing.kind === "local" && "value" in written && written.value.path.join("/") !== thing.path) continue;
      const name =
        written.kind === "reference" ? written.reference.name : written.kind === "local" && named.kind === "local" && named.name;
      if (name === newName)
        return `${thingTitle(naming.thing)} is read as \`${newName}\` in \`${baseName(file.source.uri)}\`, and the two would be one`;
    }
  }
  return undefined;
}

/** A file that cannot be read whole may hold the name unseen. */
export function unreadableProblem(project: ProjectReader, thing: Thing): string | undefined {
  if (thing.kind === "template") return undefined;
  // What lives in one file is named in no other.
  const own = "uri" in thing ? thing.uri : undefined;
  const broken = project
    .everyFile()
    .find(({ source }) => (own === undefined || source.uri === own) && isBroken(source) && source.text.includes(thing.name));
  return broken && `\`${baseName(broken.source.uri)}\` cannot be read whole and may hold the name: mend it first`;
}
