import { defineRule } from "../rule";

/** Reports a header that is there twice: names of headers ignore case. */
export const rule = defineRule({
  id: "duplicate-header",
  severity: "hint",
  summary: "Each header is written once.",
  domain: ["W16"],
  about: ["webhook"],
  check({ webhook, source }, report) {
    const first = new Map<string, NonNullable<typeof webhook>["headers"][number]>();
    for (const header of webhook?.headers ?? []) {
      const key = header.name.text.toLowerCase();
      const known = first.get(key);
      if (!known) first.set(key, header);
      // An own header before a merged one is how YAML writes an exception.
      else if (!header.entry.merged && !known.entry.merged)
        report({
          span: header.name.span,
          message: `The header \`${known.name.text}\` is there already: names of headers ignore case`,
          help: "Keep one of them",
          related: [{ uri: source.uri, span: known.name.span, message: "The first one" }],
        });
    }
  },
});
