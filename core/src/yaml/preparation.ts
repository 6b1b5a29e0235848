/**
 * Two faults that spoil a whole file and have one cause: conflict markers of a merge, and tabs as indentation. Both are told
 * once and taken out of the way by a mask of the same length, so that the rest can be read.
 */
import { lineAt, linesOf } from "../text/lines";
import { span } from "../text/span";
import { type Attempt, attempt } from "./parse";
import type { YamlProblem } from "./tree";

/** A text with conflict markers: their problem, and the text with our side of each conflict only. */
export function findConflict(text: string): { readonly problem: YamlProblem; readonly text: string } | undefined {
  const first = /^<{7}(?= |\r?$)/m.exec(text);
  if (!first || !/^={7}\r?$/m.test(text.slice(first.index)) || !/^>{7}(?= |\r?$)/m.test(text.slice(first.index)))
    return undefined;
  let masked = "";
  let done = 0;
  let theirs = false;
  for (const line of linesOf(text, span(0, text.length))) {
    const start = text.slice(line.start, Math.min(line.end, line.start + 7));
    if (start === "=======" || start === "|||||||") theirs = true;
    const hidden = theirs || start === "<<<<<<<";
    if (start === ">>>>>>>") theirs = false;
    if (!hidden) continue;
    masked += text.slice(done, line.start) + " ".repeat(line.end - line.start);
    done = line.end;
  }
  return {
    problem: {
      code: "conflict-markers",
      message: "This file has an unresolved merge conflict",
      help: "Choose between the two sides and remove the lines of <, = and >",
      span: lineAt(text, first.index),
    },
    text: masked + text.slice(done),
  };
}

/**
 * Tabs as indentation, when they are what is wrong with a text: replacing each by a space leaves fewer faults.
 * @returns the problem at the first tab with the fix for all of them, and the attempt without tabs
 */
export function findTabs(raw: Attempt): { readonly problem: YamlProblem; readonly attempt: Attempt } | undefined {
  const tabs = [...raw.text.matchAll(/^ *\t[ \t]*(?=[^ \t\r\n#])/gm)];
  if (tabs.length === 0) return undefined;
  let spaced = "";
  let done = 0;
  for (const match of tabs) {
    spaced += raw.text.slice(done, match.index) + " ".repeat(match[0].length);
    done = match.index + match[0].length;
  }
  const without = attempt(spaced + raw.text.slice(done));
  if (without.faults.length >= raw.faults.length) return undefined;
  const first = tabs[0];
  if (!first) return undefined;
  const at = first.index + first[0].indexOf("\t");
  return {
    problem: {
      code: "tab-indentation",
      message: tabs.length === 1 ? "A tab cannot indent YAML" : `Tabs cannot indent YAML; ${tabs.length} lines begin with them`,
      help: "Use spaces",
      span: span(at, at + 1),
      fix: {
        title: "Indent with spaces",
        edits: tabs.map((match) => ({
          span: span(match.index, match.index + match[0].length),
          newText: match[0].replaceAll("\t", "  "),
        })),
      },
    },
    attempt: without,
  };
}
