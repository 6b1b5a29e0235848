/**
 * The door to YAML and JSON texts: a tree of what they mean, with exact places. Nothing else of the product sees the `yaml`
 * package. It does not know what our files hold; that is the model's task.
 */

import { findCharacters, looksBinary } from "../text/characters";
import { firstLineOf, lineAt } from "../text/lines";
import { type Span, span } from "../text/span";
import { maxProblems, maxTextLength } from "./limits";
import { findNoBreaks } from "./no-break";
import { type Attempt, attempt } from "./parse";
import { findConflict, findShortLine, findTabs } from "./preparation";
import { type Recovered, type Reference, recover, stateOf, withStructureAsFaults } from "./recovery";
import type { YamlDocument, YamlProblem } from "./tree";

export { closeScalar, isPlainSafe, type NewScalar, openQuote, replaceAllInScalar, replaceInScalar, scalarSource } from "./encode";
export { type ChainLink, type PlaceInTree, pathAt, placeAt } from "./node-at";
export { quoting } from "./quoting";
export * from "./tree";

/**
 * Reads a text. Never throws; there is always a document, with the best tree that can be had.
 * @param previous the last document of the same file, which makes it possible to read on while somebody is typing
 */
export function parseYaml(text: string, previous?: YamlDocument): YamlDocument {
  if (text.length > maxTextLength) return unread(text, "too-large", "The file is larger than 1 MiB", "Split it");
  if (looksBinary(text)) return unread(text, "not-text", "This is not a text file", "Check whether this is the right file");
  const problems: YamlProblem[] = findCharacters(text);
  // The library counts a byte order mark as indentation. An empty line is as long and means nothing.
  const readable = text.startsWith("\ufeff") ? `\n${text.slice(1)}` : text;
  const conflict = findConflict(readable);
  if (conflict) problems.push(conflict.problem);
  let raw = attempt(conflict?.text ?? readable);
  const noBreaks = findNoBreaks(raw);
  if (noBreaks) {
    problems.push(noBreaks.problem);
    raw = noBreaks.attempt;
  }
  const tabs = raw.faults.length > 0 ? findTabs(raw) : undefined;
  if (tabs) {
    problems.push(tabs.problem);
    raw = tabs.attempt;
  }
  const short = tabs || conflict ? undefined : findShortLine(raw);
  if (short) {
    problems.push(short.problem);
    raw = short.attempt;
  }
  const good = previous && goodReference(previous);
  if (raw.faults.length === 0 && good?.state === "clean") raw = withStructureAsFaults(raw);
  // A conflict is the one fault of its file: nobody is helped by what else does not fit while it stands.
  const recovered: Recovered =
    raw.faults.length > 0 ? recover(raw, previous?.text, good) : { best: raw, maskedLines: [], problems: [] };
  // To the library a file of the old Mac is one line, whatever stands on it.
  if (!text.includes("\r") || text.includes("\n")) {
    if (!conflict && !tabs?.only && !short?.only) problems.push(...recovered.problems);
    problems.push(...ownProblems(text, recovered));
  }
  const told = withoutFollowers(text, problems);
  const maskedLines = [...(short ? [short.line] : []), ...(tabs?.lines ?? []), ...recovered.maskedLines];
  return new ParsedDocument(text, recovered.best, cap(text, told), maskedLines, good);
}

/** A document with the memory of the last text that had no fault. */
class ParsedDocument implements YamlDocument {
  readonly root: YamlDocument["root"];
  readonly comments: YamlDocument["comments"];
  readonly #good: Reference | undefined;

  constructor(
    readonly text: string,
    best: Attempt,
    readonly problems: readonly YamlProblem[],
    readonly maskedLines: readonly Span[],
    good: Reference | undefined,
  ) {
    this.root = best.root;
    this.comments = best.comments;
    // Never a chain: the reference holds a tree and its text, not a document.
    this.#good =
      best.faults.length === 0 && maskedLines.length === 0 && !best.refused
        ? { text, root: best.root, state: stateOf(0, best.problems) }
        : good;
  }

  get masked(): Span | undefined {
    return this.maskedLines[0];
  }

  static goodOf(document: YamlDocument): Reference | undefined {
    return document instanceof ParsedDocument ? document.#good : undefined;
  }
}

function goodReference(previous: YamlDocument): Reference {
  return ParsedDocument.goodOf(previous) ?? { text: previous.text, root: previous.root, state: "broken" };
}

/**
 * Problems of the tree itself, without those that a broken line brings with it: what stands on that line, and an alias whose
 * anchor a mask has blanked.
 */
function ownProblems(text: string, { best, maskedLines, problems }: Recovered): readonly YamlProblem[] {
  const broken = new Set(problems.map((problem) => lineAt(text, problem.span.start).start));
  return best.problems.filter(
    (problem) =>
      !broken.has(lineAt(text, problem.span.start).start) && !(problem.code === "unknown-alias" && maskedLines.length > 0),
  );
}

/** What shifts the lines below it against each other. */
const shifting: ReadonlySet<string> = new Set([
  "missing-colon",
  "bad-indentation",
  "no-break-space",
  "tab-indentation",
  "unclosed-quote",
  "unknown-alias",
]);

/**
 * Problems without those that only follow from an earlier one: keys that seem to be there twice, and lines that seem to be indented
 * wrongly, once a key above has lost its colon, its value or its column; and all but the first of a line.
 */
function withoutFollowers(text: string, problems: readonly YamlProblem[]): readonly YamlProblem[] {
  const ordered = [...problems].sort((a, b) => a.span.start - b.span.start);
  const cause = ordered.find(({ code }) => shifting.has(code));
  let last = -1;
  return ordered.filter((problem) => {
    const { code, span: place, severity } = problem;
    if (severity === "warning") return true;
    const line = lineAt(text, place.start).start;
    const follows = cause && cause.span.start < place.start && /^(?:bad-indentation|duplicate-key)$/.test(code);
    const again = line === last && /^(?:bad-indentation|ambiguous-colon)$/.test(code);
    last = line;
    return problem === cause || !(follows || again);
  });
}

function unread(text: string, code: string, message: string, help: string): YamlDocument {
  const place = lineAt(text, 0);
  const problem: YamlProblem = { code, message, help, span: span(0, Math.min(place.end, 1)) };
  return { text, root: undefined, problems: [problem], comments: [], masked: undefined, maskedLines: [] };
}

/** In order of place, each on one line, at most `maxProblems` and one that counts the rest. */
function cap(text: string, problems: readonly YamlProblem[]): readonly YamlProblem[] {
  const ordered = problems.map((problem) => ({ ...problem, span: firstLineOf(text, problem.span) }));
  ordered.sort((a, b) => a.span.start - b.span.start);
  const rest = ordered.length - maxProblems;
  const next = ordered[maxProblems];
  if (rest <= 0 || !next) return ordered;
  return [
    ...ordered.slice(0, maxProblems),
    { code: "more-problems", message: `And ${rest.toLocaleString("en-US")} more problems in this file`, span: next.span },
  ];
}
