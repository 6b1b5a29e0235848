import { defineRule } from "../rule";
import { directiveInUrl } from "../url-directive";

/** Reports a `#` in a URL that begins a directive or a comment of the template language: what follows is cut off, or fails. */
export const rule = defineRule({
  id: "directive-in-url",
  severity: "error",
  summary: "The part behind # in a URL is no directive.",
  domain: ["W18"],
  about: ["webhook"],
  check(file, report) {
    const first = directiveInUrl(file);
    if (!first) return;
    const comment = !/\w/.test(first.name);
    report({
      span: first.span,
      message: comment
        ? `\`${first.name}\` begins a comment of the template language, so the URL ends here`
        : `\`${first.name}\` is a directive of the template language, so the URL is cut or cannot be read`,
      help: "Remove it: what stands behind `#` is not sent anyway",
    });
  },
});
