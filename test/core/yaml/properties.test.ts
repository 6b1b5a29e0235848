import { generate } from "./generate";
import { checkDocument, noCounts } from "./properties";

suite("yaml: generated documents", () => {
  test("say what was written, know every place, and change only where they are edited", () => {
    const counts = noCounts();
    for (let seed = 1; seed <= 5000; seed++) {
      const generated = generate(seed);
      try {
        checkDocument(generated, seed, counts);
      } catch (error) {
        throw new Error(`seed ${seed}:\n${generated.text}`, { cause: error });
      }
    }
  });
});
