/** `hookflow render --format curl`: the command that the editor copies too, so that pasting it sends what is planned. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readCurl } from "#core/request/curl";
import { folderWith, hookflow } from "./cli";

suite("hookflow render", () => {
  test("a body that begins with @ is no file, and a secret is a variable of the shell", async () => {
    const folder = folderWith({
      "at.webhook.yaml":
        "name: at\nmethod: POST\nurl: https://x.example.com/?a=[1]\nheaders: { X-None: '' }\nauthentication: { connector: key }\nbody: { format: text, content: '@at.webhook.yaml' }\n",
      "key.connector.yaml": "name: key\ntype: apiKey\nin: header\nparameter: X-Key\norigins: [https://x.example.com]\n",
    });
    const { stdout, stderr } = await hookflow(["render", "at.webhook.yaml", "--format", "curl"], { cwd: folder });
    assert.equal(stderr, "");
    const shell = `curl() { printf '%s\\n' "$@"; }\n${stdout}`;
    const words = execFileSync("bash", ["-c", shell], { env: { HOOKFLOW_KEY_KEY: "of the environment" } }).toString();
    assert.deepEqual(words.trimEnd().split("\n"), [
      ...["--globoff", "--request", "POST", "--url", "https://x.example.com/?a=[1]", "--header", "X-None;"],
      ...[
        "--header",
        "Content-Type: text/plain; charset=utf-8",
        "--header",
        "X-Key: of the environment",
        "--data-raw",
        "@at.webhook.yaml",
      ],
    ]);
    assert.ok(readCurl(stdout.replace(/^#.*\n/, "")).ok);
  });
});
