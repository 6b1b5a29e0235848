import { fileKinds } from "../../model/kinds";
import { nearest } from "../../text/nearest";
import { pathBetween, resolveInside } from "../../text/uri";
import { replaceInScalar } from "../../yaml/index";
import { type CheckedFile, defineRule } from "../rule";

/** Reports a message whose text file does not exist or lies outside the workspace. */
export const rule = defineRule({
  id: "unknown-template",
  severity: "error",
  summary: "The text files of messages exist inside the workspace.",
  fixable: true,
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
      else if (!file.project.source(target)) {
        const near = nearTemplate(file, use.name);
        const whole = { start: 0, end: use.scalar.text.length };
        const edits =
          near === undefined || use.scalar.uses.length || !file.source.document
            ? undefined
            : replaceInScalar(file.source.document, use.scalar, whole, near);
        report({
          span: use.scalar.span,
          message: `There is no file \`${use.name}\` here`,
          help: near === undefined ? "Create it, or correct the path" : `Did you mean \`${near}\`?`,
          fix: edits && { title: `Change to \`${near}\``, edits },
        });
      }
    }
  },
});

/** The template whose path is nearest, or which lies in another folder under the same name. */
function nearTemplate({ project, source }: CheckedFile, path: string): string | undefined {
  const paths = project.urisOf("template").map((uri) => pathBetween(source.uri, uri));
  const sameName = paths.filter((other) => other.endsWith(`/${path.replace(/^.*\//, "")}`));
  return sameName.length === 1 ? sameName[0] : nearest(path, paths);
}
