/** Code actions: what a person can do about a place, and what the files say afterwards. */
import assert from "node:assert/strict";
import type { CodeAction } from "#core";
import { applyEdits } from "#core";
import { readCurl } from "#core/request/curl";
import { workspace } from "../../support/workspace";

const around = `# file: asked.event.json
{ "eventTypeKey": "asked", "params": { "email": "ann@example.com", "orderId": "A-1" } }
# file: contact-fields.yaml
fields:
  LOYALTY.CARD: { type: text }
`;

async function actionsAt(marked: string) {
  const place = await workspace(`${around}${marked}`);
  const actions = place.language.actions(place.uri, { start: place.offset, end: place.offset });
  const find = (title: RegExp): CodeAction => {
    const found = actions.find((action) => title.test(action.title));
    assert.ok(found, `no ${title} in ${actions.map((action) => action.title).join(" / ") || "nothing"}`);
    return found;
  };
  const after = (action: CodeAction) => applyEdits(place.text, action.edits.get(place.uri) ?? []);
  return { actions, find, after, text: place.text, titles: actions.map((action) => action.title) };
}

suite("code actions", () => {
  test("a webhook that is missing is made beside the others", async () => {
    const { find } = await actionsAt(
      "# file: hooks/a.webhook.yaml\nname: a\nmethod: GET\nurl: https://x.example.com\n# file: flows/b.workflow.yaml\nname: b\nstart: { type: event, event: asked, next: ask }\nblocks:\n  ask: { type: webhook, webhook: promo c<|>ode, next: end }\n  end: { type: end }\n",
    );
    assert.deepEqual(find(/Create the webhook/).creates, [
      { uri: "file:///workspace/hooks/promo-code.webhook.yaml", text: "name: promo code\nmethod: GET\nurl: https://\n" },
    ]);
  });

  test("an event sample is made with what the workflow and its webhooks read", async () => {
    const { find } = await actionsAt(
      "# file: a.webhook.yaml\nname: a\nmethod: GET\nurl: https://x.example.com/?o=$<number>&t=$<TOWN>\n# file: b.workflow.yaml\nname: b\nstart: { type: event, event: pai<|>d, next: ask }\nblocks:\n  ask: { type: webhook, webhook: a, contactEmail: $<buyerEmail>, next: end }\n  end: { type: end }\n",
    );
    const [made] = find(/Create a sample of the event `paid`/).creates ?? [];
    assert.deepEqual(JSON.parse(made?.text ?? ""), {
      eventTypeKey: "paid",
      params: { email: "ann@example.com", buyerEmail: "ann@example.com", number: "" },
    });
  });

  test("a template and a connector that are missing are made; what is there is not", async () => {
    const flow = (template: string) =>
      `# file: b.workflow.yaml\nname: b\nstart: { type: event, event: asked, next: m }\nblocks:\n  m: { type: email, subject: s, template: ${template}, next: end }\n  end: { type: end }\n`;
    assert.equal((await actionsAt(flow("te<|>xts/m.vm"))).find(/template/).creates?.[0]?.uri, "file:///workspace/texts/m.vm");
    assert.deepEqual(
      (await actionsAt(`# file: m.vm\nHi\n${flow("m<|>.vm")}`)).titles.filter((title) => /Create/.test(title)),
      [],
    );
    const webhook = await actionsAt(
      "# file: a.webhook.yaml\nname: a\nmethod: GET\nurl: https://x.example.com/\nauthentication:\n  connector: sho<|>p\n",
    );
    assert.deepEqual(
      webhook.titles.filter((title) => /Create/.test(title)),
      ["a bearer token", "user and password", "an API key in a header"].map((how) => `Create the connector \`shop\` with ${how}`),
    );
    assert.equal(
      webhook.find(/API key/).creates?.[0]?.text,
      "name: shop\ntype: apiKey\nin: header\nparameter: X-Api-Key\norigins:\n  - https://x.example.com\n",
    );
    assert.equal(webhook.find(/user and password/).secret?.owner.type, "basic");
    const action = webhook.find(/bearer/);
    assert.equal(action.creates?.[0]?.text, "name: shop\ntype: bearer\norigins:\n  - https://x.example.com\n");
    assert.equal(action.secret?.owner.name, "shop");
  });

  test("a block that a way leads to is made below the others, as an End", async () => {
    const made = async (blocks: string) => {
      const { find, after, titles } = await actionsAt(
        `# file: b.workflow.yaml\nname: b\nstart: { type: event, event: asked, next: m }\nblocks:${blocks}stop:\n  - { type: order }\n`,
      );
      return titles.some((title) => /Create the block/.test(title))
        ? after(find(/Create the block/)).split("blocks:")[1]
        : undefined;
    };
    assert.equal(
      await made("\n  m: { type: sms, text: Hi, next: th<|>e-end }\n"),
      "\n  m: { type: sms, text: Hi, next: the-end }\n  the-end: { type: end }\nstop:\n  - { type: order }\n",
    );
    assert.equal(
      await made("\r\n    m:\r\n      next: 'no: <|>1'\r\n      type: sms\r\n      text: |\r\n        Hi\r\n\r\n"),
      "\r\n    m:\r\n      next: 'no: 1'\r\n      type: sms\r\n      text: |\r\n        Hi\n    'no: 1': { type: end }\r\n\r\nstop:\n  - { type: order }\n",
    );
    assert.equal(await made(" { m: { type: sms, text: Hi, next: e<|>nd } }\n"), undefined);
    assert.equal(await made("\n  m: { type: sms, text: Hi, next: e<|>nd }\n  end: { type: end }\n"), undefined);
  });

  test("a credential in a header moves to a connector, and its text is nowhere any more", async () => {
    const { find, after } = await actionsAt(
      "# file: a.webhook.yaml\nname: a\nmethod: POST\nurl: https://api.shop.example.com/x\nheaders:\n  Authorization: Bear<|>er s3cr3t-t0ken-123\n  X-Run: $workflowInstanceId\nbody:\n  format: text\n  content: |\n    hi\n",
    );
    const action = find(/Move it out/);
    assert.equal(
      after(action),
      "name: a\nmethod: POST\nurl: https://api.shop.example.com/x\nheaders:\n  X-Run: $workflowInstanceId\nbody:\n  format: text\n  content: |\n    hi\nauthentication:\n  connector: shop-token\n",
    );
    assert.equal(action.creates?.[0]?.text, "name: shop-token\ntype: bearer\norigins:\n  - https://api.shop.example.com\n");
    assert.doesNotMatch(JSON.stringify([...action.edits, action.creates, action.title]), /s3cr3t/);
  });

  test("of the only header the map goes too; a user part leaves the URL; a known connector is used", async () => {
    const only = await actionsAt(
      "# file: a.webhook.yaml\nname: a\nmethod: GET\nurl: https://x.example.com/\nheaders:\n  X-Api-Key: abc<|>def0123456789\n",
    );
    assert.match(only.find(/new connector `x-key`/).creates?.[0]?.text ?? "", /type: apiKey\nin: header\nparameter: X-Api-Key\n/);
    assert.equal(
      only.after(only.find(/Move it out/)),
      "name: a\nmethod: GET\nurl: https://x.example.com/\nauthentication:\n  connector: x-key\n",
    );
    const user = await actionsAt(
      "# file: shop.connector.yaml\nname: shop\ntype: basic\norigins: [https://x.example.com]\n# file: a.webhook.yaml\nname: a\nmethod: GET\nurl: https://ann:hush<|>hush@x.example.com/p\n",
    );
    assert.match(user.titles.join("\n"), /Use the connector `shop` instead|new connector/);
    assert.match(user.after(user.find(/connector/)), /url: https:\/\/x\.example\.com\/p\n/);
  });

  test("an action says where the parts of a secret stand, and nothing where the text says them in another way", async () => {
    const partsOf = async (marked: string, title = /connector/) => {
      const { find, text } = await actionsAt(`# file: a.webhook.yaml\nname: a\nmethod: GET\n${marked}`);
      const { owner, places = [] } = find(title).secret ?? {};
      return [owner?.type, ...places.map(({ part, span }) => `${part} ${text.slice(span.start, span.end)}`)].join(", ");
    };
    const header = (written: string) => partsOf(`url: https://x.example.com/\nheaders:\n  ${written}\n`);
    assert.equal(await header("Authorization: Bearer s3cr<|>3t-t0ken"), "bearer, token s3cr3t-t0ken");
    assert.equal(await header("Authorization: Basic YW5<|>uOnB3"), "basic, basic YW5uOnB3");
    assert.equal(await header("X-Api-Key: 'abc<|>def0123456789'"), "apiKey, key abcdef0123456789");
    assert.equal(await header('X-Api-Key: "abc<|>def\\x30123456789"'), "apiKey");
    assert.equal(await header("Authorization: Bearer s3cr<|>3t$<TOWN>"), "bearer");
    const url = (written: string) => partsOf(`url: ${written}\n`);
    assert.equal(await url("https://ann:hu<|>sh:x@x.example.com/"), "basic, login ann, password hush:x");
    assert.equal(await url("https://ann:hu<|>sh%40x@x.example.com/"), "basic");
    assert.equal(await url("https://x.example.com/?api_key=9f8e7d6c5b4a<|>39281706&a=1"), "apiKey, key 9f8e7d6c5b4a39281706");
    const keys = "url: https://x.example.com/\nauthentication:\n  login: ann\n  password: hu<|>shhush\n";
    assert.equal(await partsOf(keys), "basic, login ann, password hushhush");
    const curl = async (command: string) => {
      const { find, text } = await actionsAt(`# file: a.webhook.yaml\n<|>${command}\n`);
      const places = find(/cURL/).secret?.places ?? [];
      return places.map(({ part, span }) => `${part} ${text.slice(span.start, span.end)}`).join(", ");
    };
    assert.equal(await curl("curl https://x.example.com -u ann:hush:x"), "login ann, password hush:x");
    assert.equal(await curl("curl https://x.example.com -H 'X-Api-Key: k-123'"), "key k-123");
    assert.equal(await curl("curl https://ann:hush@x.example.com"), "login ann, password hush");
    assert.equal(await curl('curl https://x.example.com --oauth2-bearer "a\\"b"'), "");
    assert.equal(await curl("curl https://x.example.com"), "");
  });

  test("a finding is fixed or silenced where it stands; an event that has a sample is not made again", async () => {
    const url = await actionsAt("# file: a.webhook.yaml\nname: a\nmethod: GET\nurl: ht<|>tp://x.example.com\n");
    assert.match(url.after(url.find(/^Change to https$/)), /url: https:\/\/x/);
    assert.match(url.after(url.find(/^Silence `insecure-url`/)), /\n# hookflow-ignore insecure-url: .+\nurl: http/);
    const event = await actionsAt(
      "# file: b.workflow.yaml\nname: b\nstart: { type: event, event: ask<|>ed, next: end }\nblocks:\n  end: { type: end }\n",
    );
    assert.deepEqual(
      event.titles.filter((title) => /Create/.test(title)),
      [],
    );
  });

  test("a path and a reference are mended where one sees what was meant", async () => {
    const flow = (path: string) =>
      `# file: texts/mail.vm\nHi\n# file: b.workflow.yaml\nname: b\nstart: { type: event, event: asked, next: m }\nblocks:\n  m: { type: email, subject: s, template: ${path}, next: end }\n  end: { type: end }\n`;
    for (const path of ["text/ma<|>il.vm", "texts/mial<|>.vm", "ma<|>il.vm"]) {
      const { find, after } = await actionsAt(flow(path));
      assert.match(after(find(/^Change to `texts\/mail\.vm`$/)), /template: texts\/mail\.vm,/);
    }
    const url = await actionsAt("# file: a.webhook.yaml\nname: a\nmethod: GET\nurl: https://x.example.com/?a=$<T<|>OWN&b=1\n");
    assert.match(url.after(url.find(/^Close it with `>`$/)), /\?a=\$<TOWN>&b=1\n/);
    const words = await actionsAt("# file: a.webhook.yaml\nname: a\nmethod: GET\nurl: https://x.example.com/?a=$<T<|>OWN-b\n");
    assert.doesNotMatch(words.titles.join(), /Close it/);
  });

  test("a key in the query moves to a connector that puts it there", async () => {
    const url = (query: string) => `# file: a.webhook.yaml\nname: a\nmethod: GET\nurl: https://shop.example.com/p?${query}#top\n`;
    for (const [query, left] of [
      ["api_key=9f8e7d6c5b4a<|>39281706&a=1", "?a=1#top"],
      ["a=1&api_key=9f8e7d6c<|>5b4a39281706", "?a=1#top"],
      ["api_key=9f8e7d6c5b<|>4a39281706", "#top"],
    ] as const) {
      const { find, after } = await actionsAt(url(query));
      const action = find(/new connector `shop-key`/);
      assert.match(after(action), new RegExp(`url: https://shop\\.example\\.com/p${left.replace("?", "\\?")}\n`));
      assert.match(action.creates?.[0]?.text ?? "", /type: apiKey\nin: query\nparameter: api_key\n/);
      assert.doesNotMatch(JSON.stringify([...action.edits, action.creates]), /9f8e7d/);
    }
  });

  test("a reference is converted into each form that means the same", async () => {
    const webhook = (value: string) =>
      `# file: a.webhook.yaml\nname: a\nmethod: GET\nurl: "https://x.example.com/?a=${value}&b=$<email>"\n`;
    const checked = await actionsAt(webhook("$<or<|>derId|no one>"));
    assert.match(
      checked.after(checked.find(/^Convert to `\$\{orderId\|'no one'\}`$/)),
      /\?a=\$\{orderId\|'no one'\}&b=\$<email>/,
    );
    assert.match(
      checked.after(checked.find(/^Convert all 2 .*data/)),
      /\?a=\$\{data\.get\('orderId'\)\|'no one'\}&b=\$!data\.get\('email'\)/,
    );
    const field = await actionsAt(webhook("$<LOYALTY.CA<|>RD>"));
    assert.deepEqual(
      field.titles.filter((title) => /^Convert to/.test(title)),
      ["Convert to `$!data.get('LOYALTY.CARD')`"],
    );
    const platform = await actionsAt(webhook("$!{or<|>derId}"));
    assert.match(platform.after(platform.find(/^Convert to `\$<orderId>`/)), /\?a=\$<orderId>&/);
  });

  test("a fallback that the engine works out stays what it is, and is no text", async () => {
    for (const fallback of ["$email", "'$email'", '"$email"', '"Dear $email"', "7"]) {
      const { find, after, titles } = await actionsAt(
        `# file: a.webhook.yaml\nname: a\nmethod: POST\nurl: https://x.example.com/\nbody:\n  format: text\n  content: |-\n    \${or<|>derId|${fallback}} $!{orderId}\n`,
      );
      const isText = !/^[$"]/.test(fallback);
      const written = isText ? `'${fallback.replaceAll("'", "")}'` : fallback;
      assert.match(
        after(find(/^Convert all 2 .*data/)),
        new RegExp(`data.get\\('orderId'\\)\\|${written.replace("$", "\\$")}\\}`),
      );
      const checked = titles.filter((title) => title.includes("$<"));
      assert.deepEqual(
        checked,
        isText ? [`Convert to \`$<orderId|${written.slice(1, -1)}>\``, "Convert all 2 references of this file to `$<name>`"] : [],
      );
    }
  });

  test("a quiet reference with a fallback that may miss too stays quiet", async () => {
    const { find, after } = await actionsAt(
      "# file: a.webhook.yaml\nname: a\nmethod: GET\nurl: https://x.example.com/?a=$!{or<|>derId|$email}\n",
    );
    assert.match(after(find(/^Convert to .*data/)), /a=\$!\{data\.get\('orderId'\)\|\$email\}/);
  });

  test("a cURL command in an empty webhook file becomes the webhook", async () => {
    const { find, after } = await actionsAt(
      `# file: new.webhook.yaml\n<|>curl -sS -X POST 'https://api.example.com/v1/orders?x=1' \\\n  -H "Content-Type: application/json" \\\n  -H 'X-Note: it'\\''s' -H 'Authorization: Bearer s3cr3t' \\\n  --data-raw $'{\\n  "id": 7,\\n  "name": "Zo\\u00eb"\\n}' --cookie a=b\n`,
    );
    const action = find(/cURL/);
    assert.equal(
      after(action),
      `# Not taken over from the command: --cookie
name: new
method: POST
url: https://api.example.com/v1/orders?x=1
headers:
  Content-Type: application/json
  X-Note: it's
authentication:
  connector: new-bearer
body:
  format: json
  content: |-
    {
      "id": 7,
      "name": "Zoë"
    }
`,
    );
    assert.doesNotMatch(JSON.stringify([...action.edits, action.creates]), /s3cr3t/);
  });

  test("a pasted command has one finding, which the action mends, also where it cannot be read", async () => {
    for (const [command, message] of [
      ["curl -H 'a: b' https://x.example.com", "This is a cURL command, not a webhook yet"],
      ["$ curl 'https://x.example.com' \\\n  --json '{\"a\": 1}'", "This is a cURL command, not a webhook yet"],
      ["curl 'https://x.example.com", "The cURL command cannot be read: a quote in the command is never closed"],
    ] as const) {
      const { language, uri } = await workspace(`# file: a.webhook.yaml\n${command}\n`);
      assert.deepEqual(
        language.findings(uri).map((finding) => finding.message),
        [message],
      );
      const actions = language.actions(uri, { start: 0, end: 0 }).filter(({ title }) => /cURL/.test(title));
      assert.equal(actions[0]?.finding?.rule, message.startsWith("This") ? "invalid-yaml" : undefined);
    }
  });

  test("a command keeps what is beside it, and where there is no room for it, only the finding says so", async () => {
    const made = "method: GET\nurl: https://x.example.com/x";
    for (const [text, after] of [
      ["# mine\n\n---\ncurl https://x.example.com/x # theirs\n", undefined],
      ["# mine\n\ncurl https://x.example.com/x\n# theirs\n", `# mine\n\nname: a\n${made}\n# theirs\n`],
      ["name: g\n$ curl 'https://x.example.com/x'\n", `name: g\n${made}\n`],
      [
        "name: g\ncurl https://x.example.com/x \\\n  -H 'A: b' | jq .\ndescription: d\n",
        `name: g\n${made}\nheaders:\n  A: b\ndescription: d\n`,
      ],
      ['name: g\ncurl https://x.example.com/x ^\n  -H ^"A: b^"', `name: g\n${made}\nheaders:\n  A: b`],
      ["curl https://x.example.com/x\nname: g\n", `${made}\nname: g\n`],
      ["curl https://x.example.com/x\nname: g\nmethod: GET\nurl: https://y.example.com/y\n", ""],
      ["curl https://x.example.com/x \\\nname: g\n", ""],
      ["curl https://x.example.com/x\n  -H 'A: b'\n", ""],
      ["name: g\ndescription: >\n  a\ncurl https://x.example.com/x\n  b\n", ""],
      ["name: g\nmethod: GET\nurl: https://y.example.com/\ncurl 'https://x.example.com/x' -H 'A: b'\n", ""],
    ] as const) {
      const { language, uri } = await workspace(`# file: a.webhook.yaml\n${text}`);
      const [finding, ...more] = language.findings(uri);
      assert.equal(finding?.message, "This is a cURL command, not a webhook yet", text);
      assert.deepEqual(more, []);
      const { start } = finding?.span ?? { start: 0 };
      assert.match(text.slice(start), /^(\$ )?curl/);
      const action = language.actions(uri, { start, end: start }).find(({ title }) => /cURL/.test(title));
      assert.equal(/quick fix/.test(finding?.help ?? ""), action !== undefined);
      if (after !== undefined) assert.equal(action ? applyEdits(text, action.edits.get(uri) ?? []) : "", after);
    }
  });

  test("where a text or a key speaks of curl there is no command", async () => {
    for (const line of [
      "description: |\n  curl https://x.example.com/x",
      "# curl https://x.example.com/x",
      "description: a\n  curl -s b",
    ]) {
      const { language, uri } = await workspace(
        `# file: a.webhook.yaml\nname: a\nmethod: GET\nurl: https://x.example.com/\n${line}\n`,
      );
      assert.deepEqual(language.findings(uri), []);
    }
  });

  test("cURL options mean what curl makes of them", () => {
    const read = (command: string) => {
      const result = readCurl(command);
      return result.ok ? result.value : result.message;
    };
    assert.deepEqual(read("curl -G example.com/s -d q=1 --data-urlencode 'n=ä b'"), {
      method: "GET",
      url: "https://example.com/s?q=1&n=%C3%A4%20b",
      headers: [],
      body: undefined,
      authentication: undefined,
      leftOut: [],
    });
    assert.deepEqual(read('curl.exe -XPOST https://u:p@e.example/ --json "{\\"a\\":1}" ^\r\n -o out.txt'), {
      method: "POST",
      url: "https://e.example/",
      headers: [
        ["Content-Type", "application/json"],
        ["Accept", "application/json"],
      ],
      body: { format: "json", content: '{"a":1}' },
      authentication: { type: "basic" },
      leftOut: [],
    });
    assert.deepEqual(read("curl -d a=1 -d b=2 https://x.example.com"), {
      method: "POST",
      url: "https://x.example.com",
      headers: [["Content-Type", "application/x-www-form-urlencoded"]],
      body: { format: "text", content: "a=1&b=2" },
      authentication: undefined,
      leftOut: [],
    });
    for (const [command, method, left] of [
      ["curl -F a=@b.png https://x.example.com", "POST", "-F"],
      ["curl -d @b.json https://x.example.com", "POST", "-d from a file"],
    ] as const) {
      const posted = read(command);
      assert.ok(typeof posted === "object");
      assert.deepEqual([posted.method, ...posted.leftOut], [method, left]);
    }
    assert.equal(read("curl 'https://x"), "A quote in the command is never closed");
    assert.equal(read("curl -s"), "The command has no address");
    assert.equal(read("wget https://x"), "The text does not begin with `curl`");
  });

  test("a command that is copied for the prompt of Windows is read as Windows reads it", () => {
    const body = { format: "json", content: '{"a":1}' };
    const head = { url: "https://shop.example.com/orders?x=1&y=2", headers: [["content-type", "application/json"]] };
    for (const [command, expected] of [
      [
        'curl ^"https://shop.example.com/orders?x=1^&y=2^" ^\n  -H ^"content-type: application/json^" ^\n  --data-raw ^"^{^\\^"a^\\^":1^}^"\n',
        { ...head, body },
      ],
      [
        'curl ^"https://shop.example.com/orders?x=1^&y=2^" ^\r\n  -H ^"content-type: application/json^" ^\r\n  --data-raw ^"^{^\\^"a^\\^":^\r\n\r\n1^}^" | more\r\nname: a\r\n',
        { ...head, body: { ...body, content: '{"a":\n1}' } },
      ],
      [
        'curl "https://shop.example.com/orders?x=1&y=2" -H "content-type: application/json" --data-raw "{""a"":1}"',
        { ...head, body },
      ],
      [
        'curl "https://shop.example.com/orders?x=1&y=2" ^\n  -H "content-type: application/json" ^\n  --data-raw "{""a"":""C:\\\\d & it\'s 5"^%"""}"',
        { ...head, body: { ...body, content: '{"a":"C:\\\\d & it\'s 5%"}' } },
      ],
      [
        `curl "https://shop.example.com/orders?x=1&y=2" -H "content-type: application/json" -d '{"a":"","^":"^"}'`,
        { ...head, body: { ...body, content: '{"a":"","^":"^"}' } },
      ],
    ] as const) {
      const read = readCurl(command);
      assert.ok(read.ok, command);
      const { url, headers, body } = read.value;
      assert.deepEqual({ url, headers, body }, expected);
    }
  });

  test("all fixes at once, and a second time there is nothing left", async () => {
    const text =
      "# file: a.webhook.yaml\nname: a # keep me\nmethod: PSOT\nurl: http://x.example.com/?r=$workflowinstanceid\n<|>bdoy:\n  format: json\n  content: '{}'\n";
    const { find, after } = await actionsAt(text);
    const fixed = after(find(/^Fix all \d/));
    assert.equal(
      fixed,
      "name: a # keep me\nmethod: POST\nurl: https://x.example.com/?r=$workflowInstanceId\nbody:\n  format: json\n  content: '{}'\n",
    );
    const again = await actionsAt(`# file: a.webhook.yaml\n<|>${fixed}`);
    assert.deepEqual(
      again.titles.filter((title) => /^Fix/.test(title)),
      [],
    );
  });

  test("a finding in a template is silenced on the line above, where that prints nothing", async () => {
    const { find, after } = await actionsAt("# file: m.vm\n<p>\n  #if($a)A#el<|>seB#end\n");
    assert.equal(
      after(find(/Silence/)),
      "<p>\n## hookflow-ignore glued-directive: why this is right here\n  #if($a)A#elseB#end\n",
    );
    const inside = await actionsAt("# file: m.vm\n#if($a == 1\n  && $!b<|> == '')x#end\n");
    assert.deepEqual(
      inside.titles.filter((title) => /Silence/.test(title)),
      [],
    );
  });
});
