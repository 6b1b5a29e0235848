import { eventsOf } from "../../scope/scope-at";
import { replaceInValue } from "../fixes";
import { defineRule } from "../rule";

/** Fields in which the name of a parameter can never be what is meant. */
const fields: ReadonlySet<string> = new Set([
  "contactId",
  "email",
  "phone",
  "contactEmail",
  "token",
  "json",
  "date",
  "parameter",
]);

/** Reports a block field that holds the bare name of a parameter: there it is taken for the value itself. */
export const rule = defineRule({
  id: "literal-parameter",
  severity: "warning",
  summary: "Block fields read a parameter by ${name}.",
  domain: ["F09"],
  fixable: true,
  about: ["workflow"],
  check(file, report) {
    const { workflow } = file;
    if (!workflow) return;
    for (const value of file.source.values) {
      const key = value.path.at(-1);
      if (value.place !== "block-field" || value.block === undefined || typeof key !== "string" || !fields.has(key)) continue;
      const name = value.text.trim();
      if (!/^[A-Za-z_]\w*$/.test(name) || !value.scalar) continue;
      const samples = eventsOf(file.project, workflow).filter(({ parameters }) => parameters.has(name));
      // The pages name this one bare beside its task, so nobody knows which way it is read.
      if (samples.length === 0 || name === "contactJson") continue;
      const written = `\${${name}}`;
      const edits = replaceInValue(file.source.document, value, { start: 0, end: value.text.length }, written);
      report({
        span: value.scalar.span,
        message: `\`${key}\` would be the text \`${name}\`, and the event has a parameter of this name`,
        help: `Write \`${written}\``,
        related: samples.slice(0, 3).flatMap(({ uri, id, places }) => {
          const place = places.get(name);
          return place ? [{ uri, span: place.key.span, message: `The parameter in ${id}` }] : [];
        }),
        fix: edits && { title: `Change to \`${written}\``, edits },
      });
    }
  },
});
