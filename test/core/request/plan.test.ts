/** A webhook and samples become the request: values in their place, encoded, with their origin, and nothing unresolved. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { PlanOptions, PlanResult } from "#core/request/index";
import { contactForWebhook, contactOf, planRequest, Redactor, requestNeeds, SampleValues } from "#core/request/index";
import { base64, signed } from "#core/request/sign";
import { checkXml } from "#core/request/xml-text";
import { type TestWorkspace, workspace } from "../../support/workspace";

const samples = (town: string) => `# file: contact-fields.yaml
fields: { LOYALTY.CARD: { type: text } }
# file: ann.contact.json
${JSON.stringify({ id: 7, email: "ann@example.com", town, fields: { "LOYALTY.CARD": "L-1" } })}
# file: asked.event.json
{ "eventTypeKey": "asked", "params": { "email": "ANN@example.com", "orderId": "A-1", "total": 5.0, "big": 12345678901234567890, "none": null } }
# file: a.webhook.yaml
`;

function plan({ language, uri }: TestWorkspace, options: Partial<PlanOptions> = {}): PlanResult {
  const project = language.project(uri);
  const file = language.file(uri);
  assert.ok(file);
  const values = new SampleValues(project.contacts()[0], project.allEvents()[0]);
  return planRequest(project, file, values, { unresolved: "refuse", breaking: "refuse", ...options });
}

const get = (url: string) => `name: a\nmethod: GET\nurl: ${JSON.stringify(url)}\n`;
const post = (format: string, content: string) =>
  `name: a\nmethod: POST\nurl: https://x.example.com/\nbody:\n  format: ${format}\n  content: ${JSON.stringify(content)}\n`;

/** Signs that mean something in an address, and some that need encoding. */
const awkward = fc.constantFrom(..."ab/?#&=+%.;:@ \"'<>\\\r\n\té😀Ї");

suite("planning a request", () => {
  test("tells each value with its place and origin", async () => {
    const result = plan(
      await workspace(
        `${samples("Lviv")}${get("https://x.example.com/?t=$<TOWN>&o=$<event.orderId>&c=$<LOYALTY.CARD>&n=$<nope|none given>&r=$workflowInstanceId")}`,
      ),
    );
    assert.ok(result.ok, JSON.stringify(result));
    assert.equal(result.plan.url, "https://x.example.com/?t=Lviv&o=A-1&c=L-1&n=none%20given&r=test-run");
    assert.deepEqual(
      result.plan.values.map(({ name, from, place }) => `${name}: ${from}, ${place}`),
      [
        "TOWN: contact ann@example.com, URL",
        "orderId: event asked, URL",
        "LOYALTY.CARD: contact ann@example.com, URL",
        "nope: fallback, URL",
        "workflowInstanceId: run, URL",
      ],
    );
  });

  test("whole numbers keep all digits, doubles print as doubles", async () => {
    const result = plan(await workspace(`${samples("Lviv")}${get("https://x.example.com/?b=$<big>&t=$<total>")}`));
    assert.ok(result.ok);
    assert.equal(result.plan.url, "https://x.example.com/?b=12345678901234567890&t=5.0");
  });

  test("any text in the URL is one component: it comes back whole, and host and path stay", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: awkward, minLength: 1, maxLength: 12 }), async (town) => {
        const result = plan(await workspace(`${samples(town)}${get("https://x.example.com/a/$<TOWN>/b?t=$<TOWN>")}`));
        // A whole part of the path that is only dots cannot be kept by any encoding.
        if (/^\.{1,2}$/.test(town)) {
          assert.ok(!result.ok && /would change the path/.test(result.problems[0]?.message ?? ""), JSON.stringify(result));
          return;
        }
        assert.ok(result.ok, JSON.stringify(result));
        const [, path, query] = /^https:\/\/x\.example\.com\/a\/([^/?#]*)\/b\?t=([^&#]*)$/.exec(result.plan.url) ?? [];
        assert.ok(path !== undefined && query !== undefined, result.plan.url);
        assert.equal(decodeURIComponent(query), town);
        assert.equal(decodeURIComponent(path), town);
      }),
      { numRuns: 500 },
    );
  });

  for (const town of [".", ".."])
    test(`a value ${town} cannot climb out of its place in the path`, async () => {
      const climbing = plan(await workspace(`${samples(town)}${get("https://x.example.com/a/$<TOWN>/b")}`));
      assert.ok(!climbing.ok && climbing.problems[0]?.kind === "address");
      const harmless = plan(await workspace(`${samples(town)}${get("https://x.example.com/a/x$<TOWN>?t=$<TOWN>")}`));
      assert.ok(harmless.ok && harmless.plan.url === `https://x.example.com/a/x${town}?t=${town}`, JSON.stringify(harmless));
    });

  test("all names without a value are listed, unless they are sent empty on purpose", async () => {
    const place = await workspace(`${samples("Lviv")}${get("https://x.example.com/?a=$<missing>&b=$<none>&c=$<orderId.x>")}`);
    const refused = plan(place);
    assert.ok(!refused.ok);
    assert.deepEqual(
      refused.problems.map(({ kind, message }) => `${kind}: ${message}`),
      ["missing", "none", "orderId.x"].map(
        (name) => `unresolved: \`${name}\` has no value in contact ann@example.com and event asked`,
      ),
    );
    const empty = plan(place, { unresolved: "empty" });
    assert.ok(empty.ok && empty.plan.url === "https://x.example.com/?a=&b=&c=", JSON.stringify(empty));
  });

  for (const [name, town] of [
    ["breaks", 'L"viv'],
    ["changes", 'Lviv","admin":"yes'],
  ] as const)
    test(`a value that ${name} a JSON body stops the request and is named, and can be sent escaped`, async () => {
      const place = await workspace(`${samples(town)}${post("json", '{ "town": "$<TOWN>" }')}`);
      const refused = plan(place);
      assert.ok(!refused.ok);
      assert.deepEqual(
        refused.problems.map(({ kind, message }) => `${kind}: ${message}`),
        [`breaking: The value of \`TOWN\` ${name} the JSON body: it holds a quote`],
      );
      const escaped = plan(place, { breaking: "escape" });
      assert.ok(escaped.ok);
      assert.deepEqual(JSON.parse(escaped.plan.body ?? ""), { town });
      const raw = plan(place, { breaking: "as-is" });
      assert.ok(raw.ok && raw.plan.body === `{ "town": "${town}" }`);
    });

  for (const [format, content, value, said] of [
    ["json", '{"n":$<TOWN>}', '1,"admin":true', "changes the JSON body: it is more than one value, and escaping does not help"],
    [
      "json",
      '{"n":$<TOWN>}',
      "Lviv",
      "breaks the JSON body: it is a text, and no quotes stand around it, and escaping does not help",
    ],
    ["json", '{"a":$<total>,"n":"$<TOWN>"}', "a\nb", "breaks the JSON body: it holds a line end"],
    ["json", '{"n":"$<TOWN>"}', "a\tb", "breaks the JSON body: it holds a tab"],
    ["json", '{"n":"$<TOWN>"}', "a\\q", "breaks the JSON body: it holds a backslash"],
    ["xml", "<t a='$<TOWN>'/>", "O'Neil", "breaks the XML body: it holds an apostrophe"],
    ["xml", '<t a="$<TOWN>"/>', '1" b="2', "changes the XML body: it holds a quote"],
    ["xml", "<t>$<TOWN></t>", "a&b", "breaks the XML body: it holds `&`"],
    ["xml", "<t>$<TOWN></t>", "</t><t>", "breaks the XML body: it holds `<`"],
    ["xml", "<t>$<TOWN></t>", "\u0001", "breaks the XML body: it holds a control character, and escaping does not help"],
    [
      "xml",
      "<t $<TOWN>/>",
      'a="b"',
      "changes the XML body: it stands inside of a tag, and is no name, and escaping does not help",
    ],
    ["xml", "<t><!-- $<TOWN> --></t>", "a -- b", "changes the XML body, and escaping does not help"],
  ] as const)
    test(`${JSON.stringify(value)} in ${content} is told as what it does, and escaping as what it mends`, async () => {
      const place = await workspace(`${samples(value)}${post(format, content)}`);
      const refused = plan(place);
      assert.ok(!refused.ok, JSON.stringify(refused));
      assert.deepEqual(
        refused.problems.map(({ kind, message }) => `${kind}: ${message}`),
        [`breaking: The value of \`TOWN\` ${said}`],
      );
      assert.match(refused.problems[0]?.help ?? "", /send (it|the value) as it is, or choose other data$/);
      const escaped = plan(place, { breaking: "escape" });
      assert.equal(escaped.ok, !said.endsWith("does not help"));
      if (!escaped.ok) assert.match(escaped.problems[0]?.message ?? "", /^The value of `TOWN` .* escaping does not help$/);
      else if (format === "json") assert.equal(JSON.parse(escaped.plan.body ?? "").n, value);
    });

  test("a body that is broken by itself is sent neither with values nor escaped", async () => {
    const place = await workspace(`${samples("Lviv")}${post("json", '{ "t": "$<TOWN>", }')}`);
    for (const breaking of ["refuse", "escape"] as const) {
      const result = plan(place, { breaking });
      assert.ok(!result.ok);
      assert.match(result.problems[0]?.message ?? "", /^The body is not JSON: /);
    }
  });

  for (const [type, url, header, said] of [
    ["bearer", "https://x.example.com/", "authorization", "header `Authorization`"],
    ["basic", "https://x.example.com/", "Authorization", "header `Authorization`"],
    ["apiKey\nparameter: X-Key", "https://x.example.com/", "x-key", "header `X-Key`"],
    ["apiKey\nin: query\nparameter: app key", "https://x.example.com/?app%20key=1", "X-Key", "query parameter `app key`"],
    ["apiKey\nin: query\nparameter: key", "https://x.example.com/?Key=1", "key", ""],
  ] as const)
    test(`a connector of type ${JSON.stringify(type)} beside the author's own ${said || "other"} (Q03)`, async () => {
      const place = await workspace(
        `# file: c.connector.yaml\nname: c\ntype: ${type}\norigins: [https://x.example.com]\n${samples("Lviv")}${get(url)}headers:\n  ${header}: own\nauthentication: { connector: c }\n`,
      );
      const result = plan(place);
      assert.equal(
        result.ok ? "" : result.problems.map(({ message }) => message).join(),
        said && `The webhook writes the ${said}, and its connector c writes it too`,
      );
    });

  test("a key in the query leaves the rest of the address as it was planned", () => {
    const connector = { type: "apiKey", in: "query", parameter: "key" } as const;
    for (const [url, signedUrl] of [
      ["https://x.example.com/a?t=L%20v!*'()~&u", "https://x.example.com/a?t=L%20v!*%27()~&u&key=a%2Bb"],
      ["https://x.example.com/a", "https://x.example.com/a?key=a%2Bb"],
      ["https://x.example.com/a?b=1&", "https://x.example.com/a?b=1&key=a%2Bb"],
    ] as const)
      assert.equal(signed({ url, headers: [] }, connector, { key: "a+b" }).url, signedUrl);
  });

  test("a value with markup stops an XML body, and can be sent escaped", async () => {
    const place = await workspace(`${samples("<b>&</b>")}${post("xml", "<t>$<TOWN></t>")}`);
    assert.ok(!plan(place).ok);
    const escaped = plan(place, { breaking: "escape" });
    assert.ok(escaped.ok && escaped.plan.body === "<t>&lt;b&gt;&amp;&lt;/b&gt;</t>", JSON.stringify(escaped));
  });

  test("a header takes no line end and says why it takes no Cyrillic", async () => {
    const header = "name: a\nmethod: GET\nurl: https://x.example.com/\nheaders:\n  X-Town: $<TOWN>\n";
    for (const [town, said] of [
      ["a\r\nX-Evil: 1", /holds a line end or NUL/],
      ["Львів", /above U\+00FF/],
    ] as const) {
      const result = plan(await workspace(`${samples(town)}${header}`));
      assert.ok(!result.ok);
      assert.match(result.problems[0]?.message ?? "", said);
      assert.ok(!result.problems[0]?.message.includes(town));
    }
  });

  test("only https leaves, also when a value makes the address", async () => {
    for (const url of [
      "http://x.example.com/",
      "https://user:pw@x.example.com/",
      "https://x.example.com\\@evil.example/",
      "ftp://x.example.com/",
      "//x.example.com/",
    ]) {
      const result = plan(await workspace(`${samples("Lviv")}${get(url)}`));
      assert.ok(!result.ok && result.problems[0]?.kind === "address", url);
    }
  });

  test("goes to allowed hosts only, when the workspace names them", async () => {
    const allowed = async (url: string) =>
      plan(
        await workspace(`# file: hookflow.yaml\nallowedHosts: [x.example.com, "*.shop.example"]\n${samples("Lviv")}${get(url)}`),
      );
    for (const url of ["https://x.example.com/", "https://eu.shop.example/"]) assert.ok((await allowed(url)).ok, url);
    for (const url of ["https://y.example.com/", "https://shop.example/", "https://x.example.com.evil.example/"]) {
      const result = await allowed(url);
      assert.ok(!result.ok && /does not allow requests to/.test(result.problems[0]?.message ?? ""), url);
    }
  });

  test("asks only for what the webhook reads", async () => {
    const needs = async (url: string) => {
      const { language, uri } = await workspace(`${samples("Lviv")}${get(url)}`);
      const file = language.file(uri);
      assert.ok(file);
      return requestNeeds(language.project(uri), file);
    };
    assert.deepEqual(await needs("https://x.example.com/"), { contact: [], event: [] });
    assert.deepEqual(await needs("https://x.example.com/?t=$<TOWN>"), { contact: ["TOWN"], event: [] });
    assert.deepEqual(await needs("https://x.example.com/?o=$<orderId>&r=$workflowInstanceId"), {
      contact: [],
      event: ["orderId"],
    });
  });

  test("an event finds its contact by e-mail without regard to case, and guesses neither of none nor of two", async () => {
    const place = await workspace(`${samples("Lviv")}${get("https://x.example.com/")}`);
    const project = place.language.project(place.uri);
    const [event] = project.allEvents();
    assert.ok(event);
    assert.equal(contactOf(project, event).contact?.id, "ann");
    const twice = await workspace(
      `# file: two.contact.yaml\nemail: Ann@Example.com\n${samples("Lviv")}${get("https://x.example.com/")}`,
    );
    assert.deepEqual(contactOf(twice.language.project(twice.uri), event), { contact: undefined, matches: 2, asked: true });
  });
});

suite("masking", () => {
  test("no form of a secret survives", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 6, maxLength: 30 }).filter((text) => text.trim().length > 5 && !text.includes("***")),
        fc.string(),
        (token, around) => {
          const redactor = new Redactor([{ token }]);
          const bytes = Buffer.from(token);
          for (const form of [
            token,
            encodeURIComponent(token),
            encodeURIComponent(encodeURIComponent(token)),
            base64(token),
            bytes.toString("hex"),
            JSON.stringify(token).slice(1, -1),
            token.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;" })[sign] ?? "&gt;"),
          ]) {
            const said = redactor.text(`${around} ${form} ${around}`);
            assert.ok(!said.includes(form) || around.includes(form), `${form} in ${said}`);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test("a secret inside a longer text that is Base64 is masked but for its edges", () => {
    const token = "kanarie-7&/secret";
    const redactor = new Redactor([{ token }]);
    for (const around of ["", "a", "ab", "abc", "user:"]) {
      const packed = base64(`${around}${token}${around}`);
      const left = Buffer.from(redactor.text(packed).replaceAll("***", ""), "base64").toString("latin1");
      assert.ok(redactor.text(packed).includes("***"), packed);
      for (let at = 0; at + 4 <= token.length; at++) assert.ok(!left.includes(token.slice(at, at + 4)), left);
    }
  });
});

suite("JSON and XML as text", () => {
  for (const [text, fine] of [
    ["<a><b/>text</a>", true],
    ["<a/><b/>", false],
    ["<a><b></a></b>", false],
    ["<a>", false],
    ["<!DOCTYPE a><a/>", false],
    ["<a>\u0000</a>", false],
    [`${"<a>".repeat(70)}${"</a>".repeat(70)}`, false],
  ] as const)
    test(`XML ${text.slice(0, 30)} is ${fine ? "fine" : "refused"}`, () => assert.equal(checkXml(text) === undefined, fine));
});

suite("values that are typed by hand", () => {
  const typed = async (url: string, values: Record<string, string>) => {
    const { language, uri } = await workspace(`${samples("Lviv")}${get(url)}`);
    const project = language.project(uri);
    const file = language.file(uri);
    assert.ok(file);
    const data = new SampleValues(project.contacts()[0], project.allEvents()[0], undefined, new Map(Object.entries(values)));
    return planRequest(project, file, data, { unresolved: "refuse", breaking: "refuse" });
  };

  test("stand where the samples have nothing, with their origin", async () => {
    const result = await typed("https://x.example.com/?a=$<none>&b=$<cart.items[1].title>&c=$<FIRSTNAME>&d=$<orderId>", {
      none: "n",
      "cart.items[1].title": "Mug & cup",
      FIRSTNAME: "Ann",
      orderId: "never",
    });
    assert.ok(result.ok, JSON.stringify(result));
    assert.equal(result.plan.url, "https://x.example.com/?a=n&b=Mug%20%26%20cup&c=Ann&d=A-1");
    assert.deepEqual(
      result.plan.values.map(({ from }) => from),
      ["typed by hand", "typed by hand", "typed by hand", "event asked"],
    );
  });

  test("a name that is still without one is named, by what gives it a value", async () => {
    const result = await typed("https://x.example.com/?a=$<none>&b=$<cart.title>", { none: "n" });
    assert.ok(!result.ok);
    assert.deepEqual(
      result.problems.map(({ kind, name }) => `${kind} ${name}`),
      ["unresolved cart.title"],
    );
  });
});

suite("the contact that a run is about", () => {
  const files = (block: string, params: string) => `# file: ann.contact.json
{ "id": 1, "email": "ann@example.com", "phone": "380501111111" }
# file: bo.contact.json
{ "id": 2, "email": "bo@example.com" }
# file: twin.contact.json
{ "id": 3, "email": "BO@example.com" }
# file: a.webhook.yaml
name: a
method: GET
url: https://x.example.com/
# file: b.workflow.yaml
name: b
start: { type: event, event: asked, next: ask }
blocks:
  ask: { type: webhook, webhook: a, ${block}next: end }
  end: { type: end }
# file: asked.event.json
{ "eventTypeKey": "asked", "params": ${params} }
`;
  const found = async (block: string, params: string) => {
    const { language, uri } = await workspace(files(block, params));
    const project = language.project(uri);
    const [event] = project.allEvents();
    assert.ok(event);
    const { contact, matches } = contactForWebhook(project, "a", event);
    return `${contact?.id} of ${matches}`;
  };

  test("is the one that the block names, before the event's own parameters", async () => {
    assert.equal(await found("", '{ "email": "ann@example.com" }'), "ann of 1");
    assert.equal(await found('contactEmail: "${to}", ', '{ "email": "bo@example.com", "to": "ann@example.com" }'), "ann of 1");
    assert.equal(await found('phone: "${tel}", ', '{ "tel": "380501111111" }'), "ann of 1");
    assert.equal(await found('contactEmail: "${gone}", ', '{ "email": "ann@example.com" }'), "ann of 1");
  });

  test("none and two are told apart, and neither is guessed", async () => {
    assert.equal(await found("", '{ "email": "nobody@example.com" }'), "undefined of 0");
    assert.equal(await found("", '{ "email": "bo@example.com" }'), "undefined of 2");
    assert.equal(
      await found('contactEmail: "${to}", ', '{ "email": "ann@example.com", "to": "x@example.com" }'),
      "undefined of 0",
    );
  });
});
