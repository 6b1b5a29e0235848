// The story of the samples, told in the terminal: the files are checked, both promo webhooks are sent to the demo endpoint,
// and the message of the workflow is shown with what came back. Every line runs the command that a person would type.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "./set-up.mjs";

/** The commands, in the words of the command line; `{name}` is the file of that name below samples/. */
const story = [
  ["The samples are checked", ["check", "samples"]],
  ["The event finds its contact", ["send", "--demo", "--yes", "{contacts_get_by_email.webhook.yaml}"]],
  ["The town gets a promo code", ["send", "--demo", "--yes", "{WH5.webhook.yaml}"]],
  ["The message shows both", ["preview", "{promo-by-city.workflow.yaml}"]],
];

/** Tells it. @returns {Promise<boolean>} whether every command did its work */
export async function tellStory() {
  const home = mkdtempSync(path.join(os.tmpdir(), "hookflow-story-"));
  let good = true;
  try {
    for (const [title, words] of story) {
      const args = words.map((word) => word.replace(/^\{(.+)\}$/, (_, name) => sample(name)));
      console.log(`\n${title}\n$ hookflow ${args.join(" ")}`);
      const { status } = spawnSync(process.execPath, ["dist/cli.js", ...args], {
        cwd: root,
        stdio: ["ignore", "inherit", "inherit"],
        // Nothing of the person's own settings or history is read or written.
        env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home },
        timeout: 60_000,
      });
      if (status !== 0) {
        console.log(`ended with ${status ?? "no status"}`);
        good = false;
      }
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  console.log(good ? "\nThe story holds" : "\nThe story does not hold");
  return good;
}

/** The path of a sample from the project's folder; its bare name when there is none. */
function sample(name) {
  const folder = path.join(root, "samples");
  const found = readdirSync(folder, { recursive: true }).find(
    (file) => path.basename(file) === name && statSync(path.join(folder, file)).isFile(),
  );
  return found ? path.posix.join("samples", found.split(path.sep).join("/")) : name;
}
