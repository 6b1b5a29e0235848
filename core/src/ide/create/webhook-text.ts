/** The file of a webhook that sends what a draft says: a pasted command, or what a person chose in a form. */
import { yamlBlock, yamlKey, yamlValue } from "./yaml-text";

export interface WebhookDraft {
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: { readonly format: "json" | "xml" | "text"; readonly content: string } | undefined;
  readonly connector: string | undefined;
  /** Lines that stand above as comments. */
  readonly notes: readonly string[];
}

/** Without a name where the file says it already. */
export type DraftText = Omit<WebhookDraft, "name"> & { readonly name: string | undefined };

export function webhookText({ name, method, url, headers, body, connector, notes }: DraftText): string {
  const lines = notes.map((note) => `# ${note.replace(/\p{Cc}+/gu, " ")}`);
  if (name !== undefined) lines.push(`name: ${yamlValue(name)}`);
  lines.push(`method: ${yamlValue(method)}`, `url: ${yamlValue(url)}`);
  if (headers.length) {
    lines.push("headers:");
    for (const [header, value] of headers) lines.push(`  ${yamlKey(header)}: ${yamlValue(value, 2)}`);
  }
  if (connector) lines.push("authentication:", `  connector: ${yamlValue(connector, 2)}`);
  if (body) lines.push("body:", `  format: ${body.format}`, `  content: ${yamlBlock(body.content, 2)}`);
  return `${lines.join("\n").trimEnd()}\n`;
}
