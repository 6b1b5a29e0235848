// mocha's dots, with the counts written to the file that HOOKFLOW_RESULT names: an exit code alone does not tell how many
// tests there were, nor that there were any.
import { writeFileSync } from "node:fs";
import Mocha from "mocha";

export default class CountReporter extends Mocha.reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    runner.once("end", () => {
      const { passes, failures, pending } = this.stats;
      const file = process.env.HOOKFLOW_RESULT;
      if (file) writeFileSync(file, JSON.stringify({ passed: passes, failed: failures, pending }));
    });
  }
}
