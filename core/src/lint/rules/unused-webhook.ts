import type { ProjectReader } from "../../project/reader";
import { defineRule } from "../rule";

/** Hints at a webhook that no workflow runs and no message reads, in a project whose workflows run others. */
export const rule = defineRule({
  id: "unused-webhook",
  severity: "hint",
  summary: "A workflow runs every webhook.",
  about: ["webhook"],
  check(file, report) {
    const name = file.webhook?.name;
    if (!name || name.text === "" || file.source.document?.masked) return;
    const { project } = file;
    if (project.workflowsRunning(name.text).length > 0 || project.isRead(name.text)) return;
    // Without workflows there is nothing to compare with, and a name that leads nowhere may mean this one.
    if (project.derive("whether workflows run known webhooks alone", runsUnknownOrNone)) return;
    report({
      span: name.span,
      message: `No workflow runs \`${name.text.slice(0, 60)}\``,
      help: "Run it in a block of type `webhook`, or delete it here and in the account",
    });
  },
});

function runsUnknownOrNone(project: ProjectReader): boolean {
  const running = project.workflowsWithWebhooks();
  if (running.length === 0 || project.hasBrokenWorkflow()) return true;
  return running.some(({ blocks }) => [...blocks.values()].some(({ webhook }) => webhook && !project.webhook(webhook.text)));
}
