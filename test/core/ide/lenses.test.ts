/** Lenses: what stands above a definition, and how often it is used. */
import assert from "node:assert/strict";
import { workspace } from "../../support/workspace";

suite("code lenses", () => {
  test("uses are counted for what others name", async () => {
    const { language } = await workspace(`# file: a.webhook.yaml
name: a
method: GET
url: https://x.example.com/?c=$<LOYALTY.CARD>
authentication: { connector: shop }
# file: shop.connector.yaml
name: shop
type: bearer
# file: contact-fields.yaml
fields:
  LOYALTY.CARD: { type: text }
# file: b.workflow.yaml
name: b
start: { type: event, event: asked, next: ask }
blocks:
  ask: { type: webhook, webhook: a, next: end }
  end: { type: end }
# file: asked.event.json
{ "eventTypeKey": "asked", "params": { "email": "a@example.com" } }
`);
    const counts = ["a.webhook.yaml", "shop.connector.yaml", "contact-fields.yaml", "asked.event.json"].map((name) => {
      const uri = `file:///workspace/${name}`;
      const lens = language.lenses(uri).find(({ action }) => action === "uses");
      assert.ok(lens, name);
      return language.references(uri, lens.span.start, false).length;
    });
    assert.deepEqual(counts, [1, 1, 1, 1]);
  });
});
