// What the yardstick of a cold check does: reads every YAML and JSON file of a folder with the `yaml` package, and nothing else.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseDocument } from "yaml";

const folder = process.argv[2];
let problems = 0;
for (const name of readdirSync(folder, { recursive: true }))
  if (/\.(ya?ml|json)$/.test(name)) problems += parseDocument(readFileSync(path.join(folder, name), "utf8")).errors.length;
console.log(problems);
