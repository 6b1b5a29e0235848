// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are references
/** The platform's catalogue of template rules: each wrong example has one finding of its rule and no other, each right one none. */
import assert from "node:assert/strict";
import { findingLines, workspace } from "../../support/workspace";

const samples = `# file: ann.event.json
{ "eventTypeKey": "asked", "params": { "email": "ann@example.com", "firstName": "Ann", "items": [{ "name": "Mug" }], "price": "9.50",
  "g": "M", "n": "Ann", "count": 0, "a": "x", "b": "2026-01-01", "list": [1], "d": 1767225600000 } }
# file: bob.event.json
{ "eventTypeKey": "asked", "params": { "email": "bob@example.com", "items": [{ "name": "Pot" }], "price": "12", "g": "F", "n": "Bo",
  "count": 3, "a": "x", "b": "2026-01-02", "list": [2], "d": 1767225600000 } }
`;

function message(text: string, channel = "email"): string {
  return `${samples}# file: m.workflow.yaml
name: M
start: { type: event, event: asked, next: mail }
blocks:
  mail: { type: ${channel}, template: m.vm, next: end }
  end: { type: end }
# file: m.vm
${text}
`;
}

const catalogue: readonly (readonly [
  id: string,
  severity: string,
  rule: string,
  wrong: string,
  right: string,
  channel?: string,
])[] = [
  ["T01", "warning", "missing-quiet-mark", "Hi $firstName", "Hi $!{firstName}"],
  ["T02", "warning", "velocity-count", "#foreach($i in $items)$velocityCount#end", "#foreach($i in $items)$foreach.count#end"],
  ["T03", "error", "unbalanced-directive", "#if($a)x", "#if($a)x#end"],
  ["T04", "error", "invalid-quote", "#if($a==’’)x#end", "#if($a=='')x#end"],
  ["T05", "warning", "invalid-spacing", "$!data.get ('a')", "$!data.get('a')"],
  ["T05", "error", "invalid-spacing", "# foreach($i in $items)x#end", "#foreach($i in $items)x#end"],
  ["T06", "warning", "invalid-spacing", "$!data.get(' a')", "$!data.get('a')"],
  ["T07", "warning", "unguarded-access", "$!items[2].name", "#foreach($i in $items)$!i.name#end"],
  ["T08", "warning", "invalid-comparison", "#if($!a == '')x#end", "#if(\"$!a\" == '')x#end"],
  ["T09", "warning", "joined-numbers", "#set($t=$price+1)", "#set($t=$mathTool.add($price,1))"],
  ["T10", "warning", "invalid-comparison", "#if($g == 'm')x#end", "#if($g.equalsIgnoreCase('m'))x#end"],
  ["T11", "warning", "invalid-comparison", "#if($g=='m' and $g=='M')x#end", "#if($g=='m' or $g=='M')x#end"],
  [
    "T12",
    "error",
    "hidden-directive",
    "<!--#if($b)-->\n<!--##elseif($a)-->\n<!--#end-->",
    "<!--#if($b)-->\n<!--#elseif($a)-->\n<!--#end-->",
  ],
  ["T13", "warning", "invalid-comment", "// price", "## price"],
  ["T14", "warning", "invalid-comment", "<b>Order ##5</b>", "#set($h='#')<b>Order ${h}${h}5</b>"],
  [
    "T15",
    "warning",
    "bare-directive",
    "<table><tr>#if($a)<td>x</td>#end</tr></table>",
    "<table><tr><!--#if($a)--><td>x</td><!--#end--></tr></table>",
  ],
  ["T16", "warning", "invalid-comment", "<!--#if($a)-->x<!--#end-->", "#if($a)x#end", "sms"],
  ["T17", "warning", "glued-directive", "#if($a)A#elseB#end", "#if($a)A#{else}B#end"],
  ["T18", "hint", "misleading-fallback", "${count|'none'}", "#if(\"$!count\"=='')none#{else}$count#end"],
  ["T19", "warning", "unguarded-access", "$!n.substring(0,20)", "#if($n.length()>20)$n.substring(0,20)#{else}$!n#end"],
  ["T20", "warning", "invalid-date-call", "$dateTool.diff($b,$b,'days')", "$dateTool.diff($b,$b,'DAYS')"],
  ["T21", "warning", "invalid-date-call", "$dateTool.addDays('30.04.2026',1)", "$dateTool.addDays('30.04.2026',1,'dd.MM.yyyy')"],
  ["T22", "hint", "invalid-date-call", "$dateTool.currentDate('YYYY-MM-dd')", "$dateTool.currentDate('yyyy-MM-dd')"],
  ["T22", "hint", "invalid-date-call", "$dateTool.currentDate('yyyy-MM-DD')", "$dateTool.currentDate('yyyy-MM-dd')"],
  ["T23", "warning", "invalid-date-call", "$dateTool.format('dd.MM', $d)", "$dateTool.formatDate('dd.MM', $!d)"],
  ["T24", "hint", "invalid-number-pattern", "$numberTool.format('#.00',$price)", "$numberTool.format('0.00',$price)"],
  ["T25", "warning", "unprintable-value", "$!items", "#foreach($i in $items)$!i.name#end"],
];

suite("the catalogue of template rules", () => {
  for (const [id, severity, rule, wrong, right, channel] of catalogue) {
    test(`${id} tells of ${wrong.split("\n").join(" ")}`, async () => {
      const lines = findingLines(await workspace(message(wrong, channel)));
      assert.deepEqual(
        lines.map((line) => line.split(" ").slice(1, 3).join(" ")),
        [`${severity} ${rule}`],
        lines.join("\n"),
      );
    });
    test(`${id} is silent on ${right.split("\n").join(" ")}`, async () => {
      assert.deepEqual(findingLines(await workspace(message(right, channel))), []);
    });
  }

  test("what is not known is not said: the same texts without samples and workflows", async () => {
    const needsEvidence = new Set(["T01", "T07", "T09", "T10", "T15", "T16", "T18", "T19", "T25"]);
    for (const [id, , , wrong] of catalogue)
      if (needsEvidence.has(id)) assert.deepEqual(findingLines(await workspace(`# file: m.vm\n${wrong}\n`)), [], id);
  });

  test("a block's JSON field gives other data, so the event's samples say nothing", async () => {
    const other = message("$items $items[2] $n.substring(0, 20) #if($g == 'm')x#end $firstName").replace(
      "m.vm, next",
      'm.vm, json: "${items}", next',
    );
    assert.deepEqual(findingLines(await workspace(other)), []);
  });
});
