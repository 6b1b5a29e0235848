// The story of the samples, told in the terminal: the files are checked, both promo webhooks are sent to the demo endpoint,
// and the message of the workflow is shown with what came back. Every line runs the command that a person would type. The
// contact is not the one of the recordings, so a message with the right code has been there and back.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "./set-up.mjs";

/** The arguments of the command line, all in one place. */
const story = {
  check: ["check", "samples"],
  sends: {
    contacts_get_by_email: ["samples/promo/contacts_get_by_email.webhook.yaml", "--event", "promo-bohdan"],
    WH5: ["samples/promo/WH5.webhook.yaml", "--contact", "bohdan"],
  },
  preview: ["preview", "samples/promo/promo-by-city.workflow.yaml", "--event", "promo-bohdan", "--contact", "bohdan"],
  /** What the message must show: the code that the shop gave, and the customer's number as a whole one. */
  expected: [/KYIV-12/, /\b1284777\b(?!\.)/],
};

/** Tells it. @returns {boolean} whether every command did its work and the message is right */
export function tellStory() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "hookflow-story-"));
  try {
    run("The samples are checked", story.check, folder);
    const responses = [];
    for (const [name, args] of Object.entries(story.sends)) {
      const file = path.join(folder, `${name}.json`);
      run(`${name} is sent`, ["send", "--demo", "--yes", ...args, "--output", file], folder);
      responses.push("--response", `${name}=${file}`);
    }
    const text = run("The message shows what came back", [...story.preview, ...responses], folder);
    const lacking = story.expected.filter((pattern) => !pattern.test(text));
    if (lacking.length > 0) throw new Error(`The message lacks ${lacking.join(" and ")}`);
    console.log("\nThe story holds");
    return true;
  } catch (error) {
    console.error(`\nThe story does not hold: ${error.message}`);
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs one command and prints what it said. @throws {Error} when its exit status is not 0 */
function run(title, args, folder) {
  console.log(`\n${title}\n$ hookflow ${args.join(" ").replaceAll(folder, "…")}`);
  const result = spawnSync(process.execPath, ["dist/cli.js", ...args], {
    cwd: root,
    encoding: "utf8",
    // Nothing of the person's own settings is read.
    env: { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder },
    timeout: 60_000,
  });
  if (result.status !== 0) throw new Error(`it ended with ${result.status ?? result.signal}\n${result.stdout}${result.stderr}`);
  console.log(result.stdout.trimEnd().replaceAll(folder, "…"));
  return result.stdout;
}
