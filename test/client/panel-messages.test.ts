import assert from "node:assert/strict";
import fc from "fast-check";
import { page } from "#client/views/preview/page";
import { longestAnswer, type PanelMessage, panelMessage } from "#client/views/preview/panel-messages";

const known: readonly PanelMessage[] = [
  { type: "ready" },
  { type: "pin", on: true },
  { type: "doubles", on: false },
  { type: "choose", what: "contact", id: "ann" },
  { type: "answer", webhook: "WH5", recording: "b" },
  { type: "answer", webhook: "WH5", recording: undefined },
  { type: "edit", webhook: "WH5", body: "{}" },
  { type: "take", path: ["WH5", "items", 0], taken: true },
  { type: "go", kind: "problem", at: 0 },
  { type: "go", kind: "variable", at: 1, place: 2 },
  { type: "go", kind: "piece", part: 0, at: 3 },
];

suite("client: what the message panel may say", () => {
  test("the messages of the closed set are read as they are, without anything more", () => {
    for (const message of known) {
      assert.deepEqual(panelMessage(message), message);
      assert.deepEqual(panelMessage({ ...message, uri: "file:///etc/passwd", command: "x" }), message);
    }
  });

  test("everything else is none", () => {
    const forged: readonly unknown[] = [
      undefined,
      "ready",
      { type: "open", uri: "file:///etc/passwd" },
      { type: "pin", on: "yes" },
      { type: "choose", what: "secret", id: "x" },
      { type: "choose", what: "contact", id: "x".repeat(500) },
      { type: "edit", webhook: "WH5", body: "x".repeat(longestAnswer + 1) },
      { type: "take", path: [], taken: true },
      { type: "take", path: [{}], taken: true },
      { type: "take", path: ["a"], taken: 1 },
      { type: "go", kind: "problem", at: -1 },
      { type: "go", kind: "problem", at: 1.5 },
      { type: "go", kind: "variable", at: 0 },
      { type: "go", kind: "file", at: 0 },
      JSON.parse('{"__proto__": {"type": "ready"}}'),
    ];
    for (const message of forged) assert.equal(panelMessage(message), undefined, JSON.stringify(message)?.slice(0, 80));
  });

  test("no input brings it to a fault, and what it gives belongs to the set", () => {
    const types = new Set(known.map(({ type }) => type));
    const keys = fc.constantFrom(
      "type",
      "on",
      "what",
      "id",
      "webhook",
      "recording",
      "body",
      "path",
      "taken",
      "kind",
      "at",
      "place",
    );
    const values = fc.oneof(fc.constantFrom(...types, "contact", "problem", "piece"), fc.anything());
    fc.assert(
      fc.property(fc.dictionary(keys, values), (raw) => {
        const message = panelMessage(raw);
        assert.ok(message === undefined || types.has(message.type));
      }),
    );
  });
});

suite("client: the page of the message panel", () => {
  const html = page({
    script: "https://host/script.js",
    style: "https://host/style.css",
    source: "https://host",
    nonce: "N0NCE",
  });
  const policy = new Map(
    (/http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "").split(/;\s*/).map((directive) => {
      const [name = "", ...sources] = directive.split(" ");
      return [name, sources.join(" ")];
    }),
  );

  test("scripts run by nonce only, nothing is loaded, no form is sent", () => {
    assert.equal(policy.get("default-src"), "'none'");
    assert.equal(policy.get("script-src"), "'nonce-N0NCE'");
    assert.equal(policy.get("img-src"), "data:");
    for (const name of ["connect-src", "font-src", "form-action", "base-uri"]) assert.equal(policy.get(name), "'none'", name);
  });

  test("every script has the nonce, and none stands in the page", () => {
    const scripts = [...html.matchAll(/<script\b[^>]*>([^<]*)/g)];
    assert.equal(scripts.length, 1);
    for (const [tag, text] of scripts) {
      assert.match(tag, /nonce="N0NCE"/);
      assert.equal(text, "");
    }
    assert.doesNotMatch(html, /\son\w+=|javascript:|unsafe-eval/i);
  });
});
