/** Going on from a redirect that is shown: when it can be done without asking again what was asked. */
import assert from "node:assert/strict";
import { answered, type Exchange, storable } from "#client/exchange/exchange";
import { followedFrom, isFollowable } from "#client/exchange/follow";
import { Redactor } from "#core/request/redact";
import { finished } from "#core/text/stretches";
import { aFailure, anAnswer, plan, response, sent } from "./exchanges";

suite("client: following a redirect", () => {
  const redactor = new Redactor([{ token: "s3cr3t-marker" }]);
  const redirect = (location: string, status = 302): Exchange =>
    finished(answered(sent(), plan, { ...response, status, headers: [["Location", location]] }, redactor));
  const from = (exchange: Exchange, now = plan) => followedFrom(exchange, now, redactor);

  test("is offered for what leads somewhere, and for nothing else", () => {
    for (const status of [301, 302, 303, 307, 308]) assert.ok(isFollowable(redirect("/b", status)), String(status));
    for (const status of [200, 300, 304, 404]) assert.ok(!isFollowable(redirect("/b", status)), String(status));
    assert.ok(!isFollowable(redirect("")));
    assert.ok(!isFollowable(anAnswer(0, { status: 302 })));
    assert.ok(!isFollowable(aFailure()));
  });

  test("goes on from the answer, with what it took", () =>
    assert.deepEqual(from(redirect("/b?x=1", 307)), { status: 307, location: "/b?x=1", milliseconds: 143.4 }));

  test("a target with a credential that was masked cannot be gone on from", () => {
    const sentence = "The target of this redirect was not kept, because it holds a credential";
    assert.equal(from(redirect("/b?echo=s3cr3t-marker")), sentence);
    const once = redirect("/b?access_token=once");
    assert.equal(typeof from(once), "object");
    assert.equal(from(storable(once)), sentence);
  });

  test("neither can an answer to another request", () => {
    const sentence = "The webhook or its data has changed since this answer";
    assert.equal(from(redirect("/b"), { ...plan, url: `${plan.url}&x=1` }), sentence);
    assert.equal(from(redirect("/b"), { ...plan, body: "{}" }), sentence);
    assert.equal(from(redirect("/b"), { ...plan, method: "GET", body: undefined }), sentence);
  });

  test("credentials of the definition make no difference, also after a restart", () => {
    const signed = { ...plan, url: "https://shop.example.com/?api_key=abc&a=s3cr3t-marker" };
    const shown = finished(answered(sent(), signed, { ...response, status: 302, headers: [["Location", "/b"]] }, redactor));
    assert.equal(typeof from(shown, signed), "object");
    assert.equal(typeof from(storable(shown), signed), "object");
    const typed = { ...plan, body: '{ "password": "typed" }' };
    const answer = finished(answered(sent(), typed, { ...response, status: 302, headers: [["Location", "/b"]] }, redactor));
    assert.equal(typeof from(storable(answer), typed), "object");
  });
});
