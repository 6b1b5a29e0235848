// `npm test`: everything, on a fresh checkout too. Installs, builds, then types, style, generated files, every suite of
// test/, the package, and the extension in a real VS Code. The last line counts all of it; a step that could not run has
// failed. Imports nothing but Node until the packages are there.
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { root, setUp } from "./set-up.mjs";
import { node, Tally } from "./steps.mjs";

const tally = new Tally();
const started = performance.now();

if (await tally.step("packages", async () => void (setUp() || raise("npm ci failed")))) {
  const { checks } = await import("./check.mjs");
  const built = await tally.step("build", async () => {
    await node(["tools/build.mjs"]);
  });
  for (const [name, args] of checks) await tally.step(name, () => node(args).then(() => {}));
  await tally.step("suites", suites);
  await tally.step("story of the samples", async () => {
    await node(["-e", "import('./tools/story.mjs').then(({ tellStory }) => { process.exitCode = tellStory() ? 0 : 1; })"]);
  });
  const packed = built && (await tally.step("package", () => import("./package.mjs").then(({ pack }) => pack()).then(() => {})));
  if (packed) await import("./editor.mjs").then(({ editorSteps }) => editorSteps(tally));
  else await tally.step("editor", async () => raise("The editor suites need the packed extension"));
}
console.log(`Took ${((performance.now() - started) / 1000).toFixed(0)} s`);
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed > 0 ? 1 : 0;

/** The mocha suites of core, protocol, command line, platform. */
async function suites() {
  const result = path.join(root, "out/suites.json");
  rmSync(result, { force: true });
  const script =
    "import('./tools/unit.mjs').then(async ({ runUnit }) => { process.exitCode = await runUnit([], { reporter: './tools/count-reporter.mjs' }); })";
  let failure;
  await node(["-e", script], { live: true, env: { HOOKFLOW_RESULT: result } }).catch((error) => {
    failure = error;
  });
  const counts = readCounts(result);
  if (!counts) throw failure ?? new Error("The suites left no result");
  if (counts.passed + counts.failed === 0) raise("There are no tests");
  return failure && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function raise(message) {
  throw new Error(message);
}
