// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are references
import assert from "node:assert/strict";
import { lexReferences, type PrintedForm, printReference } from "#core/reference/index";
import { applyEdits } from "#core/text/edit";
import { parseYaml, replaceInScalar, type YamlScalar } from "#core/yaml/index";

/** Each style with `@` where the reference goes; `w` must stay what it is. */
const styles: readonly (readonly [name: string, file: string])[] = [
  ["plain", "v: a @ b\nw: 1\n"],
  ["plain over lines", "v: a\n  @\n  b\nw: 1\n"],
  ["single", "v: 'it''s @ b'\nw: 1\n"],
  ["double", 'v: "\\"a\\" @ b"\nw: 1\n'],
  ["double over lines", 'v: "a\n  @ \\\n  b"\nw: 1\n'],
  ["literal", "v: |\n  a\n  @ b\nw: 1\n"],
  ["folded", "v: >-\n  a\n  @\n  b\nw: 1\n"],
  ["CR LF", "v: |\r\n  a\r\n  @ b\r\nw: 1\r\n"],
  ["flow map", "v: { k: 'x', l: \"@\" }\nw: 1\n"],
];

/** References as they may stand when somebody completes or converts one; none has a character that its style must escape. */
const states = ["$<", "$<na", "$<name>", "$<name.path[0]|none>", "$na", "$!na", "${na}", "$!{na.x}"] as const;

function scalarWith(text: string, part: string): YamlScalar {
  const found: YamlScalar[] = [];
  const root = parseYaml(text).root;
  assert.ok(root?.kind === "map");
  const value = root.get("v")?.value;
  const inner = value?.kind === "map" ? value.get("l")?.value : value;
  if (inner?.kind === "scalar" && inner.text.includes(part)) found.push(inner);
  assert.ok(found[0], `${part} is in ${text}`);
  return found[0];
}

suite("reference: writing into every style", () => {
  for (const [name, file] of styles)
    for (const state of states)
      test(`${name}: ${state}`, () => {
        const text = file.replace("@", () => state);
        const document = parseYaml(text);
        const scalar = scalarWith(text, state);
        const [reference] = lexReferences(scalar.text, "text").references;
        assert.ok(reference);
        const source = scalar.map.toSource(reference.span);
        assert.equal(text.slice(source.start, source.end), state);
        const wanted = { name: "it-is", path: reference.path, fallback: { text: `say "it's"`, span: reference.span } };
        for (const form of ["checked", "velocity", "data"] satisfies PrintedForm[]) {
          const printed = printReference(wanted, form);
          const edits = replaceInScalar(document, scalar, reference.span, printed);
          assert.ok(edits);
          const after = applyEdits(text, edits);
          const again = parseYaml(after);
          assert.deepEqual(again.problems, [], after);
          const changed = scalarWith(after, printed);
          assert.equal(
            changed.text,
            scalar.text.slice(0, reference.span.start) + printed + scalar.text.slice(reference.span.end),
          );
          const [read] = lexReferences(changed.text, "text").references;
          assert.equal(read?.name, "it-is");
          assert.equal(read?.fallback?.text, `say "it's"`);
          assert.match(after, /\r?\nw: 1\r?\n$/);
        }
      });
});
