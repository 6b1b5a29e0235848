import { writtenHost } from "../host";
import { deception } from "../lookalikes";
import { defineRule } from "../rule";

/** Reports a host name that looks like another one: `раypal.com` with Cyrillic letters goes somewhere else. */
export const rule = defineRule({
  id: "lookalike-host",
  severity: "warning",
  summary: "A host's name is what it looks like.",
  about: ["webhook"],
  check(file, report) {
    const host = writtenHost(file);
    const deceives = host && deception(host.text, host.name);
    if (!host || !deceives) return;
    report({
      span: host.span,
      message: `The host ${deceives}; it is dialled as \`${host.name.slice(0, 100)}\``,
      help: "Write the name in the letters of one script, or in the form that is dialled if it is meant",
    });
  },
});
