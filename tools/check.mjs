// `npm run check`: what must hold before a change is shared, without the tests. Generated files, style, types.
import { fileURLToPath } from "node:url";
import { node, Tally } from "./steps.mjs";

/** The checks, each a name and the program that judges. */
export const checks = [
  ["generated files", ["tools/gen.mjs", "--check"]],
  ["style", ["node_modules/@biomejs/biome/bin/biome", "ci", "--colors=off", "--reporter=summary", "."]],
  ["types", ["node_modules/typescript/bin/tsc", "-b", "--pretty", "false"]],
];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const tally = new Tally();
  for (const [name, args] of checks) await tally.step(name, () => node(args).then(() => {}));
  if (tally.failed > 0) process.exitCode = 1;
}
