import { fileKinds } from "../../model/kinds";
import { resolveInside } from "../../text/uri";
import { defineRule } from "../rule";

/** Reports a message whose text file does not exist or lies outside the workspace. */
export const rule = defineRule({
  id: "unknown-template",
  severity: "error",
  summary: "The text files of messages exist inside the workspace.",
  about: fileKinds,
  check(file, report) {
    for (const use of file.source.names) {
      if (use.kind !== "template") continue;
      const target = resolveInside(file.project.root, file.source.uri, use.name);
      if (!target)
        report({
          span: use.scalar.span,
          message: `\`${use.name}\` leads out of the workspace`,
          help: "Name a file inside the workspace, by a relative path with `/`",
        });
      else if (!/\.(vm|html)$/.test(target))
        report({
          span: use.scalar.span,
          message: `\`${use.name}\` is not a template`,
          help: "A template's name ends with `.vm` or `.html`",
        });
      else if (!file.project.source(target))
        report({
          span: use.scalar.span,
          message: `There is no file \`${use.name}\` here`,
          help: "Create it, or correct the path",
        });
    }
  },
});
