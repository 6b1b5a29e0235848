import { fileKinds } from "../../model/kinds";
import { bodySecrets } from "../body-secrets";
import { toldSecrets } from "../literal-secrets";
import { defineRule } from "../rule";

/** Reports a credential that is written into a definition. The value never appears in the message. */
export const rule = defineRule({
  id: "literal-secret",
  severity: "error",
  summary: "Credentials belong to a connector, never into a file.",
  domain: ["W08", "W11"],
  about: fileKinds,
  check(file, report) {
    const isConnector = file.source.kind === "connector";
    for (const secret of toldSecrets(file))
      report({
        span: secret.span,
        message: `${secret.where} holds a credential in plain text`,
        help: isConnector
          ? "Remove it here: a connector tells how requests are signed, the editor keeps the secret itself apart and the command line takes it from the environment; a secret that was committed should be replaced"
          : "Name a connector under `authentication`, as in `connector: shop`, and remove it here; a secret that was committed should be replaced",
      });
    for (const { value, span, name } of bodySecrets(file))
      report({
        span: value.toFile(span),
        message: `${name === undefined ? "The body" : `\`${name}\` in the body`} holds a credential in plain text`,
        help: "Let a connector carry it, or an event parameter; a secret that was committed should be replaced",
      });
  },
});
