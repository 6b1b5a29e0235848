import { nearest } from "../../text/nearest";
import { nameFix } from "../name-fix";
import { defineRule } from "../rule";

/**
 * Reports a segment that is nearly the name of a known one. An account has more segments than its files list, so a name like no
 * other may be right.
 */
export const rule = defineRule({
  id: "unknown-segment",
  severity: "warning",
  summary: "Blocks and contact samples name segments that exist.",
  fixable: true,
  about: ["workflow", "contact"],
  check(file, report) {
    const uses = file.source.names.filter(({ kind, name }) => kind === "segment" && isWrittenOut(name));
    if (uses.length === 0) return;
    if (file.project.hasBrokenFields()) return;
    const declared = file.project.segmentDefinitions().map(({ name }) => name);
    // Without a list the samples are all that is known, and a sample is no evidence against itself.
    if (declared.length === 0 && file.source.kind === "contact") return;
    const known = declared.length ? declared : file.project.segments();
    for (const { name, scalar } of uses) {
      if (known.includes(name) || file.isMasked(scalar.span)) continue;
      const near = nearest(name, known);
      if (near === undefined) continue;
      report({
        span: scalar.span,
        message: declared.length
          ? `There is no segment \`${name.slice(0, 60)}\` in the account's list`
          : `No contact sample is in a segment \`${name.slice(0, 60)}\``,
        help: `Did you mean \`${near}\`?`,
        severity: declared.length ? "warning" : "hint",
        fix: nameFix(file.source.document, scalar, near, true),
      });
    }
  },
});

/** A number is a segment's id, and a variable brings one. */
function isWrittenOut(name: string): boolean {
  return name !== "" && !/^\d+$/.test(name) && !name.includes("$");
}
