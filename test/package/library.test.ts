/** What the package gives to other programs: the library by name, its types, and nothing in the archive that does not belong. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** Runs a script in the project's folder, where the package finds itself by its own name. */
function node(script: string, ...flags: readonly string[]): string {
  const run = spawnSync(process.execPath, [...flags, "-e", script], { encoding: "utf8" });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout.trim();
}

suite("library", () => {
  const template = "Hi $!{name}, $mathTool.add($total, 1)";
  const expected = '{"text":"Hi Ann, 3","problems":0}';

  test("hookflow/velocity renders a template, by require", () => {
    assert.equal(
      node(
        `const { render } = require("hookflow/velocity"); const { text, problems } = render(${JSON.stringify(template)}, { name: "Ann", total: 2 }); console.log(JSON.stringify({ text, problems: problems.length }));`,
      ),
      expected,
    );
  });

  test("hookflow/velocity renders a template, by import", () => {
    assert.equal(
      node(
        `import { render } from "hookflow/velocity"; const { text, problems } = render(${JSON.stringify(template)}, { name: "Ann", total: 2 }); console.log(JSON.stringify({ text, problems: problems.length }));`,
        "--input-type=module",
      ),
      expected,
    );
  });

  test("renderInWorker gives what render gives, by require and by import", () => {
    const work = `renderInWorker(${JSON.stringify(template)}, { name: "Ann", total: 2 }).then(({ text, problems }) => console.log(JSON.stringify({ text, problems: problems.length })))`;
    assert.equal(node(`const { renderInWorker } = require("hookflow/velocity"); ${work}`), expected);
    assert.equal(node(`import { renderInWorker } from "hookflow/velocity"; ${work}`, "--input-type=module"), expected);
  });

  test("a worker that is ended answers with a problem, and the next rendering has a new one", () => {
    const script = `
      const { createRenderWorker } = require("hookflow/velocity");
      const worker = createRenderWorker();
      const first = worker.render("#foreach($i in [1..100000])$i#end", {}, { limits: { steps: 1e9, output: 1e9, time: 60000 } });
      setImmediate(() => setImmediate(() => worker.end()));
      first.then(async ({ problems }) => {
        const { text } = await worker.render("$a", { a: 1 });
        console.log(problems.map(({ code }) => code).join(), text);
        worker.end();
      });`;
    assert.equal(node(script), "limit-time 1");
  });

  test("what no worker can be given is told, not thrown", () => {
    const script = `require("hookflow/velocity").renderInWorker("$a", { a: () => 1 }).then(({ problems }) => console.log(problems.length))`;
    assert.equal(node(script), "1");
  });

  test("hookflow checks a text through a platform of the caller's own", () => {
    const script = `
      const { createLanguage } = require("hookflow");
      const files = { list: async () => [], read: async () => ({ ok: false, error: { kind: "missing", message: "", help: "" } }) };
      const language = createLanguage({ files, clock: { now: () => 0 }, log: { warn() {}, error() {} } });
      const uri = "file:///w/a.webhook.yaml";
      language.changed(language.workspace.openFile(uri, "name: a\\nmethod: PUT\\nurl: https://x.example.com/\\n", 1));
      console.log(language.findings(uri).map((finding) => finding.rule).join());`;
    assert.equal(node(script), "invalid-method");
  });

  test("its types are where the manifest says", () => {
    const manifest = JSON.parse(readFileSync("package.json", "utf8")) as {
      exports: Record<string, Record<string, string | Record<string, string>>>;
    };
    for (const entry of [".", "./velocity"]) {
      const files = Object.values(manifest.exports[entry] ?? {}).flatMap((value) =>
        typeof value === "string" ? [value] : Object.values(value),
      );
      assert.ok(files.length >= 3);
      for (const file of files) assert.ok(file && existsSync(path.resolve(file)), `${entry}: ${file} is not there`);
    }
  });
});

suite("archive", () => {
  test("holds the bundles, the media, the pages and the sample, and nothing else", () => {
    const run = spawnSync(process.execPath, ["node_modules/@vscode/vsce/vsce", "ls", "--no-dependencies"], { encoding: "utf8" });
    assert.equal(run.status, 0, run.stderr);
    const strange = run.stdout
      .trim()
      .split("\n")
      .filter(
        (file) =>
          !/^(package\.json|README\.md|docs\/pull-requests\.md|samples\/promo\/[\w.-]+\.(?:yaml|json|vm)|CHANGELOG\.md|LICENSE|dist\/(client|language-client|server|language|send|endpoint)\.js|dist\/web\/(client|server)\.js|dist\/views\/[\w-]+\.js|client\/media\/[\w.-]+|docs\/rules\/[\w-]+\.md|docs\/images\/[\w-]+\.png)$/i.test(
            file,
          ),
      );
    assert.deepEqual(strange, []);
  });
});

suite("lock file", () => {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
    packages: Record<string, { version?: string; resolved?: string }>;
  };

  test("names no registry", () => {
    assert.deepEqual(
      Object.entries(packages)
        .filter(([, { resolved }]) => resolved?.startsWith("http"))
        .map(([name]) => name),
      [],
    );
  });

  /** The first versions without a known fault; see docs/decisions. */
  const floors: Readonly<Record<string, string>> = {
    yaml: "2.8.3",
    ajv: "8.18.0",
    "fast-uri": "3.1.7",
    undici: "7.29.0",
    "fast-xml-parser": "5.10.1",
    esbuild: "0.25.0",
    mocha: "12.0.0",
    minimatch: "10.2.3",
    "brace-expansion": "5.0.9",
  };
  for (const [name, floor] of Object.entries(floors))
    test(`${name} of what ships is at least ${floor}`, () => {
      const runtime = Object.entries(packages).filter(
        ([place, entry]) =>
          place.endsWith(`node_modules/${name}`) && !("dev" in entry && name !== "ajv" && name !== "esbuild" && name !== "mocha"),
      );
      for (const [place, { version }] of runtime) assert.ok(version && atLeast(version, floor), `${place} is ${version}`);
    });
});

function atLeast(version: string, floor: string): boolean {
  const [a, b] = [version, floor].map((text) => text.split(".").map(Number)) as [number[], number[]];
  for (let at = 0; at < 3; at++) if (a[at] !== b[at]) return (a[at] ?? 0) > (b[at] ?? 0);
  return true;
}
