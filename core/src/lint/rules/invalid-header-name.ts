import { isHeaderName } from "../../request/header-rules";
import { codePointName } from "../../text/code-points";
import { defineRule } from "../rule";

/** Reports a header whose name no request can carry. */
export const rule = defineRule({
  id: "invalid-header-name",
  severity: "error",
  summary: "Names of headers are made of letters, digits and hyphens.",
  about: ["webhook"],
  check({ webhook, source }, report) {
    for (const { name, entry } of webhook?.headers ?? []) {
      if (isHeaderName(name.text) || entry.merged) continue;
      // What hides in the name is told of with the file's form.
      if (source.document?.problems.some(({ span }) => name.span.start <= span.start && span.end <= name.span.end)) continue;
      const bad = /[^!#$%&'*+.^_`|~0-9a-z-]/iu.exec(name.text);
      report({
        span: bad && name.text.length > 0 ? name.map.toSource({ start: bad.index, end: bad.index + bad[0].length }) : name.span,
        message: name.text === "" ? "A header has no name" : `The name of a header cannot hold ${shown(bad?.[0] ?? "")}`,
        help: "Use letters, digits and hyphens, such as `X-Request-Id`",
      });
    }
  },
});

function shown(sign: string): string {
  if (sign === " ") return "a space";
  if (sign > " " && sign < "\u007f") return `\`${sign}\``;
  return codePointName(sign);
}
