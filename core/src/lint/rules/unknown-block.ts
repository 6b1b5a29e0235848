import { mapOf } from "../../model/read";
import { nearest } from "../../text/nearest";
import { isHalfTyped } from "../broken-ways";
import { nameFix } from "../name-fix";
import { defineRule } from "../rule";

/** Reports a way that leads to a block which does not exist. */
export const rule = defineRule({
  id: "unknown-block",
  severity: "error",
  summary: "Every way leads to a block of the workflow.",
  domain: ["F02"],
  fixable: true,
  about: ["workflow"],
  check(file, report) {
    const blocks = file.workflow?.blocks;
    // The line that is being typed may be the block's.
    if (!blocks || blocks.size === 0 || isHalfTyped(file)) return;
    // A block whose content is still to be written is there.
    const named = new Set(mapOf(file.workflow?.root, "blocks")?.entries.map(({ key }) => key.text));
    for (const use of file.source.names) {
      if (use.kind !== "block" || named.has(use.name)) continue;
      const near = nearest(use.name, blocks.keys());
      report({
        span: use.scalar.span,
        message: `There is no block \`${use.name}\``,
        help: near
          ? `Did you mean \`${near}\`?`
          : `The blocks are ${[...blocks.keys()]
              .slice(0, 8)
              .map((id) => `\`${id}\``)
              .join(", ")}`,
        fix: nameFix(file.source.document, use.scalar, near),
      });
    }
  },
});
