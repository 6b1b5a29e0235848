/** Completion in an event that is typed by hand: names of parameters, where one can stand, in the quotes that are there. */
import assert from "node:assert/strict";
import { eventCompletions } from "#client/written-event-completion";

const names = ["EmailAddress", "order"];

/** The texts that come of taking each completion at `<|>`, with the place of the caret. */
function taken(marked: string): readonly string[] {
  const offset = marked.indexOf("<|>");
  const text = marked.replace("<|>", "");
  return eventCompletions(text, offset, names).map(({ start, end, newText, value = newText.length }) => {
    const put = `${newText.slice(0, value)}<|>${newText.slice(value)}`;
    return text.slice(0, start) + put + text.slice(end);
  });
}

suite("client: completion in an event typed by hand", () => {
  test("offers the parameters that the webhook reads, with a place for the value", () => {
    assert.deepEqual(taken('{ "params": { <|> } }'), [
      '{ "params": { "EmailAddress": "<|>" } }',
      '{ "params": { "order": "<|>" } }',
    ]);
    assert.deepEqual(
      taken('{ "eventTypeKey": "x", "params": { "a": {"b": [1]}, "Em<|>" } }')[0],
      '{ "eventTypeKey": "x", "params": { "a": {"b": [1]}, "EmailAddress": "<|>" } }',
    );
    assert.equal(taken('{ "params": { "Em<|>\n} }')[0], '{ "params": { "EmailAddress": "<|>"\n} }');
  });

  test("keeps a value that is there already", () =>
    assert.equal(taken('{ "params": { "E<|>mail": 5 } }')[0], '{ "params": { "EmailAddress"<|>: 5 } }'));

  test("leaves out what is there", () =>
    assert.deepEqual(taken('{ "params": { "order": 1, "<|>" } }'), ['{ "params": { "order": 1, "EmailAddress": "<|>" } }']));

  test("knows the older form, a list of names and values", () => {
    assert.equal(
      taken('{ "params": [ { "name": "<|>", "value": "" } ] }')[0],
      '{ "params": [ { "name": "EmailAddress"<|>, "value": "" } ] }',
    );
    assert.deepEqual(taken('{ "params": [ { "<|>" } ] }'), []);
    assert.deepEqual(taken('{ "params": [ { "name": "a", "value": "<|>" } ] }'), []);
  });

  test("offers nothing elsewhere", () => {
    for (const text of [
      "<|>",
      "{ <|> }",
      '{ "eventTypeKey": "<|>" }',
      '{ "params": { "a": "<|>" } }',
      '{ "params": { "a": { "<|>" } } }',
      '{ "params": { "a" oops <|> } }',
    ])
      assert.deepEqual(taken(text), [], text);
  });
});
