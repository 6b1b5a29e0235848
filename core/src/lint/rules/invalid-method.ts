import { reportSchemaProblems } from "../from-schema";
import { defineRule } from "../rule";

/** The method is GET or POST. */
export const rule = defineRule({
  id: "invalid-method",
  severity: "error",
  summary: "The method is GET or POST.",
  domain: ["W02"],
  fixable: true,
  about: ["webhook"],
  check(file, report) {
    reportSchemaProblems("invalid-method", file, (problem) => {
      const method = /^`method` is `(PUT|PATCH|DELETE|HEAD|OPTIONS|TRACE|CONNECT)`/i.exec(problem.message)?.[1];
      report(
        method === undefined
          ? problem
          : {
              span: problem.span,
              message: `\`${method}\` is not possible: the platform sends GET and POST only`,
              help: "Write `POST`, where the endpoint takes it; some read the method from a header `X-HTTP-Method-Override`",
            },
      );
    });
  },
});
