/** Which root a file belongs to, whatever comes first: the file, the folder or the configuration. */
import assert from "node:assert/strict";
import { Workspace } from "#core/project/workspace";
import { memoryFiles } from "#platform/memory";

const root = "file:///w";
const webhook = "name: a\nmethod: GET\nurl: https://x.example.com/\n";

/** Every file of every project, as `root file`. */
const homes = (workspace: Workspace) =>
  [...workspace.projects()].flatMap((project) => [...project.files()].map(({ source }) => `${project.root} ${source.uri}`));

suite("roots", () => {
  test("a file that is opened while its folder is read is in the root that the folder brings, and there alone", async () => {
    const file = `${root}/promo/a.webhook.yaml`;
    const workspace = new Workspace(memoryFiles({ [file]: webhook, [`${root}/promo/hookflow.yaml`]: "{}\n" }));
    const reading = workspace.addFolder(root);
    workspace.openFile(file, webhook, 1);
    await reading;
    assert.deepEqual(
      homes(workspace).filter((line) => line.endsWith(file)),
      [`${root}/promo ${file}`],
    );
  });
});
