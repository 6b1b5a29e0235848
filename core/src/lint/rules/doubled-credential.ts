import { isParameter, writtenBy } from "../../request/sign";
import { overlaps } from "../../text/span";
import { toldSecrets } from "../literal-secrets";
import { defineRule } from "../rule";
import { urlParts } from "../url-parts";

/** Reports a header or a query parameter that the webhook's connector writes as well: only one of the two can count. */
export const rule = defineRule({
  id: "doubled-credential",
  severity: "error",
  summary: "What a connector writes, its webhook does not write too.",
  domain: ["W11"],
  about: ["webhook"],
  check(file, report) {
    const { webhook } = file;
    const connector = webhook?.connector && file.project.connector(webhook.connector.text);
    if (!webhook || !connector) return;
    const { place, name } = writtenBy(connector);
    const parts = place === "query" ? urlParts(file) : undefined;
    const headers = webhook.headers.filter((header) => header.name.text.toLowerCase() === name.toLowerCase());
    const own =
      place === "header"
        ? headers.map((header) => ({ span: header.name.span, entry: header.entry }))
        : (parts?.parameters ?? []).flatMap((parameter) =>
            isParameter(parameter.name, name) ? [{ span: parts?.value.toFile(parameter.span), entry: undefined }] : [],
          );
    // A credential that stands there as text has its finding already, with the same advice.
    const told = toldSecrets(file);
    for (const { span, entry } of own)
      if (span && !told.some((secret) => (entry && secret.entry === entry) || overlaps(secret.span, span)))
        report({
          span,
          message: `The connector \`${connector.name}\` writes the ${place === "header" ? "header" : "query parameter"} \`${name}\` too, so this request is not sent`,
          help: "Remove it here, or do not name the connector",
          related: [{ uri: connector.uri, span: connector.nameScalar.span, message: "The connector" }],
        });
  },
});
