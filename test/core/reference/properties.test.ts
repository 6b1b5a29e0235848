import assert from "node:assert/strict";
import fc from "fast-check";
import {
  compile,
  lexReferences,
  type PathStep,
  type PrintedForm,
  printReference,
  type Reference,
  type ReferencePlace,
} from "#core/reference/index";

const places: readonly ReferencePlace[] = ["url", "header", "json", "xml", "text", "block-field", "bare-name", "message"];
const nowhere = { start: 0, end: 0 };

const identifier = fc
  .stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/)
  .filter(
    (name) => !["data", "contact", "event", "foreach", "macro", "template", "define", "evaluate", "bodyContent"].includes(name),
  );
const anyName = fc.oneof(
  identifier,
  fc.stringMatching(/^[A-Za-zéїЖ0-9_-]{1,8}$/).filter((name) => !["data", "contact", "event"].includes(name)),
);
const step: fc.Arbitrary<PathStep> = fc.oneof(
  anyName.map((name) => ({ kind: "property" as const, name, span: nowhere })),
  fc.nat(99).map((index) => ({ kind: "index" as const, index, span: nowhere })),
);
const generated = fc.record({
  name: anyName,
  path: fc.array(step, { maxLength: 3 }),
  namespace: fc.constantFrom(undefined, { name: "contact" as const, span: nowhere }, { name: "event" as const, span: nowhere }),
  fallback: fc.option(
    fc
      .stringMatching(/^[ a-zé'"|.$,;:!?()-]{0,12}$/)
      .filter((text) => !text.includes("$"))
      .map((text) => ({ text, span: nowhere })),
    { nil: undefined },
  ),
});

/** What two readings must agree on, whatever their form. */
function meaning(reference: Pick<Reference, "name" | "path" | "fallback">) {
  return {
    name: reference.name,
    path: reference.path.map((one) => (one.kind === "index" ? one.index : one.name)),
    fallback: reference.fallback?.text,
  };
}

suite("reference: properties", () => {
  for (const form of ["checked", "velocity", "data"] satisfies PrintedForm[])
    test(`what is printed as ${form} is read back, and printed the same`, () => {
      fc.assert(
        fc.property(
          generated,
          fc.constantFrom("", "a ", "x=1&y=", "“"),
          fc.constantFrom("", " b", "&z", "-", "…"),
          (reference, before, after) => {
            const printed = printReference(reference, form);
            const text = before + printed + after;
            const [read, ...more] = lexReferences(text, "text").references;
            assert.ok(read, text);
            assert.deepEqual(more, [], text);
            assert.deepEqual(meaning(read), meaning(reference), text);
            assert.equal(text.slice(read.span.start, read.span.end), printed);
            if (form === "checked") assert.equal(read.namespace?.name, reference.namespace?.name);
            assert.equal(printReference(read, form), printed);
          },
        ),
        { numRuns: 3000 },
      );
    });

  test("what is compiled says the same names, paths and fallbacks, and knows where it came from", () => {
    const part = fc.oneof(
      generated.map((reference) => printReference(reference, "checked")),
      fc.constantFrom(" ", "a", "&b=", "\\$<c>", '"', ".x", "é"),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const text = parts.join("");
        const source = lexReferences(text, "text").references;
        const compiled = compile(text, "text");
        const platform = lexReferences(compiled.text, "message").references.filter((reference) => reference.form !== "checked");
        assert.deepEqual(platform.map(meaning), source.map(meaning), `${text}  →  ${compiled.text}`);
        for (const [i, reference] of platform.entries()) assert.deepEqual(compiled.toSource(reference.span), source[i]?.span);
        // What was not rewritten is where it was.
        for (let at = 0; at < compiled.text.length; at++) {
          if (compiled.pieces.some((piece) => piece.compiled.start <= at && at < piece.compiled.end)) continue;
          const { start, end } = compiled.toSource({ start: at, end: at + 1 });
          assert.equal(text.slice(start, end), compiled.text[at]);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test("any text in any place: no throw, spans in order and inside the text", () => {
    const bits = fc.oneof(
      fc.string(),
      fc.constantFrom(
        "$<",
        ">",
        "\\$<",
        "${",
        "}",
        "$!",
        "|",
        ".",
        "[0]",
        "%A%",
        "'",
        '"',
        "#if(",
        "$data.get('",
        "\n",
        "😀",
        "contact.",
      ),
    );
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 12 }), fc.constantFrom(...places), (parts, place) => {
        const text = parts.join("");
        const { references, problems } = lexReferences(text, place);
        let before = 0;
        for (const { span, nameSpan, name, form, path, fallback } of references) {
          assert.ok(span.start >= before && span.end <= text.length && span.start <= span.end);
          before = span.start;
          if (form !== "data") assert.equal(text.slice(nameSpan.start, nameSpan.end), name);
          for (const inner of [nameSpan, ...path.map((one) => one.span), ...(fallback ? [fallback.span] : [])])
            assert.ok(inner.start >= span.start && inner.end <= span.end, text);
        }
        for (const problem of problems) assert.ok(problem.span.start >= 0 && problem.span.end <= text.length);
        compile(text, place);
      }),
      { numRuns: 5000 },
    );
  });

  test("a message and a bare name compile to themselves", () => {
    for (const place of ["message"] as const) assert.equal(compile("$<b>5</b> \\$<x>", place).text, "$<b>5</b> \\$<x>");
  });
});
