/**
 * A request as a cURL command for a POSIX shell, to be pasted into a terminal or a ticket. Secrets are not in it: they are named
 * as shell variables, the same ones that the command line of Hookflow reads.
 */
import type { SignConnector } from "./sign";
import { secretParts, secretVariable } from "./sign";

export interface CurlSource {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | undefined;
  readonly connector: (SignConnector & { readonly name: string }) | undefined;
}

/** The command, an option a line. */
export function curlCommand({ method, url, headers, body, connector }: CurlSource): string {
  const variable = (part: string) => `"$${secretVariable(connector?.name ?? "", part)}"`;
  const hidden = connector && (connector.type === "apiKey" ? connector.in === "header" && connector.parameter : "Authorization");
  const words = [`curl --globoff --request ${method}`];
  let address = quoted(url);
  if (connector?.type === "apiKey" && connector.in === "query") {
    const [before = "", fragment] = url.split("#", 2);
    const joint = before.includes("?") ? (/[?&]$/.test(before) ? "" : "&") : "?";
    address = `${quoted(`${before}${joint}${encodeURIComponent(connector.parameter)}=`)}${variable("key")}${fragment === undefined ? "" : quoted(`#${fragment}`)}`;
  }
  words.push(`--url ${address}`);
  for (const [name, value] of headers) {
    if (hidden && name.toLowerCase() === hidden.toLowerCase()) continue;
    // cURL takes `Name:` for the wish to leave a header out; `Name;` sends it empty.
    words.push(`--header ${quoted(value === "" ? `${name};` : `${name}: ${value}`)}`);
  }
  if (connector?.type === "basic") words.push(`--user ${variable("login")}:${variable("password")}`);
  else if (connector?.type === "bearer") words.push(`--header ${quoted("Authorization: Bearer ")}${variable("token")}`);
  else if (connector?.type === "apiKey" && connector.in === "header")
    words.push(`--header ${quoted(`${connector.parameter}: `)}${variable("key")}`);
  // By itself curl would call the body a form.
  if (body !== undefined && !headers.some(([name]) => name.toLowerCase() === "content-type"))
    words.push("--header 'Content-Type:'");
  // `--data-raw` sends `@` as it is, and line ends too.
  if (body !== undefined) words.push(`--data-raw ${quoted(body)}`);
  const needed = connector ? secretParts[connector.type].map((part) => secretVariable(connector.name, part)) : [];
  const note = needed.length ? `# Set ${needed.join(" and ")} before: no secret is in this command\n` : "";
  return `${note}${words.join(" \\\n  ")}\n`;
}

const acted = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** One word of the shell, whatever it holds. What a terminal or a CI runner would act on is written as the escapes of `$'…'`. */
function quoted(text: string): string {
  if (text.replaceAll("\n", "").search(acted) < 0 && !/##\[|^\s*::/m.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  const escapes = text.replace(/[\\']/g, "\\$&").replaceAll("\n", "\\n").replaceAll("##[", "##\\x5b");
  return `$'${escapes.replace(acted, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`)}'`;
}
