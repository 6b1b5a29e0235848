/** The parser's promises: always a tree, spans that nest and cover the text, and a problem where the platform has one. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { type AnyNode, type Body, children, parse, references, type Template, walk } from "#core/velocity/index";
import { recordedCases } from "./fixtures";

/** Pieces that meet in real templates, and the ones that hurt. */
const pieces = [
  ..."$!{}[]().,|\\\"'#@-=<>&%+*/ \n\t",
  ..."ab1_є\u2028",
  "\r\n",
  "$a",
  "${a.b",
  "$!{a|'x'}",
  "$a.get('k')[0]",
  '"x $a \\u0041"""',
  "#set($x = 1)",
  "#set($x",
  "#if($a && ",
  "#if($a)",
  "#elseif($b == 2)",
  "#else",
  "#{else}",
  "#end",
  "#foreach($i in [1..3])",
  "#macro(m $p $q=1)",
  "#m('x')",
  "#@m()",
  "#define($d)",
  "#evaluate('$a')",
  "#[[",
  "]]#",
  "#*",
  "*#",
  "##",
  "{'k': [1, {}]}",
  "🎉",
];
const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(""));
const mutated = fc
  .tuple(fc.constantFrom(...recordedCases.map((one) => one.template)), fc.nat(200), fc.nat(20), fc.constantFrom(...pieces, ""))
  .map(([text, at, length, piece]) => text.slice(0, at) + piece + text.slice(at + length));
const anyText = fc.oneof(soup, mutated, fc.string({ unit: "binary" }));

/** What is wrong with the spans of a tree, or undefined. */
function brokenSpan(tree: Template): string | undefined {
  let broken: string | undefined;
  walk(tree, (node, ancestors) => {
    const parent = ancestors.at(-1);
    if (node.span.start > node.span.end) broken ??= `${node.kind} ends before it begins`;
    if (parent !== undefined && (node.span.start < parent.span.start || node.span.end > parent.span.end))
      broken ??= `${node.kind} ${JSON.stringify(node.span)} leaves ${parent.kind} ${JSON.stringify(parent.span)}`;
  });
  return broken;
}

/** The text rebuilt from nodes that lie side by side; a gap or an overlap makes it differ from the source. */
function rebuild(source: string, body: Body): string {
  return body.map((node) => rebuildNode(source, node)).join("");
}

function rebuildNode(source: string, node: AnyNode): string {
  const slice = (place: { start: number; end: number }): string => source.slice(place.start, place.end);
  const end = "endSpan" in node && node.endSpan !== undefined ? slice(node.endSpan) : "";
  switch (node.kind) {
    case "if":
      return node.branches.map((branch) => rebuildNode(source, branch)).join("") + end;
    case "branch":
      return slice(node.headSpan) + rebuild(source, node.body);
    case "foreach":
      return (
        slice(node.headSpan) + rebuild(source, node.body) + (node.otherwise ? rebuildNode(source, node.otherwise) : "") + end
      );
    case "macro":
    case "define":
      return slice(node.headSpan) + rebuild(source, node.body) + end;
    case "call":
      return slice(node.headSpan) + rebuild(source, node.body ?? []) + end;
    default:
      return slice(node.span);
  }
}

suite("velocity: parse", () => {
  test("never throws, and every span lies within its parent's", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        assert.equal(brokenSpan(parse(text).tree), undefined);
      }),
      { numRuns: 3000 },
    );
  });

  test("covers every character", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        assert.equal(rebuild(text, parse(text).tree.body), text);
      }),
      { numRuns: 3000 },
    );
  });

  test("walks every node once and gives the references in the order of the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { tree } = parse(text);
        const seen = new Set<AnyNode>();
        walk(tree, (node, ancestors) => {
          assert.ok(!seen.has(node));
          seen.add(node);
          const parent = ancestors.at(-1);
          assert.ok(parent === undefined || children(parent).includes(node));
        });
        const found = references(tree).map(({ node }) => node);
        assert.deepEqual(new Set(found), new Set([...seen].filter((node) => node.kind === "reference")));
        assert.ok(found.every((node, at) => at === 0 || (found[at - 1]?.span.start ?? 0) <= node.span.start));
      }),
      { numRuns: 1000 },
    );
  });

  test("walks past what is inside a node that a visitor does not want to see, and past nothing else", () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom("if", "branch", "foreach", "reference", "method", "set", "template"), (text, kind) => {
        const { tree } = parse(text);
        const expected: [AnyNode, number][] = [];
        const visit = (node: AnyNode, depth: number): void => {
          expected.push([node, depth]);
          if (node.kind !== kind) for (const child of children(node)) visit(child, depth + 1);
        };
        for (const subject of [tree, ...children(tree)]) {
          expected.length = 0;
          visit(subject, 0);
          const seen: [AnyNode, number][] = [];
          walk(subject, (node, ancestors) => {
            seen.push([node, ancestors.length]);
            return node.kind !== kind;
          });
          assert.deepEqual(seen, expected);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("reports an error where the platform cannot read the template, and none elsewhere", () => {
    const wrong: string[] = [];
    for (const one of recordedCases) {
      const parseError = one.expectedError?.type === "ParseErrorException";
      const [problem] = parse(one.template).problems.filter(({ severity }) => severity === "error");
      if (parseError !== (problem !== undefined)) wrong.push(`${one.name}: ${problem?.message ?? "nothing reported"}`);
      else if (problem !== undefined && problem.line !== one.expectedError?.line) wrong.push(`${one.name}: line ${problem.line}`);
    }
    assert.deepEqual(wrong, []);
  });
});
