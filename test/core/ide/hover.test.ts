/** What hovering says: of references, URLs as they would be sent, rules, methods. */
import assert from "node:assert/strict";
import { workspace } from "../../support/workspace";

const around = `# file: asked.event.json
{ "eventTypeKey": "asked", "params": { "email": "ann@example.com", "orderId": "A 1" } }
# file: ann.contact.yaml
email: ann@example.com
firstName: Ann
town: Lviv & Co
`;

async function hovered(marked: string): Promise<readonly string[]> {
  const { language, uri, offset } = await workspace(`${around}${marked}`);
  const hover = language.hover(uri, offset);
  return hover ? [hover.title, ...hover.parts.map((part) => part.text)] : [];
}

suite("hover", () => {
  test("a URL is shown as it would be sent, with the samples that fit", async () => {
    assert.deepEqual(
      await hovered("# file: a.webhook.yaml\nname: a\nmethod: GET\nurl: https://sh<|>op.example.com/?t=$<TOWN>&o=$<orderId>\n"),
      ["GET https://shop.example.com/?t=Lviv%20%26%20Co&o=A%201", "With the contact Ann and the event asked"],
    );
    const fixed = await hovered("# file: a.webhook.yaml\nname: a\nmethod: GET\nurl: https://sh<|>op.example.com/\n");
    assert.equal(
      fixed.some((line) => line.startsWith("GET")),
      false,
    );
  });

  test("a reference says what it is, where its value comes from, and what it was", async () => {
    assert.deepEqual(
      await hovered("# file: a.webhook.yaml\nname: a\nmethod: GET\nurl: https://shop.example.com/?o=$<ord<|>erId>\n"),
      ["$<orderId>", "Event parameter, text", "In 1 of 1 event samples", "asked: A 1"],
    );
  });

  test("a rule says what it wants, in the configuration and in a comment", async () => {
    const summary = "A webhook's URL begins with https://.";
    assert.equal((await hovered("# file: hookflow.yaml\nrules:\n  insecure-<|>url: off\n"))[1], summary);
    assert.equal(
      (
        await hovered(
          "# file: a.webhook.yaml\nname: a\nmethod: GET\n# hookflow-ignore insecure<|>-url: old host\nurl: http://x.example.com\n",
        )
      )[1],
      summary,
    );
  });

  test("a method says its parameters, of tools and of values", async () => {
    const flow =
      "# file: b.workflow.yaml\nname: b\nstart: { type: event, event: asked, next: m }\nblocks:\n  m: { type: sms, template: b.vm, next: end }\n  end: { type: end }\n# file: b.vm\n";
    assert.match((await hovered(`${flow}$mathTool.ad<|>d(1, 2)`))[0] ?? "", /^add\(.*\): /);
    assert.match(
      (await hovered(`${flow}#set($x = $orderId)$x.sub<|>string(1, 2)`))[0] ?? "",
      /^substring\(beginIndex: int, endIndex: int\)/,
    );
  });

  test("rules complete in the configuration", async () => {
    const { language, uri, offset } = await workspace("# file: hookflow.yaml\nrules:\n  insecure<|>\n");
    const item = language.completions(uri, offset).find(({ label }) => label === "insecure-url");
    assert.equal(item?.edit.newText, "insecure-url: ");
    assert.equal(item?.detail, "error");
  });
});
