import { active } from "../../model/source-file";
import { hasDirectives } from "../../reference/directives";
import { scanXml } from "../../request/xml-scan";
import { isRefused } from "../refused-texts";
import { reportRendered } from "../rendered-body";
import { defineRule } from "../rule";

/** Reports an XML body that can never be XML, whatever its variables hold. */
export const rule = defineRule({
  id: "invalid-xml-body",
  severity: "error",
  summary: "An XML body is one well-formed document without a document type.",
  about: ["webhook"],
  check(file, report) {
    const { source, webhook } = file;
    // Without a valid format the place is a guess.
    if (webhook?.body?.format?.text !== "xml") return;
    for (const value of source.values) {
      if (
        value.place !== "xml" ||
        !value.scalar ||
        file.isMasked(value.scalar.span) ||
        value.list.problems.length ||
        hasDirectives(value.text)
      )
        continue;
      const problem = scanXml(
        value.text,
        active(value).map(({ span }) => span),
      );
      if (problem && !isRefused(file, value))
        report({ span: value.toFile(problem.span), message: `The body is not XML: ${problem.message}`, help: problem.help });
    }
    reportRendered(file, "xml", report);
  },
});
