// Runs the properties of generated YAML documents on many more of them than the tests do:
// `npm run fuzz [-- --documents 100000] [-- --seed 1]`, or HOOKFLOW_FUZZ_DOCUMENTS and HOOKFLOW_FUZZ_SEED.
// Prints the numbers and ends with one line: "fuzz: ok …" (exit 0), or the failing seed and its document (exit 1).
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const { values } = parseArgs({ options: { documents: { type: "string" }, seed: { type: "string" } } });
const documents = Number(values.documents ?? process.env.HOOKFLOW_FUZZ_DOCUMENTS ?? 100_000);
const first = Number(values.seed ?? process.env.HOOKFLOW_FUZZ_SEED ?? 1);
if (!Number.isInteger(documents) || documents < 1 || !Number.isInteger(first)) {
  console.error("fuzz: --documents and --seed must be whole numbers");
  process.exit(2);
}

/** Bundles a TypeScript module of the tests and imports it. */
async function load(file) {
  const outfile = path.join(root, "out/fuzz", `${path.basename(file, ".ts")}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [file],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: "inline",
    logLevel: "warning",
  });
  return import(pathToFileURL(outfile).href);
}

const { generate } = await load("test/core/yaml/generate.ts");
const { checkDocument, noCounts } = await load("test/core/yaml/properties.ts");
const counts = noCounts();
const started = performance.now();
for (let seed = first; seed < first + documents; seed++) {
  const generated = generate(seed);
  try {
    checkDocument(generated, seed, counts);
  } catch (error) {
    console.error(`seed ${seed}\n${generated.text}\n${error.message}`);
    console.error(`fuzz: failed at seed ${seed}; repeat with: npm run fuzz -- --documents 1 --seed ${seed}`);
    process.exit(1);
  }
  if (counts.documents % 20_000 === 0) console.log(`fuzz: ${counts.documents} documents`);
}
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(
  `fuzz: ok, ${counts.documents} documents from seed ${first}, ${counts.scalars} scalars, ${counts.units} units, ` +
    `${counts.tokens} tokens, ${counts.edits} edits, ${counts.damaged} damaged, ${seconds} s`,
);
