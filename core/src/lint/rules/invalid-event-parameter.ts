import { reportSchemaProblems } from "../from-schema";
import { defineRule } from "../rule";

/** Reports event parameters that the platform refuses: twice the same name, a name over 100 characters, no value. */
export const rule = defineRule({
  id: "invalid-event-parameter",
  severity: "error",
  summary: "Event parameters have a name, once, of at most 100 characters, and a value.",
  domain: ["E03"],
  about: ["event"],
  check(file, report) {
    reportSchemaProblems("invalid-event-parameter", file, report);
    const root = file.source.document?.root;
    if (file.source.kind !== "event" || root?.kind !== "map") return;
    const params = root.get("params")?.value;
    if (params?.kind === "map")
      for (const entry of params.entries)
        if (entry.key.text.length > 100)
          report({
            span: entry.key.span,
            message: `The name has ${entry.key.text.length} characters, and the platform takes 100`,
            help: "Shorten it",
          });
    if (params?.kind !== "sequence") return;
    const seen = new Map<string, { readonly start: number; readonly end: number }>();
    for (const item of params.items) {
      const name = item.kind === "map" ? item.get("name")?.value : undefined;
      if (name?.kind !== "scalar" || !name.text) continue;
      const first = seen.get(name.text);
      if (first)
        report({
          span: name.span,
          message: `The parameter \`${name.text}\` is there twice`,
          help: "Keep one of them",
          related: [{ uri: file.source.uri, span: first, message: "The first one" }],
        });
      else seen.set(name.text, name.span);
    }
  },
});
