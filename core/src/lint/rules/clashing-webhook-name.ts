import { defineRule } from "../rule";

/** Reports a webhook named like a parameter of the event that starts a workflow with it: both are read under `data`. */
export const rule = defineRule({
  id: "clashing-webhook-name",
  severity: "warning",
  summary: "A webhook has another name than the parameters of the event that leads to it.",
  domain: ["W10"],
  about: ["webhook"],
  check({ webhook, project }, report) {
    const name = webhook?.name;
    if (!name || typeof name.value !== "string") return;
    const keys = new Set(project.workflowsRunning(name.text).flatMap(({ start }) => start?.event?.text ?? []));
    for (const key of keys) {
      const samples = project.events(key).filter(({ parameters }) => parameters.has(name.text));
      const [sample] = samples;
      if (!sample) continue;
      const place = sample.places.get(name.text)?.key;
      report({
        span: name.span,
        message: `The event \`${key}\` has a parameter \`${name.text}\` too, and a message reads both as \`$data.${name.text}\``,
        help: "Give the webhook a name of its own",
        related: place ? [{ uri: sample.uri, span: place.span, message: "The parameter" }] : [],
      });
      return;
    }
  },
});
