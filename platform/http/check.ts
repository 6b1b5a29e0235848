/**
 * Looks at a request before anything is opened: what the network library or the URL parser would drop, rewrite or refuse in
 * its own words is refused here in ours. A message names a header, never its value.
 */
import type { HttpFailure, HttpRequest } from "#core/platform";
import { isForbiddenHeader, isHeaderName } from "#core/request/header-rules";

/** A reason not to send, without the facts of an exchange. */
export type Refusal = Pick<HttpFailure, "kind" | "message" | "help" | "forbidden">;

/** The parsed URL of a request that may be sent, or the first reason against it. */
export function checkRequest(request: HttpRequest): URL | Refusal {
  const url = checkUrl(request.url);
  if (!(url instanceof URL)) return url;
  return checkMethod(request) ?? checkHeaders(request) ?? url;
}

/** The URL is judged as written first: the parser drops line breaks and turns a backslash into a slash. */
function checkUrl(written: string): URL | Refusal {
  if (/[\p{Cc}\\]/u.test(written)) return invalid("The URL holds a control character or a backslash", "Remove it, or encode it");
  if (/^\s|\s$/.test(written)) return invalid("The URL begins or ends with a space", "Remove the space");
  if (/\p{Surrogate}/u.test(written)) return invalid("The URL holds half a character", "Write the character anew");
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(written)?.[1]?.toLowerCase();
  if (scheme === undefined) return invalid("The URL has no scheme", "Begin it with https://");
  if (scheme !== "https") {
    return { kind: "not-https", message: `The URL begins with "${scheme}:", not "https:"`, help: "Use an https endpoint" };
  }
  if (!/^https:\/\/[^/?#]/i.test(written)) return invalid("The URL has no host", "Write the host behind https://");
  if (!URL.canParse(written)) return invalid("The URL is not valid", "Check the host name and the port");
  const url = new URL(written);
  if (url.username !== "" || url.password !== "" || /^https:\/\/[^/?#]*@/i.test(written)) {
    return invalid("The URL holds a user name or password", "Remove it, and use a connector instead");
  }
  return url;
}

function checkMethod({ method, body }: HttpRequest): Refusal | undefined {
  if (method !== "GET" && method !== "POST") return invalid("The method is neither GET nor POST", "Use GET or POST");
  if (method === "GET" && body !== undefined) return invalid("A GET request has no body", "Use POST, or remove the body");
  if (body !== undefined && /\p{Surrogate}/u.test(body))
    return invalid("The body holds half a character", "Write the character anew");
  return undefined;
}

function checkHeaders({ headers }: HttpRequest): Refusal | undefined {
  let authorizations = 0;
  for (const [name, value] of headers) {
    const shown = JSON.stringify(name);
    if (!isHeaderName(name)) {
      return invalid(`Header name ${shown} is not valid`, "Use letters, digits and hyphens");
    }
    if (isForbiddenHeader(name)) return invalid(`Header ${shown} cannot be sent by a webhook`, "Remove the header");
    if (name.toLowerCase() === "authorization" && ++authorizations > 1) {
      return invalid(`Header ${shown} is there twice`, "Remove the header: the connector writes it");
    }
    if (/[\r\n\0]/.test(value))
      return invalid(`The value of header ${shown} holds a line break or NUL`, "Remove it from the value");
    if (/[^\t\x20-\x7e\u0080-\uffff]/.test(value)) {
      return invalid(`The value of header ${shown} holds a control character`, "Remove it from the value");
    }
    if (/[^\0-\xff]/.test(value)) {
      return invalid(
        `The value of header ${shown} holds a character that headers cannot carry`,
        name.toLowerCase() === "authorization"
          ? "Look at the secret of the connector: it is made of Latin letters, digits and signs"
          : "Percent-encode the value, or move it to the body or the URL",
      );
    }
  }
  return undefined;
}

function invalid(message: string, help: string): Refusal {
  return { kind: "invalid-request", message, help };
}
