import { scalarOf } from "../../model/read";
import { defineRule } from "../rule";

/** Reports a block that adds a contact to a segment, or takes it out, where the segment is not a list. */
export const rule = defineRule({
  id: "dynamic-segment",
  severity: "error",
  summary: "Contacts are added to segments of the type list, and removed from them.",
  domain: ["F16"],
  about: ["workflow"],
  check(file, report) {
    for (const block of file.workflow?.blocks.values() ?? []) {
      if (block.type !== "addToSegment" && block.type !== "removeFromSegment") continue;
      const segment = scalarOf(block.node, "segment");
      const known = segment && file.project.segmentDefinitions().find(({ name }) => name === segment.text);
      if (!segment || (known?.type !== "dynamic" && known?.type !== "combined")) continue;
      report({
        span: segment.span,
        message: `The segment \`${known.name}\` is ${known.type}, so nobody can be ${block.type === "addToSegment" ? "added to it" : "removed from it"}`,
        help: "Name a segment of the type `list`",
        related: [{ uri: known.uri, span: known.keyScalar.span, message: "The segment" }],
      });
    }
  },
});
