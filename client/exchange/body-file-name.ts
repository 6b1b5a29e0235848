/** The name that a body is saved under, when a person wants no other. */
import { headerValue } from "#core/request/response-text";
import { type Exchange, receivedOf } from "./exchange";

const endings = { json: "json", xml: "xml", html: "html" } as const;

export function bodyFileName(exchange: Exchange): string {
  const came = receivedOf(exchange);
  const name = exchange.webhook.replace(/[^\p{L}\p{N}_-]+/gu, "-") || "answer";
  return `${name}.${came ? endingOf(came.language, headerValue(came.headers, "content-type") ?? "", came.binary) : "bin"}`;
}

function endingOf(language: "json" | "xml" | "html" | "plaintext", type: string, isBinary: boolean): string {
  if (language !== "plaintext") return endings[language];
  if (!isBinary) return "txt";
  const [, subtype = ""] = /^[a-z]+\/([a-z0-9]{2,5})(?=$|[\s;])/i.exec(type) ?? [];
  return subtype.toLowerCase() || "bin";
}
