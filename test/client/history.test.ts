/** The history of tests: nothing is lost, nothing grows without end, and what is broken costs itself alone. */
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { History, type HistoryFiles, limits } from "#client/history/history";
import { historyFiles } from "#client/node/history-files";
import { aFailure, anAnswer, uri } from "./exchanges";

interface Opened {
  readonly history: History;
  readonly told: string[];
}

function open(files: HistoryFiles | undefined, isOn = true): Opened {
  const told: string[] = [];
  const history = new History({ files, isOn: () => isOn, tell: (sentence) => told.push(sentence), changed: () => {} });
  return { history, told };
}

const outcomes = async (history: History) => (await history.all()).map(({ outcome }) => outcome);

suite("client: the history of tests", () => {
  let folder: string;
  setup(() => {
    folder = path.join(mkdtempSync(path.join(tmpdir(), "hookflow-history-")), "history");
  });
  teardown(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

  test("answers, failures and cancelled tests come back after a restart, newest first", async () => {
    const { history } = open(historyFiles(folder));
    await history.add(anAnswer());
    await history.add(aFailure(1000));
    await history.add(aFailure(2000, "cancelled"));
    const { history: later, told } = open(historyFiles(folder));
    assert.deepEqual(await outcomes(later), ["cancelled", "refused", "200, 143 ms"]);
    const [, , oldest] = await later.all();
    const exchange = await later.get(oldest?.id ?? "");
    assert.ok(exchange?.outcome.kind === "answer");
    assert.equal(exchange.outcome.body, '{"promocode":"LVIV-15","id":12345678901234567890}');
    assert.deepEqual(exchange.data, { contact: "ann" });
    assert.deepEqual(told, []);
  });

  test("knows the newest test of each webhook, also after a restart", async () => {
    const { history } = open(historyFiles(folder));
    for (const exchange of [aFailure(1000), anAnswer(), anAnswer(500, {}, "file:///other")]) await history.add(exchange);
    const newest = await open(historyFiles(folder)).history.newest();
    assert.deepEqual([...newest].map(([of, { outcome }]) => `${of}: ${outcome}`).sort(), [
      "file:///other: 200, 143 ms",
      `${uri}: refused`,
    ]);
  });

  test("is for its owner only, and leaves nothing half-written", async () => {
    const { history } = open(historyFiles(folder));
    await history.add(anAnswer());
    const [name = ""] = readdirSync(folder);
    assert.match(name, /^\d{13}-[0-9a-z]{6}\.json$/);
    if (process.platform !== "win32") {
      assert.equal(statSync(path.join(folder, name)).mode & 0o777, 0o600);
      assert.equal(statSync(folder).mode & 0o777, 0o700);
    }
    assert.equal(readdirSync(folder).length, 1);
  });

  test("a broken entry is skipped and said so; the others are there", async () => {
    const { history } = open(historyFiles(folder));
    await history.add(anAnswer());
    await history.add(aFailure(1000));
    const [first = ""] = readdirSync(folder).sort();
    writeFileSync(path.join(folder, first), readFileSync(path.join(folder, first), "utf8").slice(0, 50));
    writeFileSync(path.join(folder, "notes.json"), "somebody else's");
    const { history: later, told } = open(historyFiles(folder));
    assert.deepEqual(await outcomes(later), ["refused"]);
    assert.deepEqual(told, ["One entry of the history of tests is broken and left out"]);
  });

  test("what a window has left half-written goes away in time, and not before", async () => {
    const { history } = open(historyFiles(folder));
    await history.add(anAnswer());
    for (const name of ["old.part", "new.part"]) writeFileSync(path.join(folder, name), "{");
    utimesSync(path.join(folder, "old.part"), 1, 1);
    await open(historyFiles(folder)).history.all();
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith(".part")),
      ["new.part"],
    );
  });

  test("a full disk costs no entry that was written, is said once, and the result is still at hand", async () => {
    let isFull = false;
    const real = historyFiles(folder);
    const files: HistoryFiles = {
      ...real,
      write: (name, text) => (isFull ? Promise.reject(new Error("the disk is full")) : real.write(name, text)),
    };
    const { history, told } = open(files);
    await history.add(anAnswer());
    isFull = true;
    await history.add(aFailure(1000));
    await history.add(aFailure(2000));
    assert.deepEqual(told, ["The history of tests could not be written: the disk is full"]);
    const [newest] = await history.all();
    assert.ok(await history.get(newest?.id ?? ""));
    assert.deepEqual(await outcomes(open(real).history), ["200, 143 ms"]);
  });

  test("a full disk costs no entry either that would have made room for the new one", async () => {
    const real = historyFiles(folder);
    const { history } = open(real);
    for (let at = 0; at < limits.perWebhook; at++) await history.add(anAnswer(at * 1000));
    const before = readdirSync(folder);
    const full = open({ ...real, write: () => Promise.reject(new Error("the disk is full")) });
    await full.history.add(anAnswer(99_000));
    assert.deepEqual(readdirSync(folder), before);
  });

  test("a folder that cannot be made is a sentence without its path", async () => {
    writeFileSync(folder, "");
    const { history, told } = open(historyFiles(folder));
    await history.add(anAnswer());
    assert.equal(told.length, 2);
    for (const sentence of told) assert.ok(!sentence.includes(folder), sentence);
  });

  test("keeps the newest of each webhook", async () => {
    const { history } = open(historyFiles(folder));
    const more = limits.perWebhook + 3;
    for (let at = 0; at < more; at++) await history.add(anAnswer(at * 1000));
    await history.add(anAnswer(0, {}, "file:///workspace/other.webhook.yaml"));
    assert.equal((await history.of(uri)).length, limits.perWebhook);
    assert.equal((await history.all()).length, limits.perWebhook + 1);
    assert.equal(readdirSync(folder).length, limits.perWebhook + 1);
    assert.equal((await history.of(uri)).at(-1)?.at, anAnswer(3000).at);
  });

  test("stays within its size, and cuts what is too long for one entry", async () => {
    const { history } = open(historyFiles(folder));
    const body = new TextEncoder().encode("x".repeat(3 * 1024 * 1024));
    for (let at = 0; at < 12; at++) await history.add(anAnswer(at * 1000, { body, headers: [] }));
    const size = readdirSync(folder).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
    assert.ok(size <= limits.total, String(size));
    const { history: later } = open(historyFiles(folder));
    const [newest] = await later.all();
    const exchange = await later.get(newest?.id ?? "");
    assert.ok(exchange?.outcome.kind === "answer");
    assert.ok(exchange.outcome.isCut);
    assert.equal(exchange.outcome.body.length, 2 * 1024 * 1024);
    assert.equal(exchange.outcome.size, 3 * 1024 * 1024);
    assert.ok(exchange.outcome.findings.includes("It is long: these are its first 2 MB"));
  });

  test("its size is counted as the disk counts it: letters beyond ASCII are several bytes", async () => {
    const { history } = open(historyFiles(folder));
    const body = new TextEncoder().encode("ї".repeat(1024 * 1024));
    for (let at = 0; at < 15; at++) await history.add(anAnswer(at * 1000, { body, headers: [] }));
    const size = () => readdirSync(folder).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
    assert.ok(size() <= limits.total, String(size()));
    const { history: later } = open(historyFiles(folder));
    await later.add(anAnswer(99_000, { body, headers: [] }));
    assert.ok(size() <= limits.total, String(size()));
  });

  test("cleared, no file is left; deleted, the others stay", async () => {
    const { history } = open(historyFiles(folder));
    for (let at = 0; at < 3; at++) await history.add(anAnswer(at * 1000));
    const [newest] = await history.all();
    await history.remove([newest?.id ?? "", "../../elsewhere"]);
    assert.equal(readdirSync(folder).length, 2);
    await history.clear();
    assert.deepEqual(readdirSync(folder), []);
    assert.deepEqual(await history.all(), []);
  });

  test("switched off, nothing is written and the last results of the session are at hand", async () => {
    const { history } = open(historyFiles(folder), false);
    for (let at = 0; at < 30; at++) await history.add(anAnswer(at * 1000));
    assert.throws(() => readdirSync(folder), /ENOENT/);
    const all = await history.all();
    assert.equal(all.length, 20);
    for (const { id } of all) assert.ok(await history.get(id));
  });

  test("two windows write side by side", async () => {
    const [one, two] = [open(historyFiles(folder)), open(historyFiles(folder))];
    await Promise.all([one.history.add(anAnswer()), two.history.add(aFailure(1))]);
    assert.equal((await open(historyFiles(folder)).history.all()).length, 2);
  });
});
