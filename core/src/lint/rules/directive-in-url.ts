import { type AnyNode, parse, walk } from "../../velocity/index";
import { defineRule } from "../rule";
import { urlValue, withoutReferences } from "../url-parts";

/** Reports a `#` in a URL that begins a directive or a comment of the template language: what follows is cut off, or fails. */
export const rule = defineRule({
  id: "directive-in-url",
  severity: "error",
  summary: "The part behind # in a URL is no directive.",
  domain: ["W18"],
  check(file, report) {
    const value = urlValue(file);
    if (!value?.text.includes("#")) return;
    // `$<…>` is compiled away before the template is read; platform references are read with it.
    const checked = value.list.references.filter(({ form }) => form === "checked");
    const { tree, problems } = parse(withoutReferences(value.text, checked).replaceAll("\ue000", "x"));
    const found: { start: number; end: number; name: string }[] = [];
    for (const { severity, span } of problems) {
      const name = /^#\{?[a-z]+/.exec(value.text.slice(span.start))?.[0];
      if (severity === "error" && name)
        found.push({ start: span.start, end: span.start + name.length, name: name.replace("{", "") });
    }
    walk(tree, (node) => {
      const { start } = node.span;
      if (node.kind === "comment") found.push({ start, end: start + 2, name: value.text.slice(start, start + 2) });
      else if (cuts(node)) found.push({ start, end: start + node.kind.length + 1, name: `#${node.kind}` });
    });
    const first = found.sort((a, b) => a.start - b.start)[0];
    if (!first) return;
    const comment = !/\w/.test(first.name);
    report({
      span: value.toFile(first),
      message: comment
        ? `\`${first.name}\` begins a comment of the template language, so the URL ends here`
        : `\`${first.name}\` is a directive of the template language, so the URL is cut or cannot be read`,
      help: "Remove it: what stands behind `#` is not sent anyway",
    });
  },
});

/** Whether a directive ends the text, or lacks what it needs. A whole `#if(…)…#end` is meant. */
function cuts(node: AnyNode): boolean {
  if (node.kind === "if" || node.kind === "foreach" || node.kind === "define") return node.endSpan === undefined;
  if (node.kind === "include" || node.kind === "parse" || node.kind === "evaluate") return node.arguments.length === 0;
  return node.kind === "stop" || node.kind === "break";
}
