import { scalarOf } from "../../model/read";
import { messageTypes } from "../../model/workflow";
import { defineRule } from "../rule";

/** Reports a message to an address that is written out: whoever is unknown there becomes a contact. */
export const rule = defineRule({
  id: "fixed-recipient",
  severity: "warning",
  summary: "Messages go to the contact of the run, or to an address that the event brings.",
  domain: ["F26"],
  about: ["workflow"],
  check(file, report) {
    for (const { node, type } of file.workflow?.blocks.values() ?? []) {
      const obligatory = type === "task" && /^sendObligatory/.test(scalarOf(node, "task")?.text ?? "");
      if (!messageTypes.has(type) && type !== "oneFromMany" && !obligatory) continue;
      for (const key of ["email", "phone"]) {
        const address = scalarOf(node, key);
        if (!address || !isAddress(key, address.text.trim())) continue;
        report({
          span: address.span,
          message: `The message always goes to this ${key === "email" ? "e-mail address" : "phone number"}, and a contact is created for it if there is none`,
          help: `Silence this if it is meant; leave \`${key}\` out to send to the contact of the run`,
        });
      }
    }
  },
});

/** What is no address is no recipient either, and a matter of its own. */
function isAddress(key: string, text: string): boolean {
  return key === "email" ? /^[^\s@${}<>%]+@[^\s@${}<>%]+$/.test(text) : /^\+?[\d\s()-]{7,20}$/.test(text);
}
