/** How files of a workspace hang together: each fault is told once, with the other place beside it. */
import assert from "node:assert/strict";
import { workspace } from "../../support/workspace";

const webhook = `
# file: promo.webhook.yaml
name: promo
method: GET
url: https://shop.example.com/promo?town=$<event.town>
`;
const workflow = `
# file: promo.workflow.yaml
name: Promo
start: { type: event, event: asked, next: ask }
blocks:
  ask: { type: webhook, webhook: promo, next: end }
  end: { type: end }
`;
const circling = workflow
  .replace("next: end }", "next: wait }")
  .replace("  end: { type: end }", "  wait: { type: timer, wait: 2 days, next: ask }\n  done: { type: end }");
const sample = (name: string, parameters: string, type = "asked") => `
# file: ${name}.event.json
{ "eventTypeKey": "${type}", "params": { "email": "ann@example.com"${parameters} } }
`;
const recorded = (name: string, body: string, at: string) => `
# file: ${name}.response.json
{ "webhook": "promo", "status": 200, "body": ${body}, "sample": { "contact": "ann" }, "recordedAt": "2026-01-${at}T10:00:00Z" }
`;

suite("wiring", () => {
  const cases: readonly (readonly [title: string, files: string, expected: readonly string[]])[] = [
    ["a whole workspace has none", webhook + workflow + sample("ann", ', "town": "Lviv"'), []],
    [
      "an event that brings nothing of what a webhook reads",
      webhook + workflow + sample("ann", ""),
      [
        "promo.webhook.yaml: Unknown name `town`: it is not in the sample of `asked`",
        '  promo.workflow.yaml [asked] `asked` starts "Promo", which runs this webhook',
      ],
    ],
    [
      "one of two events that does not bring it",
      webhook +
        workflow +
        workflow.replace("promo.workflow", "left.workflow").replace("asked", "left").replace("Promo", "Left") +
        sample("ann", ', "town": "Lviv"') +
        sample("bob", "", "left"),
      [
        'promo.webhook.yaml: `town` is in no sample of `left`, which starts "Left"',
        '  left.workflow.yaml [left] `left` starts "Left", which runs this webhook',
      ],
    ],
    ["a webhook that is gone", workflow + sample("ann", ""), ["promo.workflow.yaml: There is no webhook `promo`"]],
    [
      "a webhook that nothing runs",
      webhook + workflow + sample("ann", ', "town": "Lviv"') + webhook.replaceAll("promo", "old").trimStart(),
      ["old.webhook.yaml: No workflow runs `old`"],
    ],
    [
      "a webhook that a mistyped name may mean is not unused",
      webhook.replaceAll("promo", "promos") +
        webhook.replaceAll("promo", "other") +
        workflow.replace("webhook: promo", "webhook: promo1") +
        sample("ann", ', "town": "Lviv"'),
      ["promo.workflow.yaml: There is no webhook `promo1`"],
    ],
    [
      "a circle that passes by what would end it",
      webhook + circling + sample("ann", ', "town": "Lviv"'),
      ["promo.workflow.yaml: No way from the start leads to `done`"],
    ],
    [
      "a circle beside another one",
      webhook +
        circling.replace("next: ask }", "next: wait }").replace("type: end", "type: timer, wait: 2 days, next: done") +
        sample("ann", ', "town": "Lviv"'),
      [
        "promo.workflow.yaml: From `wait` no path comes to an End block: it goes round for ever",
        "promo.workflow.yaml: No way from the start leads to `done`",
      ],
    ],
    [
      "two webhooks of one name",
      webhook + workflow + sample("ann", ', "town": "Lviv"') + webhook.replace("promo.webhook", "promo2.webhook"),
      [
        "promo2.webhook.yaml: The webhook `promo` is also in promo.webhook.yaml, and the name means that one",
        "  promo.webhook.yaml [promo] The other webhook",
      ],
    ],
    [
      "a recording of another form than before",
      webhook +
        workflow +
        sample("ann", ', "town": "Lviv"') +
        recorded("a", '{ "code": "X", "n": 1 }', "01") +
        recorded("b", '{ "code": 7 }', "02"),
      [
        "b.response.json: `n` is gone from the body: the older recording has it",
        '  a.response.json ["n"] Before, in a',
        "b.response.json: `code` is a number here and was text in the older recording",
        '  a.response.json ["code"] Before, in a',
      ],
    ],
    [
      "fields that come and go are no contradiction",
      webhook +
        workflow +
        sample("ann", ', "town": "Lviv"') +
        recorded("a", '{ "code": "X", "n": 1 }', "01") +
        recorded("b", '{ "code": "X" }', "02") +
        recorded("c", '{ "code": "Y" }', "03"),
      [],
    ],
  ];
  for (const [title, files, expected] of cases)
    test(title, async () => {
      const made = await workspace(files);
      const lines = made.uris.flatMap((uri) =>
        made.language.findings(uri).flatMap(({ message, related }) => [
          `${name(uri)}: ${message}`,
          ...related.map((place) => {
            const text = made.language.file(place.uri)?.text ?? "";
            return `  ${name(place.uri)} [${text.slice(place.span.start, place.span.end)}] ${place.message}`;
          }),
        ]),
      );
      assert.deepEqual(lines, expected);
      assert.deepEqual(made.log, []);
    });

  test("what is told follows the other files", async () => {
    const made = await workspace(
      webhook + workflow + sample("ann", ', "town": "Lviv"') + webhook.replaceAll("promo", "old").trimStart(),
    );
    const uri = "file:///workspace/old.webhook.yaml";
    const flow = "file:///workspace/promo.workflow.yaml";
    const told = () => made.language.findings(uri).map(({ rule }) => rule);
    assert.deepEqual(told(), ["unused-webhook"]);
    const text = made.language.file(flow)?.text ?? "";
    made.language.changed(made.language.workspace.openFile(flow, text.replace("webhook: promo", "webhook: old"), 2));
    assert.deepEqual(told(), []);
    made.language.changed(made.language.workspace.openFile(flow, text, 3));
    assert.deepEqual(told(), ["unused-webhook"]);
  });
});

function name(uri: string): string {
  return uri.slice(uri.lastIndexOf("/") + 1);
}
