import { defineRule } from "../rule";
import { hasReference, referencesIn, urlParts } from "../url-parts";

/** Reports a host that comes from a variable: whoever can set the value chooses where the data goes. */
export const rule = defineRule({
  id: "variable-host",
  severity: "warning",
  summary: "The host of a URL is written out, not taken from a variable.",
  about: ["webhook"],
  check(file, report) {
    const parts = urlParts(file);
    if (!parts) return;
    const [reference] = referencesIn(parts, parts.host);
    if (!reference) return;
    // `$<shop>.example.com` stays below a domain that is written out.
    const last = parts.text.slice(parts.host.start, parts.host.end).split(".").slice(-2);
    const below = last.length === 2 && last.every((label) => label !== "" && !hasReference(label));
    report({
      span: parts.value.toFile(reference.span),
      message: below
        ? `A part of the host comes from \`${reference.name}\`, so a value with other signs could change where the data goes`
        : `The host comes from \`${reference.name}\`, so whoever sets the value chooses where the data goes`,
      help: "Write the host, and keep variables for what follows it",
      severity: below ? "hint" : "warning",
    });
  },
});
