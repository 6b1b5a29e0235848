/** What was sent and what came back, as people read it: the report, comparing, what may be written to a disk. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { addressOf, viewOf } from "#client/exchange/address";
import { comparableExchange, comparableRecording, comparableWithRecording, comparisonTitle } from "#client/exchange/comparable";
import { answered, type Exchange, failed, redirectTarget, storable, usableAnswer, withFindings } from "#client/exchange/exchange";
import { ago, findingsOf, outcomeText } from "#client/exchange/facts";
import { readExchange } from "#client/exchange/read-exchange";
import { bodyInStretches, exchangeReport, requestReport, waterfall } from "#client/exchange/report";
import type { HttpFailure } from "#core/platform";
import { Redactor } from "#core/request/redact";
import { finished } from "#core/text/stretches";
import { aFailure, anAnswer, failure, hop, plan, response, sent } from "./exchanges";

const encoded = (text: string) => new TextEncoder().encode(text);

suite("client: an exchange as text", () => {
  test("says what came back, how long each phase took, and where every value came from", () => {
    assert.equal(
      exchangeReport(withFindings(anAnswer(), ["`left` is gone from the body: the older recording has it"])).text,
      `HTTP 200 OK
# WH5 with contact Ann Smith at 2026-11-27 03:00:00 UTC
# 143 ms in all
#   lookup       1 ms  ▏
#   connect      9 ms  █
#   TLS         30 ms   ███
#   wait       100 ms      ████████████
#   download     3 ms                  ▏
# 49 bytes from 203.0.113.7
# TLSv1.3, certificate of shop.example.com, issued by Some CA, valid to 2027-06-01
#! \`left\` is gone from the body: the older recording has it

Content-Type: application/json
Set-Cookie: a=1; Path=/
Set-Cookie: b=2
Date: Fri, 27 Nov 2026 03:00:00 GMT

{
  "promocode": "LVIV-15",
  "id": 12345678901234567890
}

### What was sent

POST https://shop.example.com/promo?town=Lviv
X-Run: test-run
Authorization: <secret of shop>

{ "town": "Lviv" }

# Added by the sender
#   host: shop.example.com

# Values
#   TOWN  Lviv  (URL, from contact Ann Smith)`,
    );
  });

  test("a failure says why, what to do, and when it ended", () => {
    const lines = exchangeReport(aFailure()).text.split("\n");
    assert.deepEqual(lines.slice(0, 4), [
      "FAILED shop.example.com refused the connection (ECONNREFUSED)",
      "# Check that the service runs and listens on this port",
      "# After 12 ms, while connecting",
      "# WH5 with contact Ann Smith at 2026-11-27 03:00:00 UTC",
    ]);
    assert.equal(exchangeReport(aFailure(0, "cancelled")).text.split("\n")[0], "CANCELLED");
  });

  test("what never left is not called sent", () => {
    const told = (exchange: Exchange) => /^### (.*)$/m.exec(exchangeReport(exchange).text)?.[1];
    assert.equal(told(aFailure()), "What would have been sent");
    assert.equal(told(aFailure(0, "timeout", { phase: "wait" })), "What was sent");
    // The request was answered; it was the one after it that failed.
    assert.equal(told(aFailure(0, "refused", { hops: [hop] })), "What was sent");
  });

  test("where only a proxy lets out, the failure says that none was used", () => {
    const hint = "# No proxy was used, and one from a PAC file is not known here: name yours in `http.proxy`";
    const told = (kind: HttpFailure["kind"], more: Partial<HttpFailure> = {}) =>
      exchangeReport(aFailure(0, kind, more)).text.includes(hint);
    assert.deepEqual([told("unknown-host"), told("timeout"), told("refused", { code: "ENETUNREACH" })], [true, true, true]);
    assert.deepEqual([told("timeout", { phase: "wait" }), told("refused"), told("proxy")], [false, false, false]);
  });

  test("a redirect that was followed is told of with its target, its rule and what stayed behind", () => {
    const told = [
      "# Followed 1 redirect",
      "#   302 in 41 ms from POST https://shop.example.com/promo?town=Lviv",
      "#       to https://login.example.com/?next=1",
      "#       POST became GET, without its body; removed: header X-Api-Key",
    ].join("\n");
    assert.ok(exchangeReport(anAnswer(0, { hops: [hop] })).text.includes(`2027-06-01\n${told}\n`));
    const failure = exchangeReport(aFailure(0, "redirect", { hops: [hop, { ...hop, removed: [] }] })).text;
    assert.ok(failure.includes("# Followed 2 redirects\n"));
    assert.match(failure, /# {7}POST became GET, without its body\n/);
  });

  test("says through which proxy the answer came, or by which exception past it", () => {
    const route = "through the proxy p.example:3128 (http.proxy)";
    assert.ok(exchangeReport(anAnswer(0, { route })).text.includes(`# Connected ${route}\n`));
    assert.ok(!exchangeReport(anAnswer()).text.includes("# Connected"));
  });

  test("a failure in the middle of an answer keeps what had arrived, and says so", () => {
    const { status, reason, headers } = response;
    const arrived = { status, reason, headers, body: encoded('{"promocode":"LVI'), wireBytes: 17 };
    const report = exchangeReport(aFailure(0, "timeout", { phase: "download", arrived }));
    assert.match(
      report.text,
      /### What had arrived until then\n\nHTTP 200 OK\n# 17 bytes\n#! Cut after 17 bytes\n\nContent-Type: [\s\S]*\n\n\{\n {2}"promocode": "LVI\n/,
    );
    assert.equal(report.text.split("\n")[(report.bodyLine ?? 0) + 1], "{");
  });

  test("a compression that is not undone is named, and its bytes are shown", () => {
    const exchange = anAnswer(0, { undecoded: "zstd", body: Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd), wireBytes: 4 });
    const { text } = exchangeReport(exchange);
    assert.match(text, /#! Compressed with zstd, which is shown as it came/);
    assert.match(text, /0000 {2}28 b5 2f fd/);
    const { status, reason, headers } = response;
    const arrived = { status, reason, headers, body: Uint8Array.of(0x28, 0xb5), wireBytes: 2, undecoded: "zstd" };
    assert.match(exchangeReport(aFailure(0, "timeout", { arrived })).text, /#! Compressed with zstd/);
  });

  test("its lenses stand at the body and at what was sent", () => {
    for (const exchange of [anAnswer(), aFailure(), anAnswer(0, { body: encoded("") })]) {
      const { text, bodyLine, sentLine } = exchangeReport(exchange);
      const lines = text.split("\n");
      assert.match(lines[sentLine] ?? "", /^### What (was|would have been) sent$/);
      if (bodyLine !== undefined) assert.equal(`${lines[bodyLine]}${lines[bodyLine + 1]}`, "{");
    }
    assert.equal(exchangeReport(anAnswer(0, { body: encoded("") })).bodyLine, undefined);
  });

  test("a long body is cut here, and whole in its own document", () => {
    const exchange = anAnswer(0, { body: encoded(JSON.stringify(Array.from({ length: 100_000 }, (_, at) => at))) });
    assert.ok(exchangeReport(exchange).text.length < 300_000);
    assert.match(exchangeReport(exchange).text, /# The first 262,144 bytes of it: Open Body shows more/);
    assert.ok(exchange.outcome.kind === "answer" && finished(bodyInStretches(exchange.outcome, false)).endsWith("99999\n]"));
  });

  test("the body as it came is what came; laid out, only white space differs", () => {
    const { outcome } = anAnswer(0, { body: encoded('{"a":1e400,"a":1.00}') });
    assert.ok(outcome.kind === "answer");
    assert.equal(finished(bodyInStretches(outcome, true)), '{"a":1e400,"a":1.00}');
    assert.equal(finished(bodyInStretches(outcome, false)), '{\n  "a": 1e400,\n  "a": 1.00\n}');
  });

  test("bars never leave their frame, whatever the phases are", () => {
    const phase = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e5, noNaN: true }));
    fc.assert(
      fc.property(phase, phase, phase, phase, phase, (lookup, connect, tls, wait, download) => {
        const total = lookup + connect + tls + wait + download;
        for (const line of waterfall({ lookup, connect, tls, wait, download, total })) assert.ok(line.length <= 38, line);
      }),
    );
  });

  test("a request that is only previewed says so", () =>
    assert.match(requestReport(plan), /^# Not sent: this is what Send Test would send\n# With contact Ann Smith\n\nPOST https:/));
});

suite("client: what one should know of an answer", () => {
  test("a redirect with its whole target, and that nobody followed it", () => {
    const exchange = anAnswer(0, { status: 302, headers: [["Location", "/login?a=1"]] });
    assert.equal(redirectTarget(exchange), "https://shop.example.com/login?a=1");
    assert.deepEqual(findingsOf(exchange).slice(0, 1), [
      "It redirects to https://shop.example.com/login?a=1; that was not followed",
    ]);
    assert.equal(redirectTarget(anAnswer()), undefined);
    const followed = anAnswer(0, { status: 300, headers: [["Location", "choose"]], hops: [hop] });
    assert.equal(redirectTarget(followed), "https://login.example.com/choose");
  });

  test("a certificate that ends soon, but not the one of the demo endpoint", () => {
    assert.ok(response.tls);
    const tls = { ...response.tls, validTo: "2026-12-02T12:00:00.000Z" };
    assert.deepEqual(findingsOf(anAnswer(0, { tls })), ["The certificate of shop.example.com expires in 5 days, on 2026-12-02"]);
    assert.deepEqual(findingsOf(anAnswer(0, { tls, answeredBy: "demo endpoint" })), []);
  });

  test("a wrong content type", () =>
    assert.deepEqual(findingsOf(anAnswer(0, { headers: [["Content-Type", "text/html"]] })), [
      "The answer is JSON, but it says `text/html`",
    ]));

  test("results and ages in few words", () => {
    assert.deepEqual([anAnswer(), aFailure(), aFailure(0, "unknown-host")].map(outcomeText), [
      "200, 143 ms",
      "refused",
      "unknown host",
    ]);
    assert.deepEqual([0, 59_999, 120_000, 3_600_000 * 3, 86_400_000, 86_400_000 * 9].map(ago), [
      "just now",
      "just now",
      "2 min ago",
      "3 h ago",
      "1 day ago",
      "9 days ago",
    ]);
  });
});

suite("client: what an answer can be used for", () => {
  test("a text that is whole goes into previews and recordings; a picture, a redirect, a piece and a failure do not", () => {
    const made = (more: object) =>
      usableAnswer(finished(answered(sent(), plan, { ...response, ...more }, new Redactor([])))) !== undefined;
    assert.ok(made({}));
    assert.ok(made({ status: 404 }));
    assert.ok(!made({ headers: [], body: Uint8Array.of(0, 1) }));
    assert.ok(!made({ status: 307, body: new Uint8Array() }));
    assert.ok(!made({ truncated: true }));
    assert.equal(usableAnswer(finished(failed(sent(), plan, failure, new Redactor([])))), undefined);
  });
});

suite("client: secrets of an exchange", () => {
  const secret = "s3cr3t-marker+/ü";
  const redactor = new Redactor([{ token: secret }]);
  const everywhere = {
    ...plan,
    url: `https://shop.example.com/?echo=${encodeURIComponent(secret)}`,
    headers: [["X-Echo", secret]] as const,
    body: secret,
    values: [{ name: "A", place: "URL", from: "event", value: secret }],
  };

  test("stand nowhere in it, also where the endpoint echoes them", () => {
    const packed = Buffer.from(secret).toString("base64");
    const forms = [secret, packed, encodeURIComponent(secret)];
    const echoes = {
      ...response,
      reason: secret,
      headers: [
        ["X-Echo", packed],
        [secret, "x"],
      ] as const,
      body: encoded(JSON.stringify({ forms })),
      hops: [{ ...hop, url: everywhere.url, location: `/?echo=${packed}`, removed: [`parameter ${secret}`] }],
    };
    const begun = { ...sent(), data: { written: secret, typed: { a: secret } }, contact: secret, event: secret };
    const all = [
      answered(begun, everywhere, echoes, redactor),
      failed(
        begun,
        everywhere,
        { ...failure, message: `at ${secret}`, help: secret, hops: echoes.hops, arrived: echoes },
        redactor,
      ),
    ];
    for (const exchange of all.map(finished))
      for (const form of forms) {
        assert.ok(!JSON.stringify(exchange).includes(JSON.stringify(form).slice(1, -1)), form);
        assert.ok(!exchangeReport(exchange).text.includes(form), form);
      }
  });

  test("are not begun at the end of an answer that was cut there", () => {
    const cut = (body: string) => {
      const { outcome } = finished(answered(sent(), plan, { ...response, body: encoded(body), truncated: true }, redactor));
      return outcome.kind === "answer" ? outcome.body : "";
    };
    for (let length = 4; length < secret.length; length++) assert.equal(cut(`{"a":"${secret.slice(0, length)}`), '{"a":"***');
    const packed = Buffer.from(`Bearer ${secret}`).toString("base64");
    for (const length of [18, packed.length - 2])
      assert.match(cut(`{"a":"${packed.slice(0, length)}`), /^\{"a":"QmVhcmVyI.?\*\*\*$/);
    assert.equal(cut('{"a":"s3c'), '{"a":"s3c');
    const whole = finished(answered(sent(), plan, { ...response, body: encoded('{"a":"s3cr"}') }, redactor)).outcome;
    assert.ok(whole.kind === "answer" && whole.body === '{"a":"s3cr"}');
  });

  test("that the author has typed into the definition are not written to a disk, nor are cookies", () => {
    const headers = [
      ["Authorization", "Bearer abc"],
      ["X-Api-Key", "k"],
      ["X-Auth", "typed"],
      ["X-Author", "Ann"],
      ["X-Run", "1"],
    ] as const;
    const exchange = finished(
      answered(
        sent(),
        {
          ...plan,
          headers,
          url: "https://u:p@h.example.com/?access_token=t&a=b&key=k#sig=s",
          body: '{ "password": "typed", "town": "Lviv" }',
        },
        response,
        new Redactor([]),
      ),
    );
    const { request, outcome } = storable(exchange);
    assert.equal(request.url, "https://***@h.example.com/?access_token=***&a=b&key=***#sig=***");
    assert.equal(request.body, '{ "password": "***", "town": "Lviv" }');
    assert.deepEqual(request.headers, [
      ["Authorization", "Bearer ***"],
      ["X-Api-Key", "***"],
      ["X-Auth", "***"],
      ["X-Author", "Ann"],
      ["X-Run", "1"],
    ]);
    assert.ok(outcome.kind === "answer");
    assert.deepEqual(
      outcome.headers.filter(([name]) => name === "Set-Cookie"),
      [
        ["Set-Cookie", "a=***; Path=/"],
        ["Set-Cookie", "b=***"],
      ],
    );
  });
});

suite("client: comparing answers", () => {
  test("what differs each time is folded away: one changed field is one changed line", () => {
    const before = finished(comparableExchange(anAnswer())).split("\n");
    const later = anAnswer(5000, {
      headers: response.headers.map(([name, value]) => [name, name === "Date" ? "Fri, 27 Nov 2026 04:00:00 GMT" : value]),
      body: encoded('{"promocode":"KYIV-20","id":12345678901234567890}'),
    });
    const after = finished(comparableExchange(later)).split("\n");
    assert.deepEqual(
      after.filter((line, at) => line !== before[at]),
      ['  "promocode": "KYIV-20",'],
    );
  });

  test("is called by the data that makes the difference, else by when it was and how it ended", () => {
    const ann = anAnswer();
    const bohdan = { ...anAnswer(1000), contact: "Bohdan" };
    assert.equal(comparisonTitle(bohdan, ann), "WH5: contact Ann Smith ↔ contact Bohdan");
    assert.equal(comparisonTitle(ann, { id: "WH5-2" }), "WH5: recording WH5-2 ↔ contact Ann Smith");
    const clock = String.raw`\d\d\.\d\d\.\d\d`;
    assert.match(comparisonTitle(aFailure(9000), ann), new RegExp(`^WH5: ${clock} \\(200, 143 ms\\) ↔ ${clock} \\(refused\\)$`));
    assert.match(comparisonTitle({ ...bohdan, webhook: "other" }, ann), new RegExp(`^WH5 ${clock} ↔ other ${clock}$`));
  });

  test("an answer that was cut is laid out as far as it goes", () => {
    const cut = anAnswer(0, { truncated: true, headers: [["Content-Type", "application/json"]], body: encoded('{"a":[1,2') });
    assert.match(finished(comparableExchange(cut)), /\n\n\{\n {2}"a": \[\n {4}1,\n {4}2\n$/);
  });

  test("a recording is compared by the headers it has", () => {
    const recording = {
      id: "WH5",
      uri: "",
      status: 200,
      headers: [["content-type", "application/json"]] as const,
      body: '{\n  "promocode": "LVIV-15",\n  "id": 12345678901234567890\n}',
      recordedAt: "",
    };
    assert.equal(finished(comparableWithRecording(anAnswer(), recording)), finished(comparableRecording(recording)));
  });
});

suite("client: an exchange from its file", () => {
  test("comes back as it was", () => {
    const whole = { route: "past the proxy", hops: [hop] };
    const { status, reason, headers, body, wireBytes } = response;
    const arrived = { status, reason, headers, body, wireBytes };
    for (const exchange of [anAnswer(), aFailure(), anAnswer(0, whole), aFailure(0, "reset", { hops: [hop], arrived })]) {
      const text = JSON.stringify(exchange);
      assert.equal(JSON.stringify(readExchange(text)), text);
    }
  });

  test("anything else is none, and brings nobody to a fault", () => {
    for (const text of ["", "null", "[]", "{}", '{"__proto__":{}}']) assert.equal(readExchange(text), undefined, text);
    const { outcome } = anAnswer();
    for (const wrong of [
      { headers: [["a"]] },
      { headers: "a" },
      { body: 5 },
      { timings: {} },
      { findings: [1] },
      { language: "js" },
      { hops: [{ status: 302 }] },
      { route: 1 },
    ])
      assert.equal(readExchange(JSON.stringify({ ...anAnswer(), outcome: { ...outcome, ...wrong } })), undefined);
    const whole = JSON.stringify(anAnswer());
    for (let end = 0; end < whole.length; end += 7) assert.equal(readExchange(whole.slice(0, end)), undefined);
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(anAnswer())), fc.jsonValue(), (name, value) => {
        const changed = readExchange(JSON.stringify({ ...anAnswer(), [name]: value }));
        if (changed) exchangeReport(changed);
      }),
    );
  });

  test("an address names its document, and a forged one none", () => {
    const view = { view: "report", id: sent().id } as const;
    assert.deepEqual(viewOf(addressOf("a/b", view).query), view);
    assert.equal(addressOf("a/b\n?.http", view).path, "/a_b__.http");
    for (const query of ["", "null", '{"view":"report","id":"../../etc"}', '{"view":"latest"}', '{"view":"x","id":"1"}'])
      assert.equal(viewOf(query), undefined, query);
  });
});
