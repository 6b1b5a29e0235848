/**
 * What must hold for every generated document. Each function throws with a readable message when it does not; the property
 * tests run them on a few thousand documents and `npm run fuzz` on many more.
 */
import assert from "node:assert/strict";
import { CST, Parser } from "yaml";
import { applyEdits } from "#core/text/edit";
import type { Span } from "#core/text/span";
import { replaceInScalar } from "#core/yaml/encode";
import { parseYaml, placeAt, type YamlDocument, type YamlNode, type YamlScalar } from "#core/yaml/index";
import { decodeToken, isBlock, type ScalarToken, tokenOfCst } from "#core/yaml/token";
import { type Generated, Random } from "./generate";

/** Numbers for the final line of the fuzz run. */
export interface Counts {
  documents: number;
  scalars: number;
  units: number;
  tokens: number;
  edits: number;
  damaged: number;
}

export function noCounts(): Counts {
  return { documents: 0, scalars: 0, units: 0, tokens: 0, edits: 0, damaged: 0 };
}

/** All properties of one document. */
export function checkDocument(generated: Generated, seed: number, counts: Counts): void {
  const document = parseYaml(generated.text);
  counts.documents++;
  assert.deepEqual(
    document.problems.filter((problem) => problem.severity !== "warning"),
    [],
    "a generated document is valid",
  );
  // The library misreads a byte order mark before a list; what it says of the rest is what counts here.
  checkDecoding(generated.text.replace(/^\ufeff/, "\n"), counts);
  checkPlaces(document, generated, counts);
  const random = new Random(seed);
  checkReplacing(document, random, counts);
  checkDamaged(document, random, counts);
}

export const damages = [
  "",
  "\n",
  "\r",
  "\t",
  '"',
  "'",
  "{",
  "]",
  ": ",
  "- ",
  "&n0 ",
  "*n0",
  "<<: *n0",
  "!!x",
  "#",
  "|",
  ">2",
  "\ufeff",
  "\0",
  "---\n",
  "...\n",
  "%A\n",
  "\ud83d",
] as const;

/** A damaged document is read too: no exception, everything inside the text, all spans of the tree in order. */
function checkDamaged(document: YamlDocument, random: Random, counts: Counts): void {
  let text = document.text;
  let last = document;
  for (let i = random.below(3); i >= 0; i--) {
    const at = random.below(text.length + 1);
    text = text.slice(0, at) + random.pick(damages) + text.slice(Math.min(text.length, at + random.below(6)));
    const damaged = parseYaml(text, random.chance(0.8) ? last : undefined);
    assert.equal(damaged.text, text);
    for (const problem of damaged.problems) {
      inside(problem.span, text, problem.code);
      if (/[\r\n]/.test(text.slice(problem.span.start, problem.span.end)))
        assert.fail(`${problem.code} is over lines in ${JSON.stringify(text)}`);
    }
    for (const comment of damaged.comments) inside(comment.span, text, "comment");
    for (const line of damaged.maskedLines) inside(line, text, "masked line");
    checkTree(damaged.root, text);
    const offset = random.below(text.length + 1);
    inside(placeAt(damaged, offset).typed, text, `place at ${offset}`);
    last = damaged;
    counts.damaged++;
  }
}

function checkTree(node: YamlNode | undefined, text: string): void {
  if (!node) return;
  inside(node.span, text, node.kind);
  for (const use of node.uses) inside(use, text, "use");
  if (node.kind === "sequence") for (const item of node.items) checkTree(item, text);
  else if (node.kind === "scalar") inside(node.map.toSource({ start: 0, end: node.text.length }), text, "content");
  else
    for (const entry of node.entries) {
      inside(entry.span, text, "entry");
      checkTree(entry.key, text);
      checkTree(entry.value, text);
    }
}

function inside({ start, end }: Span, text: string, what: string): void {
  if (start < 0 || end < start || end > text.length)
    assert.fail(`${what} at [${start},${end}) of ${text.length} in ${JSON.stringify(text)}`);
}

/** Our decoding of every token is the library's, and each unit has a place in order. */
function checkDecoding(text: string, counts: Counts): void {
  for (const written of scalarTokens(text)) {
    const token = tokenOfCst(written);
    const ours = decodeToken(token);
    assert.equal(ours.text, CST.resolveAsScalar(written)?.value, `the decoded text of ${JSON.stringify(token.source)}`);
    assert.equal(ours.places.length, ours.text.length);
    let before = ours.contentStart;
    for (let i = 0; i < ours.text.length; i++) {
      const start = ours.places.startOf(i);
      const end = ours.places.endOf(i);
      const shared = i > 0 && start === ours.places.startOf(i - 1) && end === ours.places.endOf(i - 1);
      const unit = ours.text.charAt(i);
      const written = text.slice(start, end);
      // Messages are only made when they are needed: there are millions of units.
      if (!shared && (start < before || end < start))
        assert.fail(`unit ${i} of ${JSON.stringify(token.source)} is at [${start},${end})`);
      if (!isWrittenAs(unit, written, token, end === text.length))
        assert.fail(`${JSON.stringify(unit)} is not written as ${JSON.stringify(written)}`);
      before = end;
    }
    assert.ok(before <= ours.contentEnd);
    counts.scalars++;
    counts.units += ours.text.length;
  }
}

/** Whether the unit may be what these characters of the file say, in this style. */
function isWrittenAs(unit: string, written: string, token: ScalarToken, atEnd: boolean): boolean {
  if (written === unit) return true;
  if (unit === " " || unit === "\n") {
    if (/^[ \t]*\r?\n[ \t\r\n]*$/.test(written)) return true;
    if (isBlock(token) && atEnd && written === "") return true;
  }
  if (token.style === "single") return unit === "'" && written === "''";
  return token.style === "double" && /^\\(?:x..|u....|U........|[^xuU])$/s.test(written);
}

/** Every token is found in decoded text, and its range in the file is where it was written. */
function checkPlaces(document: YamlDocument, generated: Generated, counts: Counts): void {
  const expected = new Map(generated.tokens.map((token) => [token.text, token]));
  let found = 0;
  for (const scalar of writtenScalars(document.root))
    for (const match of scalar.text.matchAll(/\$<[kv][^>]*>/g)) {
      const token = expected.get(match[0]);
      assert.ok(token, `nobody wrote ${match[0]}`);
      const place = scalar.map.toSource({ start: match.index, end: match.index + match[0].length });
      assert.deepEqual(place, { start: token.start, end: token.end }, `the place of ${match[0]}`);
      assert.equal(scalar.map.toDecoded(place.start), match.index, `back from the place of ${match[0]}`);
      found++;
    }
  assert.equal(found, generated.tokens.length, "every written token is found");
  counts.tokens += found;
}

const replacements = [
  "$<n>",
  "x",
  "",
  "it's",
  'say "hi"',
  "back\\slash",
  "a: b",
  " #c",
  "1",
  "é😀",
  "two\nlines",
  "[x], {y}",
  "\u0007",
  "-",
] as const;

/** Replacing a part of a scalar changes what it says as wanted, and nothing else. */
function checkReplacing(document: YamlDocument, random: Random, counts: Counts): void {
  const scalars = writtenScalars(document.root);
  const scalar = scalars[random.below(scalars.length)];
  if (!scalar) return;
  const start = random.below(scalar.text.length + 1);
  const end = Math.min(scalar.text.length, start + random.below(4));
  if (cutsCharacter(scalar.text, start) || cutsCharacter(scalar.text, end)) return;
  const replacement = random.pick(replacements);
  const wanted = scalar.text.slice(0, start) + replacement + scalar.text.slice(end);
  if (scalar.place.key && (wanted === "" || scalars.some((other) => other.text === wanted))) return;
  const edits = replaceInScalar(document, scalar, { start, end }, replacement);
  if (!edits) return;
  const after = parseYaml(applyEdits(document.text, edits));
  const at = scalars.indexOf(scalar);
  const label = `replacing [${start},${end}) of ${JSON.stringify(scalar.text)} (${scalar.style}) by ${JSON.stringify(replacement)} with ${JSON.stringify(edits)}`;
  assert.deepEqual(
    writtenScalars(after.root).map((other) => other.text),
    scalars.map((other, i) => (i === at ? wanted : other.text)),
    label,
  );
  assert.deepEqual(
    after.problems.filter((problem) => problem.severity !== "warning"),
    [],
    label,
  );
  const changed = writtenScalars(after.root)[at];
  if (typeof scalar.value === "string") assert.equal(typeof changed?.value, "string", label);
  counts.edits++;
}

function cutsCharacter(text: string, at: number): boolean {
  return /[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at));
}

/** All keys and values that are written in place, in order of the tree. */
export function writtenScalars(node: YamlNode | undefined): YamlScalar[] {
  if (!node || node.uses.length > 0) return [];
  if (node.kind === "scalar") return [node];
  if (node.kind === "sequence") return node.items.flatMap(writtenScalars);
  return node.entries.flatMap((entry) => (entry.merged ? [] : [...writtenScalars(entry.key), ...writtenScalars(entry.value)]));
}

/** The scalar tokens of a text, straight from the library. */
function scalarTokens(text: string): (CST.FlowScalar | CST.BlockScalar)[] {
  const found: (CST.FlowScalar | CST.BlockScalar)[] = [];
  const visit = (token: CST.Token | null | undefined): void => {
    if (!token) return;
    if (CST.isScalar(token)) found.push(token);
    else if (CST.isCollection(token))
      for (const item of token.items) {
        visit(item.key);
        visit(item.value);
      }
    else if (token.type === "document") visit(token.value);
  };
  for (const token of new Parser().parse(text)) visit(token);
  return found;
}
