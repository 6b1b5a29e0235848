import { launchTexts } from "../../model/launch";
import { active } from "../../model/source-file";
import { checkJson } from "../../request/json-text";
import type { Span } from "../../text/span";
import type { YamlNode } from "../../yaml/index";
import { parseYaml } from "../../yaml/index";
import type { Report } from "../rule";
import { defineRule } from "../rule";

type Fault = Pick<Report, "message" | "help"> & { readonly span: Span };

/** Reports the parameters of a “Launch event” task when they are no JSON array of names and values. */
export const rule = defineRule({
  id: "invalid-launch-parameters",
  severity: "warning",
  summary: "The parameters of a launched event are a JSON array of names and values.",
  domain: ["F25"],
  about: ["workflow"],
  check(file, report) {
    for (const { value } of launchTexts(file.source, file.workflow)) {
      const holes = active(value).map(({ span }) => span);
      // A variable alone brings the whole array.
      if (value.text.trim() === "" || (holes.length === 1 && value.text.replace(/\$!?[<{][^>}]*[>}]/, "").trim() === ""))
        continue;
      const problem = checkJson(value.text, holes);
      const fault = problem
        ? { span: problem.span, message: `The parameters are not JSON: ${problem.message}`, help: problem.help }
        : shapeFault(value.text);
      if (fault) report({ ...fault, span: value.toFile(fault.span) });
    }
  },
});

/** What is wrong with the array; variables outside of texts make it unreadable, and then nothing is. */
function shapeFault(text: string): Fault | undefined {
  if (checkJson(text)) return undefined;
  // JSON is YAML, and the tree knows places.
  const root = parseYaml(text).root;
  if (!root) return undefined;
  const form = 'Write `[{"name":"a","value":"1"}]`';
  if (root.kind !== "sequence") return { span: head(root), message: "The parameters are not a JSON array", help: form };
  const seen = new Set<string>();
  for (const item of root.items) {
    if (item.kind !== "map") return { span: head(item), message: "A parameter is no object with `name` and `value`", help: form };
    const name = item.get("name");
    const missing = name ? (item.get("value") ? undefined : "value") : "name";
    if (missing) return { span: head(item), message: `A parameter has no \`${missing}\``, help: form };
    if (name?.value.kind !== "scalar" || typeof name.value.value !== "string" || name.value.text === "")
      return { span: head(name?.value ?? item), message: "The name of a parameter is no text", help: form };
    if (seen.has(name.value.text))
      return {
        span: name.value.span,
        message: `The parameter \`${name.value.text.slice(0, 60)}\` is there twice`,
        help: "Keep one of them",
      };
    seen.add(name.value.text);
  }
  return undefined;
}

/** A whole map or list is never underlined: its bracket is. */
function head(node: YamlNode): Span {
  return node.kind === "scalar" ? node.span : { start: node.span.start, end: node.span.start + 1 };
}
