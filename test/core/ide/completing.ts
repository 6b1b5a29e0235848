/** A small account for the tests of completion, and what an editor does with an item that is chosen. */
import assert from "node:assert/strict";
import type { Completion } from "#core";
import { applyEdits, cursorMark } from "#core";
import { lineAt } from "#core/text/lines";
import { parseYaml } from "#core/yaml/index";
import { type TestWorkspace, workspace } from "../../support/workspace";

/** Contact fields, segments, an event, webhooks with odd names, an answer, and a workflow that shows `m.html`. */
export const account = `# file: contact-fields.yaml
fields:
  PERSONAL.GENDER: { type: dropdown, title: Gender, values: [M, F] }
  LOYALTY.CARD: { type: text }
  LOYALTY.POINTS: { type: number }
segments:
  Loyal: { type: dynamic }
  Newsletter: { type: list }
# file: order.event.json
{ "eventTypeKey": "orderPlaced", "params": {
  "Email": "ann@example.com", "shipCity": "Lviv", "paid": true, "when": "2026-11-20T10:00:00", "order-id": "5",
  "obj": { "a": { "b": [1, 2] }, "it's": 1 }, "items": [{ "title": "Mug", "price": 9.5 }] } }
# file: ann.contact.yaml
id: 1
firstName: Ann
email: ann@example.com
segments: [Newsletter]
# file: tok.connector.yaml
name: tok
type: bearer
# file: hook.webhook.yaml
name: hook
method: GET
url: https://a.example.com/?q=$<shipCity>
# file: hook.response.json
{ "webhook": "hook", "status": 200, "body": { "code": "A", "list": [{ "id": 1 }] } }
# file: its.webhook.yaml
name: it's
method: GET
url: https://a.example.com/
# file: five.webhook.yaml
name: "5"
method: GET
url: https://a.example.com/
# file: yes.webhook.yaml
name: "true"
method: GET
url: https://a.example.com/
# file: flow.workflow.yaml
name: Flow
start: { type: event, event: orderPlaced, next: h }
blocks:
  h: { type: webhook, webhook: hook, contactEmail: "\${Email}", next: i }
  i: { type: webhook, webhook: it's, next: m }
  m: { type: email, subject: Hi, template: m.html, next: end }
  end: { type: end }
`;

export interface Completed {
  readonly items: readonly Completion[];
  readonly labels: readonly string[];
  readonly place: TestWorkspace;
  /** The file once the item with a label is chosen, `‸` for the cursor. */
  take(label: string): string;
}

/** Completion at `<|>` in a file beside the account. */
export async function complete(file: string, marked: string): Promise<Completed> {
  const place = await workspace(`${account}# file: ${file}\n${marked}`);
  const items = place.language.completions(place.uri, place.offset);
  const labels = items.map(({ label }) => label);
  return {
    items,
    labels,
    place,
    take(label) {
      const item = items.find((candidate) => candidate.label === label);
      assert.ok(item, `${label} is not among ${labels.join(", ") || "nothing"}`);
      assertApplicable(place, item);
      assertFits(place, item);
      return applyEdits(place.text, [item.edit]).replace(cursorMark, "‸");
    },
  };
}

/** The protocol wants an edit that covers the cursor and stays on its line. */
export function assertApplicable({ text, offset }: Pick<TestWorkspace, "text" | "offset">, { label, edit }: Completion): void {
  const line = lineAt(text, offset);
  const { start, end } = edit.span;
  assert.ok(line.start <= start && start <= offset && offset <= end && end <= line.end, `${label}: ${JSON.stringify(edit)}`);
}

/** An editor shows an item when what stands before the cursor is in its filter, in order. */
export function assertFits({ text, offset }: Pick<TestWorkspace, "text" | "offset">, { edit, filter }: Completion): void {
  const typed = text.slice(edit.span.start, offset).trimStart().toLowerCase();
  let at = 0;
  for (const sign of filter.toLowerCase()) if (sign === typed[at]) at++;
  assert.equal(at, typed.length, `${JSON.stringify(typed)} does not fit ${JSON.stringify(filter)}`);
}

/** A line with `<|>`, the item, and the line afterwards with `‸` where the cursor goes if not behind what is written. */
export type Row = readonly [marked: string, label: string, becomes: string];

/** Tests rows in a file whose other lines stand around `@`. */
export function rows(title: string, file: string, around: string, table: readonly Row[]): void {
  for (const [marked, label, becomes] of table)
    test(`${title}: ${marked.replace("<|>", "▮").trim().replaceAll("\n", "⏎")} → ${label}`, async () => {
      const { take, place } = await complete(
        file,
        around.replace("@", () => marked),
      );
      const after = take(label);
      assert.equal(
        after,
        around.replace("@", () => becomes),
      );
      if (!place.language.file(place.uri)?.document) return;
      assert.ok(parseYaml(after.replace("‸", "")).problems.length <= parseYaml(place.text).problems.length);
    });
}

/** The first labels offered at a place. */
export async function first(file: string, marked: string, count: number): Promise<readonly string[]> {
  return (await complete(file, marked)).labels.slice(0, count);
}
