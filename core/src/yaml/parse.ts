/**
 * One attempt at a text: composed, built, judged. Attempts at masked variants of a text are compared in `recovery.ts`; this
 * file knows one text and nothing of its past.
 */

import { findDecoded } from "../text/characters";
import { firstLineOf, lineAt } from "../text/lines";
import { type Span, span } from "../text/span";
import { readCommon } from "./common";
import { type Composed, compose, type Refusal } from "./compose";
import { buildTree } from "./effective";
import { missingSpace, type SyntaxProblem, syntaxProblems } from "./faults";
import { maxDepth, maxNodes } from "./limits";
import type { YamlComment, YamlNode, YamlProblem, YamlScalar } from "./tree";

export interface Attempt {
  /** The text that was read: the file's, or a mask of it of the same length. */
  readonly text: string;
  readonly root: YamlNode | undefined;
  readonly comments: readonly YamlComment[];
  /** Problems that shake the structure: these are what recovery is for. */
  readonly faults: readonly SyntaxProblem[];
  /** Everything else: soft syntax problems, duplicate keys, aliases, tags, directives, second documents. */
  readonly problems: readonly YamlProblem[];
  /** The text crossed a limit; there is nothing but one problem. */
  readonly refused: boolean;
}

/** Reads `text` as it is. */
export function attempt(text: string): Attempt {
  return attemptCommon(text) ?? attemptAny(text);
}

/** A text of the common form, which has no fault. */
function attemptCommon(text: string): Attempt | undefined {
  const common = readCommon(text);
  if (!common) return undefined;
  const { root, comments } = common;
  return {
    text,
    root,
    comments,
    faults: [],
    problems: escapedCharacters(text, root),
    refused: false,
  };
}

/** Any text at all. */
export function attemptAny(text: string): Attempt {
  const composed = compose(text);
  if (composed.refusal) {
    return {
      text,
      root: undefined,
      comments: composed.comments,
      faults: [],
      problems: [refused(composed.refusal)],
      refused: true,
    };
  }
  const { root, problems } = buildTree(composed.contents, text);
  const syntax = syntaxProblems(text, composed);
  return {
    text,
    root,
    comments: composed.comments,
    faults: syntax.filter((problem) => !problem.soft),
    problems: [
      ...syntax.filter((problem) => problem.soft).map(({ soft: _, ...problem }) => problem),
      ...problems,
      ...forbidden(text, composed),
      ...swallowedKeys(root),
      ...escapedCharacters(text, root),
    ],
    refused: false,
  };
}

function refused(refusal: Refusal): YamlProblem {
  switch (refusal.reason) {
    case "too-deep":
      return {
        code: "too-deep",
        message: `Maps and lists are nested more than ${maxDepth} levels deep`,
        help: "Use fewer levels; nothing of this file is read until then",
        span: refusal.span,
      };
    case "too-many-nodes":
      return {
        code: "too-many-nodes",
        message: `The file holds more than ${maxNodes.toLocaleString("en-US")} values`,
        help: "Split it; nothing of it is read until then",
        span: refusal.span,
      };
    case "too-many-faults":
      return {
        code: "too-many-faults",
        message: "The text cannot be read as YAML from here on",
        help: "Check whether this is the right file",
        span: refusal.span,
      };
  }
}

/** What YAML allows and our files do not. */
function forbidden(text: string, composed: Composed): YamlProblem[] {
  const problems: YamlProblem[] = [];
  for (const place of composed.directives)
    problems.push({
      code: "directive",
      message: "Directives such as %YAML and %TAG change what a file means and are not read",
      help: "Remove the line",
      span: firstLineOf(text, place),
    });
  for (const place of composed.tags)
    problems.push({
      code: "explicit-tag",
      message: `The tag "${text.slice(place.start, Math.min(place.end, place.start + 80))}" is not read`,
      help: "Remove it; put a value in quotes to make it text",
      span: place,
    });
  if (composed.secondDocument) {
    const { end } = lineAt(text, composed.secondDocument.start);
    problems.push({
      code: "second-document",
      message: "Only one document is read, and a second one begins here",
      help: "Remove it, or move it to a file of its own",
      span: span(composed.secondDocument.start, end),
    });
  }
  return problems;
}

/** `{ next:end }`: in braces to YAML the key `next:end` without a value. */
function gluedColon(key: YamlScalar, value: YamlNode): YamlProblem | undefined {
  const isAlone = key.style === "plain" && value.kind === "scalar" && value.value === null && value.span.start === value.span.end;
  const name = isAlone ? /^[A-Za-z_][\w-]*:(?=[^\s:/])/.exec(key.text)?.[0] : undefined;
  return name === undefined ? undefined : missingSpace(key.span, name.length);
}

/** `a { b: 1 }`: to YAML a key `a { b`, to nobody else; and what else is one key to YAML alone. */
function swallowedKeys(root: YamlNode | undefined): YamlProblem[] {
  const problems: YamlProblem[] = [];
  if (root) visit(root);
  return problems;

  function visit(node: YamlNode): void {
    if (node.uses.length > 0) return;
    if (node.kind === "sequence") for (const item of node.items) visit(item);
    else if (node.kind === "map")
      for (const { key, value, merged } of node.entries) {
        if (merged) continue;
        const glued = node.flow ? gluedColon(key, value) : undefined;
        if (glued) problems.push(glued);
        const isOpen = key.style === "plain" && value.kind === "scalar" && /[}\]]$/.test(value.text);
        const name = isOpen ? /^([\p{L}\p{N}_.-]+) +[{[]\s*\S+$/u.exec(key.text)?.[1] : undefined;
        if (name === undefined) visit(value);
        else {
          const end = key.span.start + name.length;
          problems.push({
            code: "missing-colon",
            message: `A colon is missing behind "${name.slice(0, 80)}"`,
            help: "Write it, so that what stands in the brackets belongs to this key",
            span: span(key.span.start, end),
            fix: { title: "Write the colon", edits: [{ span: span(end, end), newText: ":" }] },
          });
        }
      }
  }
}

/** Control characters and broken characters that are written as escapes. */
function escapedCharacters(text: string, root: YamlNode | undefined): YamlProblem[] {
  const problems: YamlProblem[] = [];
  // Only escapes of double quotes can do it; most files have none of them.
  if (root && /\\[xuU0abefv]/.test(text)) visit(root);
  return problems;

  function visit(node: YamlNode): void {
    if (node.uses.length > 0) return;
    if (node.kind === "sequence") for (const item of node.items) visit(item);
    else if (node.kind === "map")
      for (const entry of node.entries) {
        if (entry.merged) continue;
        visit(entry.key);
        visit(entry.value);
      }
    else if (node.style === "double" && node.span.end - node.span.start !== node.text.length + 2) {
      const found = findDecoded(node.text);
      if (!found) return;
      const place: Span = node.map.toSource(span(found.at, found.at + 1));
      // A character that stands in the file as it is was told of already.
      if (place.end - place.start < 2) return;
      const { code, message, help } = found;
      problems.push({ code, message, help, span: place, ...(code === "control-character" ? { severity: "warning" } : {}) });
    }
  }
}
