import { walk } from "../../velocity/index";
import { readTrees } from "../read-trees";
import { defineRule } from "../rule";

/** Hints at `#parse` and `#include`: the platform documents no files that a text could read. */
export const rule = defineRule({
  id: "undocumented-directive",
  severity: "hint",
  summary: "Texts use the directives that the platform documents.",
  check(file, report) {
    for (const { tree, text, value } of readTrees(file)) {
      if (!/#\{?(?:parse|include)\b/.test(text)) continue;
      walk(tree, (node) => {
        if (node.kind !== "parse" && node.kind !== "include") return;
        report({
          span: value.toFile(node.headSpan),
          message: `The platform does not document \`#${node.kind}\`, and nothing is sent where the file is not found`,
          help: "Write the text here, or set it with #set or #define and show it",
        });
      });
    }
  },
});
