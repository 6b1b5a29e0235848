/** A connector's secret on the move: out of a document by a quick fix, and along with another name. */
import assert from "node:assert/strict";
import { renamedConnector } from "#client/commands/renamed-connector";
import { readParts } from "#client/commands/secret-places";
import type { PlanConnector } from "#protocol";

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const connector = (name: string, type: PlanConnector["type"] = "bearer"): PlanConnector => ({
  name,
  type,
  in: "header",
  parameter: "X-Api-Key",
  origins: [],
});

suite("a secret that moves", () => {
  test("is read from its places, and login and password also from Base64", () => {
    assert.deepEqual(
      readParts([{ part: "token", range }], () => "t-0"),
      { token: "t-0" },
    );
    const encoded = Buffer.from("ann:päss:word").toString("base64");
    assert.deepEqual(
      readParts([{ part: "basic", range }], () => encoded),
      { login: "ann", password: "päss:word" },
    );
    for (const wrong of ["YW5u", "not base64 at all!", ""])
      assert.deepEqual(
        readParts([{ part: "basic", range }], () => wrong),
        {},
      );
  });

  test("follows the one connector that was renamed, and no other change", () => {
    const before = [connector("a"), connector("b", "basic"), connector("a")];
    const renamed = (after: readonly PlanConnector[], name: string) => {
      const found = renamedConnector(before, after, name);
      return found && `${found.from.name} > ${found.to.name}`;
    };
    assert.equal(renamed([connector("a"), connector("c", "basic"), connector("a")], "c"), "b > c");
    // Another root's connector of the same name keeps its own.
    assert.equal(renamed([connector("a"), connector("b", "basic"), connector("n")], "n"), "a > n");
    assert.equal(renamed([connector("a"), connector("c"), connector("a")], "c"), undefined);
    assert.equal(renamed([connector("a"), connector("c", "basic"), connector("a")], "d"), undefined);
    assert.equal(renamed([connector("c", "basic"), connector("n")], "c"), undefined);
    assert.equal(renamed(before, "a"), undefined);
  });
});
