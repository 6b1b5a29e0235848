/** What a test is made of: nothing is asked twice, and nothing is guessed. */
import assert from "node:assert/strict";
import { isFound, sampleRow } from "#client/commands/sample-rows";
import { contactOfEvent, dataTitle, segmentsOf, stillGood } from "#client/test-data";
import { testTitles } from "#client/test-titles";
import type { ContactItem, EventItem, NeedsResult } from "#protocol";

const item = { uri: "", detail: "", search: "", provides: 1, missing: [] };
const contact = (id: string, segments: readonly string[] = []): ContactItem => ({
  ...item,
  id,
  title: `T ${id}`,
  segments,
  fields: [],
});
const event = (id: string): EventItem => ({ ...item, id, title: id, contact: undefined, matches: 0 });
const needs = (contacts: readonly string[], events: readonly string[]): NeedsResult => ({
  webhook: "a",
  contact: contacts.length ? ["TOWN"] : [],
  event: events.length ? ["orderId"] : [],
  contacts: contacts.map((id) => contact(id)),
  events: events.map(event),
  eventDraft: "{}",
});

suite("client: what a test is made of", () => {
  test("nothing is asked when nothing is needed, and nothing twice", () => {
    assert.deepEqual(stillGood(needs([], []), {}), {});
    assert.equal(stillGood(needs(["ann"], []), {}), undefined);
    assert.deepEqual(stillGood(needs(["ann"], []), { contact: "ann" }), { contact: "ann", contactTitle: "T ann" });
    assert.deepEqual(stillGood(needs(["ann"], ["e"]), { contact: "ann", event: "e" }), {
      contact: "ann",
      contactTitle: "T ann",
      event: "e",
      eventTitle: "e",
    });
  });

  test("a sample that has gone is asked for again, and one that is needed no more is left out", () => {
    assert.equal(stillGood(needs(["bo"], []), { contact: "ann" }), undefined);
    assert.equal(stillGood(needs(["ann"], ["e"]), { contact: "ann" }), undefined);
    assert.deepEqual(stillGood(needs([], ["e"]), { contact: "ann", event: "e" }), { event: "e", eventTitle: "e" });
  });

  test("where there is no contact, none is asked for: the request says what it lacks", () => {
    const without = { ...needs([], []), contact: ["TOWN"] };
    assert.deepEqual(stillGood(without, { typed: { TOWN: "Lviv" } }), { typed: { TOWN: "Lviv" } });
    assert.deepEqual(stillGood(without, { contact: "ann" }), {});
  });

  test("an event typed by hand and values typed for names are remembered", () =>
    assert.deepEqual(stillGood(needs([], ["e"]), { written: "{}", event: "e", typed: { a: "1" } }), {
      written: "{}",
      eventTitle: "typed by hand",
      typed: { a: "1" },
    }));

  test("an event means its one contact; of none or two it says so", () => {
    const contacts = [contact("ann")];
    assert.deepEqual(contactOfEvent({ contacts }, { contact: "ann", matches: 1 }), { contact: contacts[0] });
    assert.deepEqual(contactOfEvent({ contacts }, { contact: undefined, matches: 0 }), {
      sentence: "No contact sample fits this event",
    });
    assert.deepEqual(contactOfEvent({ contacts }, { contact: undefined, matches: 2 }), {
      sentence: "2 contact samples fit this event",
    });
  });

  test("a contact's row is short, and found by every field", () => {
    const ann = {
      ...contact("ann", ["Loyal", "News"]),
      detail: "ann@example.com, Lviv",
      search: "ann@example.com 380501234567 Lviv",
    };
    const row = sampleRow({ ...ann, missing: ["POINTS"] }, "ann");
    assert.deepEqual(
      [row.label, row.description, row.detail],
      ["T ann", "ann@example.com, Lviv  ·  last used  ·  lacks POINTS", "Loyal, News"],
    );
    assert.equal("detail" in sampleRow(contact("bo"), "ann"), false);
    assert.equal(sampleRow({ ...event("e"), search: "orderId: 7" }, undefined).detail, "orderId: 7");
    assert.deepEqual(
      ["", "3805 LVIV", "loyal ann", "Kyiv"].map((typed) => isFound(row, typed)),
      [true, true, true, false],
    );
  });

  test("segments are counted by contact", () =>
    assert.deepEqual(segmentsOf([contact("a", ["x", "x", "y"]), contact("b", ["x"])]), [
      { segment: "x", count: 2 },
      { segment: "y", count: 1 },
    ]));
});

suite("client: what the lenses of a webhook say", () => {
  const state = { isTrusted: true, isSending: false, data: "", last: undefined };
  const last = { id: "", outcome: "200, 143 ms", at: 0 };
  const said = (more: Partial<Parameters<typeof testTitles>[0]>, now = 120_000) =>
    testTitles({ ...state, ...more }, now).map(({ title, does }) => `${title.replace("\u00a0", " ")}: ${does}`);

  test("the remembered sample, and the last result with its age", () => {
    assert.deepEqual(said({}), ["$(play) Send test: send"]);
    assert.deepEqual(said({ data: dataTitle({ contactTitle: "Ann", eventTitle: "e" }), last }), [
      "$(play) Send test: contact Ann, event e: send",
      "other data: choose",
      "200, 143 ms, 2 min ago: show",
    ]);
    assert.deepEqual(said({ last }, -5000).at(-1), "200, 143 ms, just now: show");
  });

  test("while sending, only how to cancel", () => {
    for (const more of [{}, { last }, { data: "contact Ann" }])
      assert.deepEqual(said({ isSending: true, ...more }), ["$(loading~spin) Sending… (cancel): cancel"]);
  });

  test("without trust, why it is off", () =>
    assert.deepEqual(said({ isTrusted: false, data: "contact Ann" }), [
      "$(play) Send test (off until you trust this workspace): send",
    ]));
});
