/** What the client does about a server that dies or falls silent; the editor suite shows the same with a real one. */
import assert from "node:assert/strict";
import { CrashPolicy } from "#client/crash-policy";
import { watchdog } from "#client/watchdog";

suite("crash policy", () => {
  test("starts again four times in three minutes, then stops", () => {
    const policy = new CrashPolicy();
    const verdicts = [0, 1, 2, 3, 4].map((minute) => policy.crashed(minute * 30_000).restart);
    assert.deepEqual(verdicts, [true, true, true, true, false]);
    policy.forgive();
    assert.equal(policy.crashed(200_000).restart, true);
  });

  test("old crashes are forgotten", () => {
    const policy = new CrashPolicy();
    const verdicts = [0, 1, 2, 3, 4, 5, 6].map((minute) => policy.crashed(minute * 60_000).restart);
    assert.deepEqual(verdicts, [true, true, true, true, true, true, true]);
  });

  test("sets a file aside on which it died twice, and goes on without it", () => {
    const policy = new CrashPolicy();
    policy.touched("a", 0);
    assert.deepEqual(policy.crashed(100), { restart: true, setAside: undefined });
    policy.touched("b", 200);
    assert.deepEqual(policy.crashed(300), { restart: true, setAside: undefined });
    policy.touched("a", 400);
    assert.deepEqual(policy.crashed(500), { restart: true, setAside: "a" });
  });

  test("a crash long after the last change is nobody's fault", () => {
    const policy = new CrashPolicy();
    policy.touched("a", 0);
    policy.crashed(20_000);
    assert.equal(policy.crashed(40_000).setAside, undefined);
  });
});

suite("watchdog", () => {
  test("ends a server that does not answer, and only then", async () => {
    let pings = 0;
    const dog = { dispose: () => {} };
    await new Promise<void>((resolve) => {
      Object.assign(
        dog,
        watchdog(
          {
            isNeeded: () => true,
            // The first three are answered, one of them by a refusal.
            ping: () => {
              pings++;
              if (pings === 2) return Promise.reject(new Error("closing"));
              return pings > 3 ? new Promise(() => {}) : Promise.resolve(null);
            },
            end: resolve,
          },
          2,
          20,
        ),
      );
    });
    dog.dispose();
    assert.equal(pings, 4);
  });

  test("asks nothing while there is nothing to watch", async () => {
    let looked = 0;
    let pings = 0;
    const dog = { dispose: () => {} };
    await new Promise<void>((resolve) => {
      const isNeeded = () => {
        looked++;
        if (looked === 5) resolve();
        return false;
      };
      Object.assign(dog, watchdog({ isNeeded, ping: async () => pings++, end: () => {} }, 1, 20));
    });
    dog.dispose();
    assert.equal(pings, 0);
  });
});
