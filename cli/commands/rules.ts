/** `hookflow rules` and `hookflow explain`: what is checked, and why. */
import { rulePages, rules } from "#core";
import { exitStatus, UsageError } from "../exit";
import { stdoutOutput, styled } from "../output";

export function listRules(options: { readonly format: "text" | "json" }): number {
  const out = stdoutOutput;
  if (options.format === "json") {
    const list = rules.map(({ id, severity, summary, domain, fixable }) => ({
      id,
      severity,
      summary,
      domain,
      fixable,
      docs: `docs/rules/${id}.md`,
    }));
    out.json(list);
    return exitStatus.clean;
  }
  const width = Math.max(...rules.map((rule) => rule.id.length));
  for (const rule of rules)
    out.line(`${styled(out, "bold", rule.id.padEnd(width))}  ${styled(out, "dim", rule.severity.padEnd(7))}  ${rule.summary}`);
  return exitStatus.clean;
}

export function explain(id: string): number {
  const page = rulePages[id];
  if (page === undefined) throw new UsageError(`There is no rule ${id}; \`hookflow rules\` lists them all`);
  for (const line of page.trimEnd().split("\n")) stdoutOutput.line(line);
  return exitStatus.clean;
}
