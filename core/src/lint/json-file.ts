/**
 * Whether a `.json` file is JSON: the reader of YAML takes more than that, and what is no JSON cannot be used by anything else. One
 * fault, at its character, with a fix where there is only one way to mend it.
 */
import { readsAsJson } from "../model/source-file";
import { checkJson } from "../request/json-text";
import type { JsonProblem } from "../request/json-token";
import { applyEdits, type TextEdit } from "../text/edit";
import { nestedJson } from "./nested-json";
import type { CheckedFile, Fix } from "./rule";

export interface JsonFileProblem extends JsonProblem {
  readonly fix: Fix | undefined;
}

/** What is told better than by the reader of JSON: half a merge, and a file that is too much. */
const otherFaults: ReadonlySet<string> = new Set(["conflict-markers", "too-deep", "too-many-nodes", "too-many-faults"]);

/** Why a file that should be JSON is none, told by the rule `invalid-yaml` alone: nothing follows from it. */
export function jsonFault(file: CheckedFile): JsonFileProblem | undefined {
  return file.once(findFault);
}

function findFault({ source, project }: CheckedFile): JsonFileProblem | undefined {
  const { uri, document, text } = source;
  // Nearly every file is JSON, which the engine's own reader tells at once.
  if (!uri.endsWith(".json") || !document || readsAsJson(source) || text.trim() === "") return undefined;
  const rules = project.config.rules;
  // JSON text with bare quotes inside of a text has a finding of its own.
  if (rules.get("invalid-yaml") === "off" || (rules.get("nested-json-text") !== "off" && nestedJson(source).length))
    return undefined;
  const errors = document.problems.filter(({ severity }) => severity !== "warning");
  if (errors.some(({ code }) => otherFaults.has(code))) return undefined;
  // A mark of the byte order is no part of the text.
  const json = text.replace(/^\ufeff/, " ");
  const problem = checkJson(json);
  // A bracket that was never opened: the reader of YAML sees from the lines around it where that is.
  if (!problem || (errors.length && /^text follows/.test(problem.message))) return undefined;
  return { ...problem, help: problem.help ?? "Write it as JSON", fix: fixOf(json, problem) };
}

/** So many faults of one file are mended at once. */
const mostFaults = 200;

/** All that keeps a file from being JSON, mended from left to right; undefined where something is left that nobody can be sure of. */
function fixOf(text: string, first: JsonProblem): Fix | undefined {
  const edits: TextEdit[] = [];
  let title: string | undefined;
  let now = text;
  let shift = 0;
  for (let problem: JsonProblem | undefined = first; problem; problem = checkJson(now)) {
    const { message, span } = problem;
    const made = insteadFix(problem) ?? fixes.find(([pattern]) => pattern.test(message))?.[1](now, span.start, span.end);
    const [edit] = made?.edits ?? [];
    const before = edits.at(-1)?.span.end ?? 0;
    if (!made || !edit || edit.span.start - shift < before || edits.length >= mostFaults) return undefined;
    edits.push({ span: { start: edit.span.start - shift, end: edit.span.end - shift }, newText: edit.newText });
    title = title === undefined || title === made.title ? made.title : "Make it JSON";
    now = applyEdits(now, [edit]);
    shift += edit.newText.length - (edit.span.end - edit.span.start);
  }
  return title === undefined ? undefined : { title, edits };
}

function insteadFix({ instead, span }: JsonProblem): Fix | undefined {
  return instead === undefined ? undefined : fix(`Change to \`${instead}\``, span.start, span.end, instead);
}

type Mend = (text: string, start: number, end: number) => Fix | undefined;

const fixes: readonly (readonly [message: RegExp, mend: Mend])[] = [
  [/^a comma stands before/, (_text, start, end) => fix("Remove the comma", start, end, "")],
  [
    /needs double quotes$/,
    (text, start, end) => fix("Put it in double quotes", start, end, JSON.stringify(text.slice(start, end))),
  ],
  [
    /single quotes$/,
    (text, start) => {
      const written = /^'([^'"\\\r\n]*)'/.exec(text.slice(start, start + 10_000));
      return written ? fix("Change to double quotes", start, start + written[0].length, `"${written[1]}"`) : undefined;
    },
  ],
  [/no comments$|^`#` cannot stand here$/, withoutComment],
  [
    /^a comma is missing/,
    (text, _start, end) => (/^\s*"/.test(text.slice(end)) ? fix("Write the comma", end, end, ",") : undefined),
  ],
];

function withoutComment(text: string, start: number): Fix | undefined {
  const block = text.startsWith("/*", start);
  const length = block ? text.slice(start).indexOf("*/") + 2 : text.slice(start).search(/[\r\n]|$/);
  return block && length < 2 ? undefined : fix("Remove the comment", start, start + length, "");
}

function fix(title: string, start: number, end: number, newText: string): Fix {
  const edit: TextEdit = { span: { start, end }, newText };
  return { title, edits: [edit] };
}
