// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are references
import assert from "node:assert/strict";
import { lexReferences, type Reference, type ReferencePlace } from "#core/reference/index";

/** A reference as a reader would describe it. */
function show(text: string, reference: Reference): string {
  const steps = reference.path.map((step) =>
    step.kind === "index" ? `[${step.index}]` : step.kind === "method" ? `.${step.name}()` : `.${step.name}`,
  );
  const marks = [
    reference.quiet && "quiet",
    reference.literal && "literal",
    !reference.closed && "open",
    reference.local && "local",
    !reference.printed && "silent",
  ];
  assert.equal(
    reference.namespace === undefined ? undefined : text.slice(reference.namespace.span.start, reference.namespace.span.end),
    reference.namespace?.name,
  );
  return [
    reference.form,
    JSON.stringify(text.slice(reference.span.start, reference.span.end)),
    `${reference.namespace ? `${reference.namespace.name}:` : ""}${reference.name}${steps.join("")}`,
    reference.fallback ? `|${reference.fallback.text}` : "",
    ...marks.filter((mark) => typeof mark === "string"),
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function shown(text: string, place: ReferencePlace): { references: string[]; problems: string[] } {
  const list = lexReferences(text, place);
  return {
    references: list.references.map((reference) => show(text, reference)),
    problems: list.problems.map(
      (problem) => `${problem.code} ${JSON.stringify(text.slice(problem.span.start, problem.span.end))}`,
    ),
  };
}

const table: readonly (readonly [
  text: string,
  place: ReferencePlace,
  references: readonly string[],
  problems?: readonly string[],
])[] = [
  ["$<TOWN>", "url", ['checked "$<TOWN>" TOWN quiet']],
  ["a $<contact.LIST.FIELD> b", "text", ['checked "$<contact.LIST.FIELD>" contact:LIST.FIELD quiet']],
  [
    "$<event.items[0].id|none at all>",
    "json",
    ['checked "$<event.items[0].id|none at all>" event:items[0].id |none at all quiet'],
  ],
  ["$<a>$<b>", "url", ['checked "$<a>" a quiet', 'checked "$<b>" b quiet']],
  ["$<contact>", "url", ['checked "$<contact>" contact quiet']],
  [
    "$<1043> $<order-id> $<Місто>",
    "text",
    ['checked "$<1043>" 1043 quiet', 'checked "$<order-id>" order-id quiet', 'checked "$<Місто>" Місто quiet'],
  ],
  ["\\$<TOWN>", "url", []],
  ["$<na", "url", ['checked "$<na" na quiet open'], ['unclosed-reference "$<na"']],
  ["$< na >", "url", ['checked "$< na >" quiet open'], ['spaced-reference "$< na >"']],
  ["$<event.a[0] >&b", "url", ['checked "$<event.a[0] >" event:a[0] quiet open'], ['spaced-reference "$<event.a[0] >"']],
  ["$<a.trim()>", "url", ['checked "$<a.trim()>" a quiet'], ['invalid-reference-path "trim()"']],
  ["$<na me>", "url", ['checked "$<na" na quiet open'], ['unclosed-reference "$<na"']],
  ['"$<na", "b": "$<c>"', "json", ['checked "$<na" na quiet open', 'checked "$<c>" c quiet'], ['unclosed-reference "$<na"']],
  ["$<a$<b>", "text", ['checked "$<a" a quiet open', 'checked "$<b>" b quiet'], ['unclosed-reference "$<a"']],
  ["$<a|x <b>", "text", ['checked "$<a|x" a |x quiet open'], ['unclosed-reference "$<a|x"']],
  ["$<a|x\ny>", "text", ['checked "$<a|x" a |x quiet open'], ['unclosed-reference "$<a|x"']],
  ["$<>", "url", ['checked "$<>" quiet'], ['empty-reference "$<>"']],
  ["$<contact.>", "url", ['checked "$<contact.>" contact: quiet'], ['empty-reference "$<contact.>"']],
  ["$<a..b>", "url", ['checked "$<a..b>" a quiet'], ['invalid-reference-path "..b"']],
  ["$<a[x]>", "url", ['checked "$<a[x]>" a quiet'], ['invalid-reference-path "[x]"']],
  ["$<a.", "url", ['checked "$<a." a quiet open'], ['unclosed-reference "$<a."']],
  ["<p>$</p>", "xml", []],
  ["$", "url", []],
  ["$<", "url", ['checked "$<" quiet open'], ['unclosed-reference "$<"']],
  [
    "$a ${b} $!c $!{d.x[1]}",
    "json",
    ['velocity "$a" a', 'velocity "${b}" b', 'velocity "$!c" c quiet', 'velocity "$!{d.x[1]}" d.x[1] quiet'],
  ],
  ["${a|'it''s'}", "text", ["velocity \"${a|'it''s'}\" a |it's"]],
  ["$foo$<bar>", "text", ['velocity "$foo" foo', 'checked "$<bar>" bar quiet']],
  [
    "$data.get('WH5').get('promo') $!data.a.b",
    "text",
    ["data \"$data.get('WH5').get('promo')\" WH5.promo", 'data "$!data.a.b" a.b quiet'],
  ],
  ["$data.get('WH').get(0).k.toUpperCase()", "text", ["data \"$data.get('WH').get(0).k.toUpperCase()\" WH[0].k.toUpperCase()"]],
  ["$data['x'].y $data", "text", ["data \"$data['x'].y\" x.y", 'data "$data" data']],
  ["$a ${b} $<c>", "block-field", ['velocity "${b}" b', 'checked "$<c>" c quiet']],
  [" promo ", "bare-name", ['bare "promo" promo silent']],
  ["${promo}", "bare-name", ['velocity "${promo}" promo']],
  [
    "%FIRSTNAME|friend% %LIST.FIELD%",
    "message",
    ['merge-tag "%FIRSTNAME|friend%" FIRSTNAME |friend quiet', 'merge-tag "%LIST.FIELD%" LIST.FIELD quiet'],
  ],
  ["100% of %EMAIL%", "json", ['merge-tag "%EMAIL%" EMAIL quiet literal']],
  ["?q=%D0%B0%20&e=%EMAIL%", "url", ['merge-tag "%EMAIL%" EMAIL quiet literal']],
  ["$<EMAIL> <b>$<b>5</b>", "message", ['checked "$<EMAIL>" EMAIL quiet literal', 'checked "$<b>" b quiet literal']],
  ["price $<5 and", "message", []],
  [
    "#set($x = $a)$x#if($b)$c#end",
    "message",
    ['velocity "$a" a silent', 'velocity "$x" x local', 'velocity "$b" b silent', 'velocity "$c" c'],
  ],
];

suite("reference: lexing", () => {
  for (const [text, place, references, problems = []] of table)
    test(`${place}: ${JSON.stringify(text)}`, () =>
      assert.deepEqual(shown(text, place), { references: [...references], problems: [...problems] }));

  test("the dotted text is kept for the scope to decide", () => {
    const dotted = (text: string) => lexReferences(text, "text").references.map((reference) => reference.dotted);
    assert.deepEqual(dotted("$<LIST.FIELD> $<contact.L.F[0].x> $a.b $data.get('P.L')"), ["LIST.FIELD", "L.F", "a.b", "P.L"]);
  });
});
