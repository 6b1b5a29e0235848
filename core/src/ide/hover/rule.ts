/** What a rule is about, where its id is written: in `hookflow.yaml` and in comments that silence it. */
import { rules } from "../../lint/generated/registry";
import type { Rule } from "../../lint/rule";
import { suppressionsOf } from "../../lint/suppressions";
import type { SourceFile } from "../../model/source-file";
import { touches } from "../../text/span";
import type { Hover } from "./section";

export function ruleHover(file: SourceFile, offset: number): Hover | undefined {
  for (const comment of suppressionsOf(file))
    for (const { id, span } of comment.rules) if (touches(span, offset)) return of(id, span);
  const root = file.document?.root;
  const configured = file.kind === "config" && root?.kind === "map" ? root.get("rules")?.value : undefined;
  for (const { key } of configured?.kind === "map" ? configured.entries : [])
    if (touches(key.span, offset)) return of(key.text, key.span);
  return undefined;
}

function of(id: string, span: Hover["span"]): Hover | undefined {
  const rule = rules.find((candidate) => candidate.id === id);
  return rule && { span, title: id, parts: ruleParts(rule) };
}

/** What hover and completion say of a rule. */
export function ruleParts(rule: Rule): Hover["parts"] {
  const parts = [rule.summary, `By itself: \`${rule.optional ? "off" : rule.severity}\``];
  if (rule.domain.length) parts.push(`Rules of the platform: ${rule.domain.join(", ")}`);
  return parts.map((text) => ({ text, source: "own" as const }));
}
