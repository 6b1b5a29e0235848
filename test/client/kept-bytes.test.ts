/** Bytes of answers that can be saved: exactly those that came, without secrets, and not more than memory can bear. */
import assert from "node:assert/strict";
import { bodyFileName } from "#client/exchange/body-file-name";
import { KeptBytes } from "#client/node/kept-bytes";
import { Redactor } from "#core/request/redact";
import { aFailure, anAnswer, response } from "./exchanges";

suite("client: the bytes of an answer", () => {
  const nobody = new Redactor([]);
  const picture = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe, 0x80);

  test("are those that came, also where no text could hold them", async () => {
    const kept = new KeptBytes();
    kept.keep("a", { ...response, body: picture }, new Redactor([{ token: "s3cr3t-marker" }]));
    assert.deepEqual(await kept.take("a"), picture);
    assert.equal(await kept.take("b"), undefined);
    assert.ok(kept.has("a") && !kept.has("b"));
  });

  test("hold no secret that the endpoint echoed", async () => {
    const kept = new KeptBytes();
    for (const token of ["s3cr3t-marker", "пароль-1"])
      for (const before of [[0, 0xff], [0x20]]) {
        const body = Uint8Array.from([...before, ...Buffer.from(`${token} ü`)]);
        kept.keep("a", { ...response, headers: [], body }, new Redactor([{ token }]));
        const masked = Buffer.from((await kept.take("a")) ?? []);
        assert.deepEqual(masked, Buffer.from([...before, ...Buffer.from("*** ü")]));
      }
  });

  test("of an answer that ended in the middle, not even the beginning of one", async () => {
    const kept = new KeptBytes();
    const body = Buffer.from("x s3cr3t-mar");
    kept.keep("a", { ...response, headers: [], body, truncated: true }, new Redactor([{ token: "s3cr3t-marker" }]));
    assert.equal(Buffer.from((await kept.take("a")) ?? []).toString(), "x ***");
  });

  test("the oldest give way, the last one never does", () => {
    const kept = new KeptBytes();
    const body = new Uint8Array(20 * 1024 * 1024);
    for (const id of ["a", "b", "c"]) kept.keep(id, { ...response, body }, nobody);
    assert.deepEqual(
      ["a", "b", "c"].filter((id) => kept.has(id)),
      ["b", "c"],
    );
    kept.keep("d", { ...response, body: new Uint8Array(60 * 1024 * 1024) }, nobody);
    assert.deepEqual(
      ["a", "b", "c", "d"].filter((id) => kept.has(id)),
      ["d"],
    );
  });

  test("have a file name by webhook and type", () => {
    const named = (type: string, body: Uint8Array) => bodyFileName(anAnswer(0, { headers: [["content-type", type]], body }));
    assert.equal(named("image/png", picture), "WH5.png");
    assert.equal(named("application/vnd.../../x; a", picture), "WH5.bin");
    assert.equal(named("application/json", response.body), "WH5.json");
    assert.equal(named("text/csv", Buffer.from("a,b")), "WH5.txt");
    assert.equal(bodyFileName({ ...anAnswer(), webhook: "../a b" }), "-a-b.json");
    assert.equal(bodyFileName(aFailure()), "WH5.bin");
  });
});
