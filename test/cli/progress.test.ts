/** Progress on a terminal: nothing for short work, taken away at the end, silent off a terminal. */
import assert from "node:assert/strict";
import { Progress } from "../../cli/progress";

suite("progress", () => {
  const told = (isTTY: boolean, work: (progress: Progress, at: (time: number) => void) => void): string => {
    let text = "";
    let now = 1000;
    const progress = new Progress({ isTTY, write: (part) => (text += part) }, { now: () => now });
    work(progress, (time) => {
      now = 1000 + time;
    });
    return text;
  };

  test("comes after a while, at a pace, and is taken away", () => {
    const text = told(true, (progress, at) => {
      for (const time of [0, 399, 400, 450, 500, 2000]) {
        at(time);
        progress.step(time, 10_000);
      }
      progress.end();
      progress.end();
    });
    assert.equal(
      text,
      "\r\u001b[KChecking: 400 of 10,000 files\r\u001b[KChecking: 500 of 10,000 files\r\u001b[KChecking: 2,000 of 10,000 files\r\u001b[K",
    );
  });

  test("counts what is read", async () => {
    const files = { list: async () => [], read: async () => ({ ok: true, value: "" }) as const };
    let reading: Promise<unknown> = Promise.resolve();
    const text = told(true, (progress, at) => {
      const counting = progress.counting(files);
      void counting.read("a");
      at(1000);
      reading = counting.read("b");
    });
    await reading;
    assert.equal(text, "\r\u001b[KReading: 2 files");
  });

  test("short work and pipes see nothing", () => {
    const work = (progress: Progress) => {
      progress.step(1, 2);
      progress.end();
    };
    assert.equal(told(true, work), "");
    assert.equal(
      told(false, (progress, at) => {
        at(5000);
        work(progress);
      }),
      "",
    );
  });
});
