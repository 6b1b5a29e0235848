/** What the views show, as text: groups and filters of webhooks, cards of samples, the status bar; the sample that is copied. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import type { Exchange } from "#client/exchange/exchange";
import { outcomeLooks } from "#client/history/outcome-looks";
import { kindOf, summaryOf } from "#client/history/summary";
import { connectorText, connectorTooltip } from "#client/views/connector-row";
import { cardLines } from "#client/views/sample-card";
import { rootTitles, sectionsOf } from "#client/views/samples-tree";
import { statusText } from "#client/views/status-text";
import { keptTexts, readDeleted, withDeleted } from "#client/views/webhooks/deleted-texts";
import { filtered, grouped, hostOf, rowText } from "#client/views/webhooks/tree";
import type { WebhookItem } from "#protocol";
import { aFailure, anAnswer, time } from "./exchanges";

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const item = (name: string, method: string, url: string, folder: string): WebhookItem => ({
  name,
  method,
  url,
  folder,
  uri: `file:///${name}`,
  range,
  errors: 0,
  warnings: 0,
});
const items = [
  item("b", "POST", "https://shop.example.com/x", "ws/two"),
  item("a", "GET", "https://shop.example.com:8443?y", "ws/one"),
  item("c", "GET", "", "ws/one"),
  item("d", "GET", "https://$<event.host>/", "ws/two"),
];
const shown = (by: "folder" | "host") =>
  grouped(items, by).map(({ title, items: group }) => `${title}: ${group.map(({ name }) => name).join(" ")}`);

function rowColor(exchange: Exchange) {
  const [webhook] = items;
  assert.ok(webhook);
  return rowText(webhook, summaryOf(exchange), "folder", time()).color;
}

suite("the Webhooks view", () => {
  test("groups by folder or by host", () => {
    assert.deepEqual(shown("folder"), ["ws/one: a c", "ws/two: b d"]);
    assert.deepEqual(shown("host").sort(), [
      "$<event.host>: d",
      "no host yet: c",
      "shop.example.com: b",
      "shop.example.com:8443: a",
    ]);
    assert.equal(hostOf("ftp://a.example/"), "");
  });

  test("a row tells method, host, findings, and how the last test went", () => {
    const [webhook] = items;
    assert.ok(webhook);
    const now = time(120_000);
    const row = (exchange?: Exchange) => rowText({ ...webhook, errors: 1 }, exchange && summaryOf(exchange), "folder", now);
    assert.deepEqual(row(), {
      description: "POST shop.example.com",
      tooltip: "POST https://shop.example.com/x\n1 error\nNot tested yet",
      color: undefined,
    });
    const { description, tooltip, color } = row(anAnswer());
    assert.deepEqual([description, color], ["200 · 2 min ago · POST shop.example.com", "testing.iconPassed"]);
    assert.match(tooltip, /\nLast test: 200, 143 ms with contact Ann Smith, .*2026/);
    assert.equal(row(aFailure()).description, "refused · 2 min ago · POST shop.example.com");
    assert.equal(row(aFailure(0, "cancelled")).color, undefined);
    assert.equal(rowText(webhook, summaryOf(anAnswer(0, { status: 302 })), "host", now).description, "302 · 2 min ago · POST");
  });

  test("an outcome looks the same wherever it is shown: only what is as it should be is green", () => {
    const looks = [
      anAnswer(),
      anAnswer(0, { headers: [["Content-Type", "application/json"]], body: new TextEncoder().encode("<!doctype html>") }),
      anAnswer(0, { headers: [], body: new Uint8Array() }),
      anAnswer(0, { status: 307 }),
      anAnswer(0, { status: 500 }),
      aFailure(),
      aFailure(0, "cancelled"),
    ].map((exchange) => `${kindOf(exchange)} ${outcomeLooks[kindOf(exchange)].icon} ${rowColor(exchange)}`);
    assert.deepEqual(looks, [
      "good pass testing.iconPassed",
      "doubtful info list.warningForeground",
      "good pass testing.iconPassed",
      "redirect arrow-right charts.blue",
      "bad warning list.warningForeground",
      "failed error testing.iconFailed",
      "cancelled circle-slash undefined",
    ]);
  });

  test("filters by words in any order, wherever they stand", () => {
    const names = (filter: string) =>
      filtered(items, filter)
        .map(({ name }) => name)
        .join(" ");
    assert.equal(names(""), "b a c d");
    assert.equal(names("two post"), "b");
    assert.equal(names("SHOP get"), "a");
    assert.equal(names("nothing"), "");
  });
});

suite("the Connectors view", () => {
  test("a row tells first what is missing, then its uses", () => {
    const connector = { name: "shop", type: "apiKey", in: "query", parameter: "api_key", origins: [], uri: "", range } as const;
    assert.equal(connectorText({ ...connector, uses: 2, hasSecret: false, allowed: [] }), "no secret yet · 2 webhooks · API key");
    assert.equal(connectorText({ ...connector, uses: 0, hasSecret: true, allowed: [] }), "unused · API key");
    // Where nothing can be sent, nothing is said of secrets.
    assert.equal(connectorText({ ...connector, uses: 1, hasSecret: undefined, allowed: [] }), "1 webhook · API key");
    assert.equal(
      connectorTooltip({ ...connector, uses: 1, hasSecret: true, allowed: ["https://a.example"] }),
      "shop: API key, in the parameter api_key\nMay go to: no origin is listed\nYou have allowed: https://a.example\nIts secret is in the editor's secret storage.",
    );
  });
});

suite("a sample's card", () => {
  test("shows values and segments, and nothing of them as Markdown or HTML", () => {
    const card = cardLines({
      root: "file:///",
      id: "a",
      uri: "file:///a",
      title: "Ann *A*",
      detail: "ann@example.com",
      values: [["x|y", "[go](command:evil) <img src=x>\nnext"]],
      segments: ["`Loyal`"],
    }).join("\n");
    assert.equal(
      card,
      "**Ann \\*A\\*** · ann\\@example\\.com\n\n| | |\n|---|---|\n| x\\|y | \\[go\\]\\(command\\:evil\\) &lt;img src=x\\> next |\n\nSegments: \\`Loyal\\`",
    );
  });

  test("is no longer than a screen", () => {
    const values = Array.from({ length: 40 }, (_, at) => [`n${at}`, "v"] as const);
    const lines = cardLines({ root: "", id: "a", uri: "", title: "a", detail: "a", values, segments: [] });
    assert.equal(lines.at(-1), "and 10 more");
    assert.equal(lines[0], "**a**");
  });
});

suite("the Contacts and Events view", () => {
  const person = (root: string, title: string, segments: readonly string[]) => ({
    root: `file:///ws/${root}`,
    id: title,
    uri: `file:///ws/${root}/${title}`,
    title,
    detail: "a@example.com, Lviv",
    values: [],
    segments,
  });

  test("counts the contacts of a segment in its own root, and tells roots apart where names are the same", () => {
    const root = (name: string) => `file:///ws/${name}`;
    const sections = sectionsOf({
      contacts: [person("shop", "Bo", ["News"]), person("shop", "Ann", ["News", "Loyal"]), person("promo", "Ann", ["News"])],
      events: [],
      segments: [
        { root: root("promo"), name: "News", location: undefined },
        { root: root("shop"), name: "Loyal", location: undefined },
        { root: root("shop"), name: "News", location: undefined },
      ],
      fields: [],
    });
    const lines = sections.flatMap(({ section, nodes }) => [
      section,
      ...nodes.map((node) => {
        const name = "segment" in node ? node.segment : "sample" in node ? node.sample.title : node.event;
        return `${name} ${"description" in node ? node.description : ""}`;
      }),
    ]);
    assert.deepEqual(lines, [
      "Contacts",
      "Ann promo · a@example.com, Lviv",
      "Ann shop · a@example.com, Lviv",
      "Bo a@example.com, Lviv",
      "Segments",
      "News 1 · promo",
      "Loyal 1",
      "News 2 · shop",
    ]);
    const ids = sections.flatMap(({ nodes }) => nodes.flatMap((node) => ("id" in node ? [node.id] : [])));
    assert.equal(new Set(ids).size, ids.length);
  });

  test("a root is called by as much of its end as no other one has", () => {
    const titles = rootTitles(["file:///a/x%20y", "file:///b/x%20y", "file:///b/z", "file:///b/z"]);
    assert.deepEqual([...titles.values()], ["a/x y", "b/x y", "z"]);
  });
});

suite("the status bar", () => {
  test("tells of the server, the file that is edited, and the demo endpoint", () => {
    const file = { name: "a.webhook.yaml", errors: 1, warnings: 2 };
    assert.deepEqual(statusText({ server: "ready", file, endpoint: "https://127.0.0.1:1" }), {
      text: "$(check) Hookflow $(error) 1 $(warning) 2 $(plug) Demo endpoint",
      tooltip:
        "All files are checked\na.webhook.yaml: 1 error, 2 warnings\nThe demo endpoint runs at https://127.0.0.1:1\nClick for what you can do",
      severity: "none",
    });
    assert.equal(
      statusText({ server: "ready", file: { ...file, errors: 0, warnings: 0 }, endpoint: undefined }).text,
      "$(check) Hookflow",
    );
    // What is counted while the server reads or is gone would be old.
    assert.equal(statusText({ server: "reading", file, endpoint: undefined }).text, "$(sync~spin) Hookflow");
    const failed = statusText({ server: "failed", file, endpoint: undefined });
    assert.equal(`${failed.text} ${failed.severity}`, "$(error) Hookflow error");
    assert.doesNotMatch(failed.tooltip, /webhook/);
  });
});

suite("the manifest", () => {
  test("the sample that is copied has all files of samples/promo that a person needs", () => {
    const source = readFileSync("client/commands/sample-files.ts", "utf8");
    const named = [...source.matchAll(/^ {2}"([^"]+)",$/gm)].map(([, name]) => name);
    const there = readdirSync("samples/promo").filter((name) => !name.endsWith(".expected"));
    assert.deepEqual([...named].sort(), there.sort());
  });

  test("what stands in the menu of a row does not say what kind of row it is where that goes without saying", () => {
    const { contributes } = JSON.parse(readFileSync("package.json", "utf8"));
    const titles = new Map(contributes.commands.map((one: { command: string; title: string }) => [one.command, one.title]));
    for (const { command } of contributes.menus["view/item/context"])
      assert.doesNotMatch(String(titles.get(command)), / of an? /, command);
  });

  test("no workspace says whom to trust, and what a person sets for themselves counts over SSH and in WSL too", () => {
    const { contributes, capabilities } = JSON.parse(readFileSync("package.json", "utf8"));
    const scope = (name: string) => contributes.configuration.properties[`hookflow.${name}`].scope;
    assert.equal(scope("send.caFile"), "machine");
    for (const name of ["send.followRedirects", "history.enabled"]) assert.equal(scope(name), "application");
    assert.equal(scope("send.timeout"), "window");
    assert.ok(capabilities.untrustedWorkspaces.restrictedConfigurations.includes("hookflow.send.timeout"));
  });

  test("the pictures of the walkthrough are there and small", () => {
    const { contributes } = JSON.parse(readFileSync("package.json", "utf8"));
    const [walkthrough] = contributes.walkthroughs;
    assert.equal(walkthrough.steps.length, 5);
    for (const { description } of walkthrough.steps) assert.doesNotMatch(description, /`/, "it would be shown as it is");
    for (const { media } of walkthrough.steps) {
      const picture = readFileSync(media.svg, "utf8");
      assert.ok(picture.length < 4096, media.svg);
      // The editor shows pictures where styles are not applied: whatever has no colour of its own is black.
      assert.doesNotMatch(picture, /<style|\sclass=|\sstyle=/, media.svg);
      for (const [shape] of picture.matchAll(/<(?:rect|text|path)\b[^>]*>/g))
        assert.match(shape, /\sfill="(?:none|var\(--vscode-[\w-]+, #\w+\))"/, media.svg);
    }
    const known = new Set(contributes.commands.map(({ command }: { command: string }) => command));
    const texts = [
      ...walkthrough.steps.map((step: { description: string }) => step.description),
      ...contributes.viewsWelcome.map((view: { contents: string }) => view.contents),
    ];
    for (const [, command = ""] of texts.join("\n").matchAll(/\(command:(hookflow\.[\w]+)\)/g))
      assert.ok(known.has(command), command);
  });
});

suite("client: deleted webhooks", () => {
  const one = (name: string, text = name, at = 0) => ({ uri: `file:///${name}`, text, at });

  test("the newest are kept, each once, within a limit", () => {
    let texts = [one("a")] as ReturnType<typeof readDeleted>;
    for (let at = 0; at < keptTexts.count + 5; at++) texts = withDeleted(texts, one(`${at}`));
    assert.equal(texts.length, keptTexts.count);
    assert.equal(texts[0]?.uri, `file:///${keptTexts.count + 4}`);
    assert.deepEqual(withDeleted([one("a", "old"), one("b")], one("a", "new", 1)), [one("a", "new", 1), one("b")]);
    assert.deepEqual(withDeleted([one("a")], one("long", "x".repeat(keptTexts.length))), [
      one("long", "x".repeat(keptTexts.length)),
    ]);
  });

  test("what a storage gives back is looked at", () => {
    assert.deepEqual(readDeleted([one("a"), null, 5, { uri: "file:///b" }]), [one("a")]);
    for (const other of [undefined, {}, "x"]) assert.deepEqual(readDeleted(other), []);
  });
});
