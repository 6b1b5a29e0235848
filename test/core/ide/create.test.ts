/** Files that forms make: what stands in them, where they go, and what speaks against them. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { applyEdits } from "#core";
import { type ConnectorValues, connectorEdits } from "#core/ide/create/connector-file";
import { newFile, type Wanted } from "#core/ide/create/new-file";
import { connectorModel } from "#core/model/connector";
import { readSource } from "#core/model/source-file";
import { findingLines, workspace } from "../../support/workspace";

const shop = `
# file: contact-fields.yaml
fields:
  LOYALTY.POINTS: { type: number, minimum: 5 }
  PERSONAL.GENDER: { type: dropdown, values: [F, M] }
# file: in/shop.connector.yaml
name: shop
type: bearer
# file: hooks/WH5.webhook.yaml
# asks for a code
name: "WH5" # the name
method: GET
url: https://shop.example.com/?p=$<LOYALTY.POINTS>
`;

async function make(wanted: Wanted, marked = shop) {
  const { language } = await workspace(marked);
  return newFile(language.project("file:///workspace/a"), "file:///workspace", wanted);
}

const text = async (wanted: Wanted) => {
  const made = await make(wanted);
  assert.ok(made.ok, made.ok ? "" : made.error);
  return `${made.value.uri.slice("file:///workspace/".length)}\n${made.value.text}`;
};

const draft = { method: "POST", headers: [], body: undefined, connector: undefined, notes: [] };

suite("new files", () => {
  test("a webhook lies beside the others, with what was chosen", async () => {
    assert.equal(
      await text({
        kind: "webhook",
        draft: {
          name: "order: new",
          method: "POST",
          url: "https://shop.example.com/?a=1#b",
          headers: [["X-Run", "$workflowInstanceId"]],
          body: { format: "json", content: '{ "a": "$<TOWN>" }\n' },
          connector: "shop",
          notes: ["Not taken over: --x\ny: 1"],
        },
      }),
      `hooks/order-new.webhook.yaml
# Not taken over: --x y: 1
name: 'order: new'
method: POST
url: https://shop.example.com/?a=1#b
headers:
  X-Run: $workflowInstanceId
authentication:
  connector: shop
body:
  format: json
  content: |
    { "a": "$<TOWN>" }
`,
    );
  });

  test("a connector says its kind and where its secret may go, and holds none", async () => {
    const connector = {
      name: "maps",
      type: "apiKey",
      in: "query",
      parameter: "key",
      origins: ["https://a.example", "https://b.example:8443"],
    } as const;
    assert.equal(
      await text({ kind: "connector", connector }),
      "in/maps.connector.yaml\nname: maps\ntype: apiKey\nin: query\nparameter: key\norigins:\n  - https://a.example\n  - https://b.example:8443\n",
    );
    assert.equal(
      await text({ kind: "connector", connector: { ...connector, type: "basic", origins: [] } }),
      "in/maps.connector.yaml\nname: maps\ntype: basic\norigins: []\n",
    );
  });

  test("a copy says the same under another name, comments too", async () => {
    assert.equal(
      await text({ kind: "copy", uri: "file:///workspace/hooks/WH5.webhook.yaml", name: "WH6" }),
      'hooks/WH6.webhook.yaml\n# asks for a code\nname: "WH6" # the name\nmethod: GET\nurl: https://shop.example.com/?p=$<LOYALTY.POINTS>\n',
    );
  });

  test("a made-up contact has what is read, and passes the checks", async () => {
    const made = await text({
      kind: "contact",
      id: "ann",
      names: ["town", "loyalty.points", "PERSONAL.GENDER", "$unknown"],
      draft: { values: { email: "bob@example.com" }, segments: ["Loyal"], notes: [] },
    });
    assert.equal(
      made,
      "ann.contact.yaml\nemail: bob@example.com\nfirstName: Ann\ntown: Lviv\nfields:\n  LOYALTY.POINTS: 5\n  PERSONAL.GENDER: F\nsegments:\n  - Loyal\n",
    );
    const [name, ...lines] = made.split("\n");
    const checked = await workspace(`${shop}# file: ${name}\n${lines.join("\n")}`);
    assert.deepEqual(
      findingLines(checked).filter((line) => line.startsWith("ann")),
      [],
    );
  });

  test("numbers are written as numbers only where every reader takes them for the same", async () => {
    const written = async (points: string, id: string) =>
      (
        await text({
          kind: "contact",
          id: "x",
          draft: { values: { "LOYALTY.POINTS": points, id, phone: "380501234567" }, segments: [], notes: [] },
        })
      )
        .split("\n")
        .slice(1, -1);
    assert.deepEqual(await written("-7.5", "12"), ["phone: '380501234567'", "id: 12", "fields:", "  LOYALTY.POINTS: -7.5"]);
    assert.deepEqual(await written("007", "0x1F"), ["phone: '380501234567'", "id: '0x1F'", "fields:", "  LOYALTY.POINTS: '007'"]);
  });

  test("an event has what is asked for, what identifies its contact, and the values of its other samples", async () => {
    const event = (parameters: readonly string[]) => ({ kind: "event", id: "asked", event: "asked", parameters }) as const;
    assert.equal(
      await text(event([])),
      'asked.event.json\n{\n  "eventTypeKey": "asked",\n  "params": {\n    "email": "ann@example.com"\n  }\n}\n',
    );
    const known = `${shop}# file: a.event.json\n{ "eventTypeKey": "asked", "params": { "phone": "1", "items": [{ "price": 5.50, "n": null }] } }\n`;
    const made = await make(event(["items", "x"]), known);
    assert.equal(
      made.ok && made.value.text,
      '{\n  "eventTypeKey": "asked",\n  "params": {\n    "phone": "1",\n    "items": [\n      {\n        "price": 5.5,\n        "n": null\n      }\n    ],\n    "x": ""\n  }\n}\n',
    );
  });

  test("a name that is taken, empty or of several lines is refused in one sentence", async () => {
    const problem = async (name: string) => {
      const made = await make({ kind: "webhook", draft: { ...draft, name, url: "https://a.example/" } });
      return made.ok ? "" : made.error;
    };
    assert.equal(await problem("WH5"), "There is a webhook `WH5` already");
    assert.equal(await problem(" "), "A name cannot be empty");
    assert.equal(await problem("a\nb"), "A name cannot hold line ends or control characters");
    const taken = await make({
      kind: "connector",
      connector: { name: "shop", type: "basic", in: "header", parameter: "", origins: [] },
    });
    assert.equal(taken.ok ? "" : taken.error, "There is a connector `shop` already");
  });

  test("a file that is there is never the place", async () => {
    const made = await make(
      { kind: "webhook", draft: { ...draft, name: "wh 5", url: "https://a.example/" } },
      "# file: wh-5.webhook.yaml\nname: other\n",
    );
    assert.equal(made.ok && made.value.uri, "file:///workspace/wh-5-2.webhook.yaml");
  });

  test("a root below the folder that is open keeps its files, and nothing joins what was imported", async () => {
    const { language } = await workspace(
      "# file: a/hookflow.yaml\ndialect: reteno\n# file: a/imported-contacts/b.contact.yaml\nemail: b@example.com\n",
    );
    const nested = newFile(language.project("file:///workspace/a/new"), "file:///workspace", {
      kind: "contact",
      id: "x",
      draft: { values: {}, segments: [], notes: [] },
    });
    assert.equal(nested.ok && nested.value.uri, "file:///workspace/a/x.contact.yaml");
  });

  test("property: any name, header and body comes back as it was given", async () => {
    const { language } = await workspace(shop);
    const project = language.project("file:///workspace/a");
    const plain = fc
      .string({ unit: "grapheme", minLength: 1 })
      .filter((one) => one.trim() === one && !/\p{Cc}|[\u2028\u2029\ufeff]/u.test(one));
    fc.assert(
      fc.property(plain, plain, plain, (name, value, content) => {
        if (project.webhook(name)) return;
        const made = newFile(project, "file:///workspace", {
          kind: "webhook",
          draft: { ...draft, name, url: "https://a.example/", headers: [["X-A", value]], body: { format: "text", content } },
        });
        assert.ok(made.ok);
        const file = readSource(made.value.uri, "webhook", made.value.text, 0);
        assert.deepEqual(file.document?.problems, []);
        const said = new Map(file.values.map(({ path, text: one }) => [path.join("/"), one]));
        assert.equal(said.get("headers/X-A"), value);
        assert.equal(said.get("body/content")?.trimEnd(), content.trimEnd());
      }),
      { numRuns: 200 },
    );
  });
});

suite("a connector's file in a form", () => {
  const edited = (source: string, wanted: Partial<ConnectorValues>) => {
    const file = readSource("file:///a.connector.yaml", "connector", source, 0);
    const model = connectorModel(file);
    assert.ok(model);
    const edits = connectorEdits(file, { ...model, ...wanted });
    return edits && applyEdits(source, edits);
  };

  test("changes what was changed, and leaves comments and order", () => {
    const source = "# ours\nname: shop # by hand\ntype: bearer\norigins:\n  - https://a.example # old\ndescription: x\n";
    assert.equal(edited(source, {}), source);
    assert.equal(
      edited(source, { type: "apiKey", in: "query", parameter: "api key" }),
      `${source.replace("bearer", "apiKey")}in: query\nparameter: api key\n`,
    );
    assert.equal(
      edited(source, { origins: ["https://b.example"] }),
      "# ours\nname: shop # by hand\ntype: bearer\norigins:\n  - https://b.example # old\ndescription: x\n",
    );
  });

  test("takes away what the other kind does not have, in either kind of line end", () => {
    const source = "name: k\r\ntype: apiKey\r\nin: header # there\r\nparameter: X-Key";
    assert.equal(edited(source, { type: "basic" }), "name: k\r\ntype: basic\r\n");
    assert.equal(edited(source, { origins: ["https://a.example"] }), `${source}\r\norigins:\r\n  - https://a.example\r\n`);
  });

  test("gives up where only a person can change it", () => {
    assert.equal(edited("{ name: k, type: apiKey, in: header, parameter: X }\n", { type: "basic" }), undefined);
  });
});
