import { fileKinds } from "../../model/kinds";
import { secretNames } from "../../request/credential-names";
import type { Span } from "../../text/span";
import { literalSecrets } from "../literal-secrets";
import type { CheckedFile } from "../rule";
import { defineRule } from "../rule";
import { looksSecret } from "../secret-text";
import { urlParts } from "../url-parts";

/** Reports a text that looks like a key, where services take keys. The text itself is never shown. */
export const rule = defineRule({
  id: "suspected-secret",
  severity: "warning",
  summary: "Keys travel by a connector, not in the text of a URL or header.",
  domain: ["W11"],
  about: fileKinds,
  check(file, report) {
    for (const { where, span } of [...inQuery(file), ...inHeaders(file)])
      report({
        span,
        message: `${where} looks like a credential in plain text`,
        help: "Let a connector of type apiKey or bearer carry it, and replace the key if it was committed",
      });
  },
});

interface Suspicion {
  readonly where: string;
  readonly span: Span;
}

function* inQuery(file: CheckedFile): Generator<Suspicion> {
  const url = urlParts(file);
  for (const { name, text, span } of url?.parameters ?? [])
    if (secretNames.test(name) && looksSecret(text, name))
      yield { where: `The query parameter \`${name}\``, span: (url as NonNullable<typeof url>).value.toFile(span) };
}

function* inHeaders(file: CheckedFile): Generator<Suspicion> {
  const headers = file.webhook?.headers.filter(({ name }) => secretNames.test(name.text)) ?? [];
  if (headers.length === 0) return;
  const told = new Set(literalSecrets(file).map(({ entry }) => entry));
  for (const { name, value, entry } of headers)
    if (!told.has(entry) && value.kind === "scalar" && value.style !== "literal" && value.style !== "folded")
      if (looksSecret(value.text, name.text)) yield { where: `The header \`${name.text}\``, span: value.span };
}
