// `npm run new:rule unknown-thing`: writes the rule, its page and its fixture, ready to be filled in.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const [id] = process.argv.slice(2);
if (!id || !/^[a-z]+(-[a-z]+)+$/.test(id)) {
  console.error("Usage: npm run new:rule -- problem-name   (kebab-case, named after the problem, such as unknown-variable)");
  process.exit(2);
}
const files = {
  [`core/src/lint/rules/${id}.ts`]: `import { defineRule } from "../rule";

/** Reports … */
export const rule = defineRule({
  id: "${id}",
  severity: "warning",
  summary: "Say how things should be.",
  domain: [],
  check(file, report) {
    const name = file.webhook?.name;
    if (name?.text === "wrong") report({ span: name.span, message: "Say what is wrong", help: "Say what to do" });
  },
});
`,
  [`docs/rules/${id}.md`]: `## Why

Say what happens on the platform, with the page that says so.

## Wrong

\`\`\`yaml
name: wrong
method: GET
url: https://shop.example.com/
\`\`\`

## Right

\`\`\`yaml
name: right
method: GET
url: https://shop.example.com/
\`\`\`
`,
  [`test/fixtures/rules/${id}/wrong/a.webhook.yaml`]: "name: wrong\nmethod: GET\nurl: https://shop.example.com/\n",
  [`test/fixtures/rules/${id}/right/a.webhook.yaml`]: "name: right\nmethod: GET\nurl: https://shop.example.com/\n",
};
const taken = Object.keys(files).find((file) => existsSync(path.join(root, file)));
if (taken) {
  console.error(`${taken} is there already; choose another name`);
  process.exit(2);
}
for (const [file, text] of Object.entries(files)) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
  console.log(`wrote ${file}`);
}
console.log("Now run `npm run gen`, then `npm run test:update -- test/core/lint` and read the new .out file.");
