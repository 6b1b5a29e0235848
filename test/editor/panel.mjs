// The message panel in a real browser: what is drawn, what a pointer and a keyboard reach, and that a hostile message neither runs
// nor asks for anything. Each test opens a panel of its own.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { loadModule } from "../../tools/gen/load.mjs";
import { panelBrowser } from "./panel-page.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const place = (line) => ({
  uri: "file:///w/a.vm",
  range: { start: { line, character: 0 }, end: { line, character: 4 } },
});

/** Runs all tests. @returns how many passed and failed */
export async function panelTests() {
  const { markHtml } = await loadModule(root, `export { markHtml } from "#core/preview/mark-html";`);
  const browser = await panelBrowser();
  const counts = { passed: 0, failed: 0 };
  try {
    for (const [name, options, test] of tests) {
      const panel = await browser.open(options);
      try {
        await test(panel, (written, more) => message(written, more, markHtml));
        assert.deepEqual(panel.errors, [], "errors of the panel's script");
        assert.deepEqual(panel.asked, [], "requests");
        counts.passed++;
        console.log(`    ✔ ${name}`);
      } catch (error) {
        counts.failed++;
        console.log(`    ✖ ${name}\n${error instanceof Error ? error.stack : error}`);
      } finally {
        await panel.close();
      }
    }
  } finally {
    await browser.close();
  }
  return counts;
}

/**
 * A rendered message. Values stand in double brackets, `[[value]]`, missing ones as `[[?source]]`.
 */
function message(written, { channel = "email", parts = [], ...more } = {}, markHtml) {
  const read = (field, text) => {
    const pieces = [];
    let plain = "";
    let done = 0;
    for (const match of text.matchAll(/\[\[(\??)([^\]]*)\]\]/g)) {
      plain += text.slice(done, match.index);
      const start = plain.length;
      plain += match[2];
      done = match.index + match[0].length;
      pieces.push({
        start,
        end: plain.length,
        source: `$!{value${pieces.length}}`,
        missing: match[1] === "?",
        location: place(pieces.length),
      });
    }
    return { field, text: plain + text.slice(done), pieces };
  };
  const all = [...parts.map(([field, text]) => read(field, text)), read("text", written)];
  const body = all.at(-1);
  const isHtml = channel === "email" && written.includes("<");
  return {
    title: "Order: mail",
    block: "mail",
    channel,
    parts: all,
    markedHtml: isHtml
      ? markHtml(
          body.text,
          body.pieces.map(({ start, end }) => ({ start, end })),
        )
      : undefined,
    sms: undefined,
    problems: [],
    variables: body.pieces.map(({ source, missing, start, end }, at) => ({
      source,
      value: missing ? undefined : body.text.slice(start, end),
      from: "event order",
      path: [`value${at}`],
      taken: false,
      locations: [place(at)],
    })),
    contacts: [],
    events: [],
    contact: undefined,
    event: undefined,
    answers: [],
    uris: [],
    ...more,
  };
}

const hostile = `<!DOCTYPE html><html><head>
<script>parent.hacked = 1; top.hacked = 1; fetch("https://evil.example/fetch")</script>
<meta http-equiv="refresh" content="0;url=https://evil.example/refresh">
<base href="https://evil.example/base/">
<link rel="stylesheet" href="https://evil.example/style.css"><link rel="prefetch" href="https://evil.example/prefetch">
<style>@import url("https://evil.example/import.css"); p { background: url("https://evil.example/background.png") }
@font-face { font-family: x; src: url("https://evil.example/font.woff") } p { font-family: x }</style>
</head><body onload="parent.hacked = 2">
<img src="https://evil.example/beacon.png" onerror="parent.hacked = 3"><img srcset="https://evil.example/set.png 1x">
<svg onload="parent.hacked = 4"><image href="https://evil.example/svg.png"></image><script>parent.hacked = 5</script></svg>
<iframe src="https://evil.example/frame"></iframe><iframe srcdoc="<script>top.hacked = 6</script>"></iframe>
<object data="https://evil.example/object"></object><embed src="https://evil.example/embed">
<video poster="https://evil.example/poster.png" autoplay src="https://evil.example/video.mp4"></video>
<form action="https://evil.example/form"><input name="a" value="b" autofocus onfocus="parent.hacked = 7"><button id="send">send</button></form>
<a id="script" href="javascript:parent.hacked=8">script</a> <a id="away" href="https://evil.example/link">away</a>
<a id="top" target="_top" href="https://evil.example/top">top</a> <a id="new" target="_blank" href="https://evil.example/new">new</a>
<p>drawn</p><p>[[value</textarea></script><!-- <b>]]</p>
</body></html>`;

const long = (word) => `<div>${Array.from({ length: 80 }, (_, at) => `<p>line ${at} ${word}</p>`).join("")}</div>`;

const tests = [
  [
    "a hostile message runs nothing, asks for nothing and leads nowhere",
    {},
    async ({ page, mail, show, told }, html) => {
      const dialogs = [];
      page.on("dialog", (dialog) => void dialogs.push(dialog.message()) || dialog.dismiss());
      await show(html(hostile));
      await mail.getByText("drawn").waitFor();
      for (const id of ["script", "away", "top", "new", "send"]) await mail.locator(`#${id}`).click({ force: true });
      await mail.getByText("drawn").waitFor();
      assert.equal(await page.evaluate(() => window.hacked), undefined);
      assert.deepEqual(dialogs, []);
      assert.equal(page.url(), "http://panel.test/");
      assert.equal(page.context().pages().length, 1);
      assert.deepEqual(
        told.filter(({ type }) => type !== "ready" && type !== "go"),
        [],
      );
    },
  ],
  [
    "the frame is sandboxed without scripts, forms, popups and ways out",
    {},
    async ({ page, mail, show }, html) => {
      await show(html("<p>Hello</p>"));
      await mail.getByText("Hello").waitFor();
      assert.equal(await page.locator(".sheet iframe").getAttribute("sandbox"), "allow-same-origin");
    },
  ],
  [
    "markup in a subject, a value, a source and a problem stays text",
    {},
    async ({ page, show }, html) => {
      const evil = "<img src=https://evil.example/x onerror=window.hacked=1>";
      const result = html(`<p>[[x]]</p>`, { parts: [["subject", `[[${evil}]]`]] });
      result.variables[0] = { ...result.variables[0], source: evil, value: evil, from: evil };
      result.problems = [{ severity: "error", message: evil, location: undefined }];
      await show(result);
      await page.locator("#values td.value", { hasText: "<img" }).waitFor();
      assert.equal(await page.locator("body img").count(), 0);
      assert.equal(await page.evaluate(() => window.hacked), undefined);
    },
  ],
  [
    "a click on a rendered value leads to its place, the pointer shows its expression",
    {},
    async ({ page, mail, show, told }, html) => {
      await show(html("<table><tr><td>[[Mug]]</td><td>[[Teapot]]</td></tr></table><a href='https://x.example/?[[7]]'>more</a>"));
      await mail.getByText("Teapot").hover();
      await page.locator("#tooltip", { hasText: "$!{value1}" }).waitFor();
      await mail.getByText("Teapot").click();
      await mail.getByText("more").click();
      await page.waitForFunction(() => true);
      assert.deepEqual(
        told.filter(({ type }) => type === "go"),
        [
          { type: "go", kind: "piece", part: 0, at: 1 },
          { type: "go", kind: "piece", part: 0, at: 2 },
        ],
      );
    },
  ],
  [
    "the value under the editor's cursor is marked and brought into sight",
    {},
    async ({ page, mail, show, mark }, html) => {
      await show(html(`${long("")}<p>[[far]]</p>`));
      await mail.getByText("far").waitFor();
      await mark([{ part: 0, piece: 0 }]);
      await page.waitForFunction(() => window.scrollY > 500);
      const marked = await mail.locator("body").evaluate(() => [...CSS.highlights.get("hookflow-value")].map(String));
      assert.deepEqual(marked, ["far"]);
    },
  ],
  [
    "what is missing is marked in the message and among the values",
    {},
    async ({ page, mail, show }, html) => {
      await show(html("<p>Dear [[?$name]], [[x]]</p>"));
      await mail.getByText("Dear").waitFor();
      const marked = await mail.locator("body").evaluate(() => [...CSS.highlights.get("hookflow-missing")].map(String));
      assert.deepEqual(marked, ["$name"]);
      await show(html("<p>Dear [[?]]!</p>"));
      await mail.locator(".hookflow-hole span").hover();
      await page.locator("#tooltip", { hasText: "$!{value0}" }).waitFor();
      assert.equal(await mail.locator("p").textContent(), "Dear !");
      assert.equal(await page.locator("#view-text").textContent(), "Dear !");
      await show(html("Dear [[?]]!", { channel: "sms" }));
      await page.locator(".bubble .missing:empty").waitFor();
      await page.locator("#values .count", { hasText: "1 missing" }).waitFor();
    },
  ],
  [
    "while typing the message neither vanishes nor jumps",
    {},
    async ({ page, mail, show }, html) => {
      await show(html(long("first")));
      await mail.getByText("line 79 first").waitFor();
      await page.evaluate(() => {
        window.scrollTo(0, 900);
        window.gaps = 0;
        const sheet = document.querySelector(".sheet");
        new MutationObserver(() => {
          if (!sheet.querySelector("iframe:not(.coming)")) window.gaps++;
        }).observe(sheet, { childList: true, subtree: true, attributes: true });
      });
      for (const word of ["second", "third", "fourth"]) {
        await show(html(long(word)));
        await mail.getByText(`line 79 ${word}`).waitFor();
      }
      assert.deepEqual(await page.evaluate(() => [window.scrollY, window.gaps]), [900, 0]);
    },
  ],
  [
    "dark colors: a message that knows them gets them, another is turned around",
    {},
    async ({ page, mail, show }, html) => {
      const own = "<style>p { color: red } @media (prefers-color-scheme: dark) { p { color: lime } }</style><p>text</p>";
      await show(html(own));
      await mail.getByText("text").waitFor();
      await page.getByRole("button", { name: "Dark" }).click();
      await page.waitForFunction(() => {
        const inside = document.querySelector(".sheet iframe").contentDocument;
        return inside.defaultView.getComputedStyle(inside.querySelector("p")).color === "rgb(0, 255, 0)";
      });
      await show(html("<p>plain colors</p>"));
      await mail.getByText("plain colors").waitFor();
      const filter = await page.locator(".sheet iframe").evaluate((frame) => getComputedStyle(frame).filter);
      assert.match(filter, /invert/);
    },
  ],
  [
    "views are tabs for the keyboard: message, its text, what was printed",
    {},
    async ({ page, mail, show }, html) => {
      await show(html("<p>Hello <b>[[Ann]]</b></p><p>Bye</p>"));
      await mail.getByText("Bye").waitFor();
      await page.getByRole("tab", { name: "Message" }).focus();
      await page.keyboard.press("ArrowRight");
      await page.getByRole("tabpanel", { name: "Text" }).waitFor();
      assert.equal(await page.getByRole("tabpanel").innerText(), "Hello Ann\n\nBye");
      await page.keyboard.press("ArrowRight");
      assert.equal(await page.getByRole("tabpanel").innerText(), "<p>Hello <b>Ann</b></p><p>Bye</p>");
      await page.keyboard.press("ArrowRight");
      assert.equal(await page.getByRole("tab", { selected: true }).innerText(), "Message");
    },
  ],
  [
    "values are taken away and given back by keyboard",
    {},
    async ({ page, show, told }, html) => {
      const result = html("<p>[[Ann]]</p>");
      await show(result);
      await page.getByRole("button", { name: "Take away $!{value0}" }).focus();
      await page.keyboard.press("Enter");
      result.variables[0] = { ...result.variables[0], value: undefined, taken: true };
      await show(result);
      await page.getByRole("button", { name: "Give back $!{value0}" }).press("Enter");
      assert.deepEqual(
        told.filter(({ type }) => type === "take"),
        [
          { type: "take", path: ["value0"], taken: true },
          { type: "take", path: ["value0"], taken: false },
        ],
      );
    },
  ],
  [
    "an answer is exchanged, and written by hand without being taken from under the fingers",
    {},
    async ({ page, show, told }, html) => {
      const answers = [
        {
          webhook: "WH5",
          from: "recording a",
          body: '{\n  "code": 1\n}',
          recordings: [
            { id: "a", title: "a (200)" },
            { id: "b", title: "b (200)" },
          ],
        },
      ];
      await show(html("<p>x</p>", { answers }), { lastAnswers: ["WH5"] });
      await page.getByLabel("WH5").selectOption({ label: "Recording b (200)" });
      await page.getByLabel("WH5").selectOption({ label: "Last answer" });
      await page.getByRole("button", { name: "Edit" }).click();
      const area = page.getByRole("textbox", { name: "Answer of WH5" });
      await area.fill('{"code": 2}');
      await show(html("<p>y</p>", { answers }), { lastAnswers: ["WH5"] });
      assert.equal(await area.inputValue(), '{"code": 2}');
      await area.press("Control+Enter");
      assert.deepEqual(told.slice(1), [
        { type: "answer", webhook: "WH5", recording: "b" },
        { type: "answer", webhook: "WH5", recording: undefined },
        { type: "edit", webhook: "WH5", body: '{"code": 2}' },
      ]);
    },
  ],
  [
    "an SMS shows how it is counted, and why it needs UCS-2",
    {},
    async ({ page, show }, html) => {
      const sms = { encoding: "UCS-2", units: 71, segments: 2, left: 63, foreign: ["і", "ї"] };
      await show(html("Привіт [[Ann]]", { channel: "sms", sms }));
      await page.getByText("71 UCS-2 units · 2 segments · 63 left").waitFor();
      await page.getByText("Not in GSM-7, so 70 characters a segment: “і” “ї”").waitFor();
    },
  ],
  [
    "a push is a card with its title; there is nothing to choose for e-mails",
    {},
    async ({ page, show }, html) => {
      await show(html("Your [[cart]]", { channel: "mobilePush", parts: [["title", "Waiting"]] }));
      await page.getByRole("article").getByText("Waiting").waitFor();
      assert.equal(await page.getByRole("tab").count(), 0);
    },
  ],
  [
    "a narrow panel cuts nothing off: long words, right-to-left text, wide tables",
    { width: 320 },
    async ({ page, show }, html) => {
      const word = "verylongwordwithoutanyspaces".repeat(6);
      for (const channel of ["email", "sms", "viber", "webPush", "mobilePush", "appInbox", "telegram"]) {
        const result = html(`${channel === "email" ? "<p>" : ""}[[${word}]] مرحبا`, {
          channel,
          parts: [[channel === "email" ? "subject" : "title", word]],
          problems: [{ severity: "warning", message: word, location: undefined }],
          answers: [{ webhook: word, from: undefined, body: "", recordings: [{ id: word, title: word }] }],
          events: [{ id: word, uri: "", title: word, detail: "", search: "", provides: 0, missing: [] }],
          event: word,
        });
        await show(result);
        await page.locator("#values .source").waitFor();
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320, channel);
      }
      assert.equal(await page.locator(".phone .text").getAttribute("dir"), "auto");
    },
  ],
  [
    "a message that is not there any more is told of, and comes back",
    {},
    async ({ page, mail, show }, html) => {
      await show(html("<p>here</p>"));
      await mail.getByText("here").waitFor();
      await show(null);
      await page.getByRole("status").getByText("There is no message here").waitFor();
      assert.equal(await page.locator("#stage").isVisible(), false);
      await show(html("<p>here again</p>"));
      await mail.getByText("here again").waitFor();
    },
  ],
];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { passed, failed } = await panelTests();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
