import { identifiedBy } from "../../model/builtin-fields";
import { defineRule } from "../rule";
import { referencesIn, urlParts } from "../url-parts";

/** Contact fields that tell who somebody is. */
const personal: ReadonlySet<string> = new Set(["EMAIL", "PHONE", "FIRSTNAME", "LASTNAME", "ADDRESS"]);

/** Hints at personal data in the path or query of a URL, which ends up in the logs of every server on the way. */
export const rule = defineRule({
  id: "personal-data-in-url",
  severity: "hint",
  summary: "Personal data travels in the body, not in the URL.",
  optional: true,
  about: ["webhook"],
  check(file, report) {
    const parts = urlParts(file);
    if (!parts) return;
    const shown = new Set([...referencesIn(parts, parts.path), ...referencesIn(parts, parts.query)]);
    for (const checked of file.references) {
      const { reference, found } = checked;
      if (!shown.has(reference)) continue;
      const answer = found();
      if (answer.kind !== "known") continue;
      const { entry } = answer;
      const property = entry.origin === "event" ? identifiedBy(entry.name) : undefined;
      if (!(entry.origin === "contact" && personal.has(entry.name)) && property !== "email" && property !== "phone") continue;
      report({
        span: checked.span,
        message: `\`${reference.name}\` is personal data, and URLs are kept in the logs of servers`,
        help: "Use POST and put it into the body, or send the contact's id",
      });
    }
  },
});
