/**
 * No-break spaces and other blanks that come along when text is copied from a web page: they look like a space, and to YAML they
 * are letters. Told once, where they stand in place of indentation or behind a colon or dash, and taken out of the way by a mask
 * of the same length.
 */
import { codePointName } from "../text/code-points";
import { span } from "../text/span";
import { type Attempt, attempt } from "./parse";
import type { YamlNode, YamlProblem } from "./tree";

const blanks = "\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000";
const structural = new RegExp(
  `^(?:[ ${blanks}]*(?:-[ ${blanks}]+)*(?:-|[\\w.-]+:)[ ${blanks}]+|[ ${blanks}]+)(?=[^ \\t\\r\\n${blanks}])`,
  "gm",
);
const odd = new RegExp(`^[ ${blanks}]+|[ ${blanks}]+$|:[ ${blanks}]+`, "g");
const blank = new RegExp(`[${blanks}]`);

/** The problem at the first of them with the fix for all, and the attempt without them; they are at fault when others go with them. */
export function findNoBreaks(raw: Attempt): { readonly problem: YamlProblem; readonly attempt: Attempt } | undefined {
  const { text, root, faults } = raw;
  if (!blank.test(text)) return undefined;
  const inKeys = blanksOfKeys(root);
  const between = [...text.matchAll(structural)].flatMap(({ index, 0: written }) =>
    blanksIn(written, index).filter((at) => !isInText(root, at)),
  );
  const places = [...new Set([...inKeys, ...between])].sort((a, b) => a - b);
  const [first] = places;
  if (first === undefined) return undefined;
  let spaced = "";
  for (const at of places) spaced += `${text.slice(spaced.length, at)} `;
  const without = attempt(spaced + text.slice(spaced.length));
  if (without.faults.length >= faults.length + Math.min(1, inKeys.length)) return undefined;
  const name = codePointName(text.charAt(first));
  return {
    problem: {
      code: "no-break-space",
      message: `A ${name === "U+00A0" ? "no-break" : "foreign"} space (${name}) stands here, which YAML takes for a letter`,
      help: "Write a space",
      span: span(first, first + 1),
      fix: {
        title: places.length === 1 ? "Change to a space" : "Change to spaces",
        edits: places.map((at) => ({ span: span(at, at + 1), newText: " " })),
      },
    },
    attempt: without,
  };
}

function blanksIn(written: string, from: number): readonly number[] {
  return [...written].flatMap((sign, at) => (blank.test(sign) ? [from + at] : []));
}

/** Those with which a key begins or ends, or that follow a colon in it: what looks like key and value is one key. */
function blanksOfKeys(node: YamlNode | undefined): readonly number[] {
  if (!node || node.kind === "scalar" || node.uses.length > 0) return [];
  if (node.kind === "sequence") return node.items.flatMap(blanksOfKeys);
  return node.entries.flatMap(({ key, value, merged }) => {
    if (merged) return [];
    const own = key.style === "plain" && !key.text.includes("\n") ? [...key.text.matchAll(odd)] : [];
    return [...own.flatMap(({ 0: found, index }) => blanksIn(found, key.span.start + index)), ...blanksOfKeys(value)];
  });
}

/** Whether a place is in a text that is read as it is meant: in quotes, or a block of lines. */
function isInText(node: YamlNode | undefined, at: number): boolean {
  if (!node || node.uses.length > 0 || at < node.span.start || at >= node.span.end) return false;
  if (node.kind === "scalar") return node.style !== "plain";
  const parts = node.kind === "sequence" ? node.items : node.entries.flatMap(({ key, value }) => [key, value]);
  return parts.some((part) => isInText(part, at));
}
