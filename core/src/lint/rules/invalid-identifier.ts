import { identifiedBy } from "../../model/builtin-fields";
import type { YamlNode } from "../../yaml/index";
import type { CheckedFile } from "../rule";
import { defineRule } from "../rule";

/** Reports an e-mail address or phone number of a sample that the platform cannot match with a contact. */
export const rule = defineRule({
  id: "invalid-identifier",
  severity: "warning",
  summary: "E-mail addresses are whole, and phone numbers are in international digits.",
  domain: ["E06"],
  about: ["event", "contact"],
  check(file, report) {
    for (const [property, node] of identifying(file)) {
      if (node.kind !== "scalar" || node.value === null) continue;
      // That a contact's field is no text at all is told elsewhere.
      if (file.source.kind === "contact" && typeof node.value !== "string") continue;
      const text = node.text.trim();
      // A masked value says nothing of the real one.
      if (text === "" || text.includes("*") || text.includes("$")) continue;
      if (property === "email" && !/^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@.,;<>"]+$/.test(text))
        report({ span: node.span, message: "This is no e-mail address", help: "Write it as `name@example.com`" });
      if (property === "phone" && !/^\+?[1-9]\d{6,14}$/.test(text))
        report({
          span: node.span,
          message: "This phone number is not in international digits",
          help: "Write the digits with the country's code, without signs between them, such as `380501234567`",
        });
    }
  },
});

/** The values that identify a contact, each with the contact property it means. */
function* identifying({ source, event }: CheckedFile): Generator<readonly [property: string, node: YamlNode]> {
  const root = source.document?.root;
  if (source.kind === "contact" && root?.kind === "map")
    for (const property of ["email", "phone"]) {
      const value = root.get(property)?.value;
      if (value) yield [property, value];
    }
  for (const [name, { value }] of event?.places ?? []) {
    const property = identifiedBy(name);
    if (property && value) yield [property, value];
  }
}
