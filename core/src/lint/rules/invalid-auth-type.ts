import { reportSchemaProblems } from "../from-schema";
import { defineRule } from "../rule";

/** A connector signs in one of the platform's three ways. */
export const rule = defineRule({
  id: "invalid-auth-type",
  severity: "error",
  summary: "A connector is of type basic, bearer or apiKey.",
  domain: ["W07"],
  fixable: true,
  about: ["connector"],
  check(file, report) {
    reportSchemaProblems("invalid-auth-type", file, report);
  },
});
