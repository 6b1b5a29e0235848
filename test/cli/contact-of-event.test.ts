/** The contact of a test on the command line, when an event is there: the one that the workflow means, as in the editor. */
import assert from "node:assert/strict";
import { folderWith, hookflow } from "./cli";

suite("hookflow send and render: the contact of an event", () => {
  let folder = "";
  suiteSetup(() => {
    folder = folderWith({
      "ask.webhook.yaml": "name: ask\nmethod: GET\nurl: https://x.example.com/?c=$<contact_ID>&o=$<event.order>\n",
      "run.workflow.yaml":
        'name: run\nstart: { type: event, event: asked, next: ask }\nblocks:\n  ask: { type: webhook, webhook: ask, contactEmail: "${to}", next: end }\n  end: { type: end }\n',
      "ann.contact.yaml": "id: 11\nemail: ann@example.com\n",
      "zed.contact.yaml": "id: 14\nemail: zed@example.com\n",
      "bo.contact.yaml": "id: 12\nemail: bo@example.com\n",
      "bo-again.contact.yaml": "id: 13\nemail: BO@example.com\n",
      "named.event.json":
        '{ "eventTypeKey": "asked", "params": { "order": 1, "email": "ann@example.com", "to": "zed@example.com" } }',
      "two.event.json": '{ "eventTypeKey": "asked", "params": { "order": 2, "email": "bo@example.com" } }',
      "nobody.event.json": '{ "eventTypeKey": "asked", "params": { "order": 3, "email": "who@example.com" } }',
      "silent.event.json": '{ "eventTypeKey": "asked", "keyValue": "k", "params": { "order": 4 } }',
    });
  });
  const render = (event: string, ...more: readonly string[]) =>
    hookflow(["render", "ask.webhook.yaml", "--event", event, "--format", "json", ...more], { cwd: folder });

  test("is the one that the workflow's block names, before the event's own parameters", async () => {
    const { stdout, stderr } = await render("named");
    assert.equal(stderr, "");
    assert.equal(JSON.parse(stdout).url, "https://x.example.com/?c=14&o=1");
  });

  test("of two or of none nobody is guessed: the choice is the person's", async () => {
    const two = await render("two");
    assert.equal(
      two.stderr,
      "ask.webhook.yaml:1:7 not sent 2 contact samples fit the event two\n    help: Choose one with --contact\n",
    );
    assert.deepEqual([two.stdout, two.status], ["", 1]);
    const none = await render("nobody");
    assert.match(none.stderr, /not sent No contact sample fits the event nobody\n {4}help: Choose one with --contact\n/);
    assert.equal(JSON.parse((await render("two", "--contact", "bo-again")).stdout).url, "https://x.example.com/?c=13&o=2");
    assert.equal(JSON.parse((await render("two", "--set", "contact_ID=9")).stdout).url, "https://x.example.com/?c=9&o=2");
    const sent = await hookflow(["send", "ask.webhook.yaml", "--event", "two", "--yes", "--format", "json"], { cwd: folder });
    assert.equal(JSON.parse(sent.stdout).faults[0].message, "2 contact samples fit the event two");
  });

  test("an event that names nobody goes with a contact that fits", async () => {
    assert.match(JSON.parse((await render("silent")).stdout).url, /\?c=1[1-4]&o=4$/);
  });
});
