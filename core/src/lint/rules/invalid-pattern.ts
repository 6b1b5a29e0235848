import { scalarOf } from "../../model/read";
import { active } from "../../model/source-file";
import { regexFault } from "../../velocity/index";
import type { YamlScalar } from "../../yaml/index";
import { replaceInScalar } from "../../yaml/index";
import type { CheckedFile, Report } from "../rule";
import { defineRule } from "../rule";

/** Reports a regular expression that Java refuses, and one that may have to match the whole value and cannot. */
export const rule = defineRule({
  id: "invalid-pattern",
  severity: "error",
  summary: "Patterns are regular expressions of Java, with .* around the text they look for.",
  domain: ["F17", "F18"],
  fixable: true,
  about: ["workflow"],
  check(file, report) {
    for (const { node, type } of file.workflow?.blocks.values() ?? []) {
      const pattern = type === "condition" && scalarOf(node, "task")?.text === "regex" ? scalarOf(node, "pattern") : undefined;
      if (typeof pattern?.value === "string" && pattern.text.trim() !== "" && !reportFault(pattern, report))
        reportBare(file, pattern, scalarOf(node, "name")?.text.trim(), report);
    }
    for (const value of file.source.values) {
      const { scalar, path } = value;
      if (scalar && path.at(-1) === "value" && active(value).length === 0 && operatorBeside(file, path) === "matches")
        reportFault(scalar, report);
    }
  },
});

function reportFault(scalar: YamlScalar, report: (report: Report) => void): boolean {
  const fault = regexFault(scalar.text);
  if (!fault) return false;
  const start = Math.min(fault.at, Math.max(0, scalar.text.length - 1));
  const end = start + ((scalar.text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1);
  report({
    span: scalar.map.toSource({ start, end }),
    message: `The pattern is no regular expression of Java: ${lower(fault.message)}`,
    help: "Write a backslash before a sign that is meant as it stands, such as `\\(`",
  });
  return true;
}

/** A message of the reader as the end of a sentence. */
function lower(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}

/** The operator of the comparison that a value belongs to; the path leads through maps and lists. */
function operatorBeside({ source }: CheckedFile, path: readonly (string | number)[]): string | undefined {
  let node = source.document?.root;
  for (const step of path.slice(0, -1)) {
    if (node?.kind === "map") node = node.get(String(step))?.value;
    else if (node?.kind === "sequence") node = node.items[Number(step)];
    else return undefined;
  }
  return node?.kind === "map" ? scalarOf(node, "operator")?.text : undefined;
}

/** Whether the platform looks for the pattern or wants it to match the whole is unclear; `.*text.*` is right under both. */
function reportBare(file: CheckedFile, scalar: YamlScalar, name: string | undefined, report: (report: Report) => void): void {
  const { text } = scalar;
  const plain = !/[\\^$.|?*+()[\]{}]/.test(text);
  // The whole data of a run is never just the text that one looks for.
  const inJson = name === "smartMessageJson" && !/^(\(\?[a-z]+\))?(\.\*|\^|\\A|\\?\{|\[)/.test(text) && !/\.\*$/.test(text);
  if (!plain && !inJson) return;
  const wanted = `.*${text}.*`;
  const document = file.source.document;
  const edits =
    document && plain && scalar.uses.length === 0
      ? replaceInScalar(document, scalar, { start: 0, end: text.length }, wanted)
      : undefined;
  report({
    span: scalar.span,
    message: "The pattern may have to match the whole value, not a part of it",
    help: plain ? `Write \`${wanted.slice(0, 60)}\`, which is right in both cases` : "Write `.*` before and behind it",
    severity: "warning",
    fix: edits && { title: "Put .* around it", edits },
  });
}
