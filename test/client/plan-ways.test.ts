/** A request that cannot be made: what is said, and that no kind of problem takes the ways on of another one. */
import assert from "node:assert/strict";
import { dataOf, planQuestion } from "#client/plan-ways";
import { spoken } from "#client/spoken";
import type { PlanProblem } from "#protocol";

const location = { uri: "file:///a", range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };
const problem = (kind: PlanProblem["kind"], message: string): PlanProblem => ({
  kind,
  message,
  help: `Help for ${kind}`,
  location,
});
const asked = (problems: readonly PlanProblem[], lacksContact = false) => {
  const question = planQuestion(problems, lacksContact);
  return question && `${question.message} [${question.ways.join(", ")}]`;
};
const missing = problem("unresolved", "`TOWN` has no value");
const breaking = problem("breaking", "The body is no JSON");

suite("client: a request that cannot be made", () => {
  test("one kind of problem is asked about after the other, each with its ways on", () => {
    assert.equal(asked([breaking, missing]), "Not sent. `TOWN` has no value. Help for unresolved. [Show, Fill In, Send Empty]");
    assert.equal(asked([breaking]), "Not sent. The body is no JSON. Help for breaking. [Show, Send Escaped, Send As It Is]");
    assert.equal(
      asked([missing, problem("header", "A header cannot travel")]),
      "Not sent. A header cannot travel. Help for header. [Show]",
    );
    assert.equal(asked([]), undefined);
  });

  test("all problems of a kind are named, each once", () =>
    assert.equal(
      asked([missing, missing, problem("unresolved", "`EMAIL` has no value")]),
      "Not sent. `TOWN` has no value. `EMAIL` has no value. Help for unresolved. [Show, Fill In, Send Empty]",
    ));

  test("a workspace without a contact is no dead end", () =>
    assert.equal(
      asked([missing], true),
      "Not sent. There is no contact sample yet. `TOWN` has no value. Fill in what is missing, send it empty, or make a contact sample. [Fill In, Send Empty, New Contact Sample]",
    ));

  test("a way on says how the request is made next", () => {
    assert.deepEqual(dataOf("Send Empty"), { unresolved: "empty" });
    assert.deepEqual(dataOf("Send Escaped"), { breaking: "escape" });
    assert.deepEqual(dataOf("Send As It Is"), { breaking: "as-is" });
    for (const way of ["Show", "Fill In", "New Contact Sample", undefined] as const) assert.equal(dataOf(way), undefined);
  });

  test("a notification shows quotes, for it would show backticks as they are", () =>
    assert.equal(spoken("`v` has no value: write `$<v|text>`, it`s"), '"v" has no value: write "$<v|text>", it`s'));
});
