import type { ProjectReader } from "../../project/reader";
import { baseName, resolveInside } from "../../text/uri";
import { defineRule } from "../rule";

/** Hints at a template that no message shows, in a project whose messages show others. */
export const rule = defineRule({
  id: "unused-template",
  severity: "hint",
  summary: "A message shows every template.",
  about: ["template"],
  check(file, report) {
    const { project, source } = file;
    // A page that no workflow names is some other program's.
    if (!source.uri.endsWith(".vm")) return;
    if (project.messagesShowing(source.uri).length > 0 || project.isParsed(baseName(source.uri))) return;
    // A path that leads nowhere may mean this file.
    if (project.derive("whether messages show known templates alone", showsUnknownOrNone)) return;
    const end = source.text.search(/[\r\n]|$/);
    report({
      span: { start: 0, end },
      message: "No message shows this template",
      help: "Name it as `template` of a message block, or delete it",
    });
  },
});

function showsUnknownOrNone(project: ProjectReader): boolean {
  const showing = project.workflowsWithTemplates();
  if (showing.length === 0 || project.hasBrokenWorkflow()) return true;
  return showing.some(({ file, blocks }) =>
    [...blocks.values()].some(({ template }) => {
      const target = template && resolveInside(project.root, file.uri, template.text);
      return template !== undefined && (target === undefined || !project.source(target));
    }),
  );
}
