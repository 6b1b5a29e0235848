/**
 * The suite inside the editor's web worker host. It cannot write a result file: the last line it logs is the result, and the
 * runner outside reads it.
 */
import "mocha/mocha.js";
import { registerTests } from "./tests";

/** What mocha's browser build leaves in the global scope. */
declare const mocha: {
  setup(options: object): void;
  run(done: (failures: number) => void): {
    on(event: string, listener: (test: { fullTitle(): string }, error?: Error) => void): void;
  };
};

export function run(): Promise<void> {
  // The usual reporter of a browser draws on a page, and a worker has none.
  mocha.setup({ ui: "tdd", timeout: 30_000, reporter: class {} });
  registerTests();
  return new Promise((resolve, reject) => {
    let passed = 0;
    const runner = mocha.run((failed) => {
      console.log(`result ${JSON.stringify({ passed, failed })}`);
      if (failed > 0) reject(new Error(`${failed} tests failed`));
      else resolve();
    });
    runner.on("pass", (test) => {
      passed++;
      console.log(`  ok   ${test.fullTitle()}`);
    });
    runner.on("fail", (test, error) => console.log(`  FAIL ${test.fullTitle()}: ${error?.stack ?? error?.message}`));
  });
}
