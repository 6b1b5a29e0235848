/**
 * Where a redirect leads and what goes there. The network library could follow by itself, but it takes API keys and bodies to
 * other origins and hides the way; so each hop is a request of its own, made here, checked and dialled like the first.
 *
 * Invariant: nothing that holds a secret is in a request to another origin than the first, and what was left behind once does
 * not come back.
 */
import type { HeaderPair, HttpHop, HttpRequest, RedirectRules } from "#core/platform";
import { isNamedHost } from "#core/request/address";
import { isCredentialName } from "#core/request/credential-names";
import { Redactor } from "#core/request/redact";
import { isRedirect } from "#core/request/redirect";
import { Refused } from "./refused";

/** The most redirects that are followed for one request. */
export const maxHops = 5;

export interface Step {
  readonly request: HttpRequest;
  readonly hop: Omit<HttpHop, "milliseconds">;
}

/**
 * The next request of a redirect, or undefined when the answer leads nowhere and is the end.
 * @param url the parsed URL of `request`
 * @param before the hops so far
 * @throws Refused when the redirect must not be followed
 */
export function nextStep(
  request: HttpRequest,
  url: URL,
  status: number,
  headers: readonly HeaderPair[],
  rules: RedirectRules,
  before: readonly HttpHop[] = [],
): Step | undefined {
  const location = locationOf(status, headers, url.host);
  if (location === undefined) return undefined;
  const target = targetOf(location, url, rules);
  const sameOrigin = target.origin === url.origin;
  const { method, rule, keepsBody } = methodAfter(status, request);
  const kept = keepsBody ? request.headers : request.headers.filter(([name]) => !/^content-/i.test(name));
  const {
    url: reached,
    headers: carried,
    removed,
  } = sameOrigin
    ? { url: target.href, headers: kept, removed: [] }
    : withoutSecrets(target, kept, new Redactor(rules.secrets), keepsBody ? request.body : undefined);
  const next: HttpRequest = { ...request, method, url: reached, headers: carried, body: keepsBody ? request.body : undefined };
  const hop = { method: request.method, url: request.url, status, location, rule, removed };
  const asked = [...before, hop];
  if (asked.some((one) => one.method === next.method && sameAddress(one.url, next.url)))
    throw stop(`The redirects of ${url.host} go in a circle`, "Correct the redirects at the service");
  if (asked.length > maxHops)
    throw stop(`${url.host} redirects once more, after ${maxHops} redirects`, "Use the address where they end");
  return { request: next, hop };
}

/** The target as written; undefined for an answer that is no redirect, or names no target. */
function locationOf(status: number, headers: readonly HeaderPair[], host: string): string | undefined {
  if (!isRedirect(status)) return undefined;
  const all = new Set(headers.flatMap(([name, value]) => (name.toLowerCase() === "location" ? [value.trim()] : [])));
  if (all.size > 1) throw stop(`${host} redirects to several addresses at once`, "Make the service send one Location");
  const [location] = all;
  return location === "" ? undefined : location;
}

/** The address a redirect leads to, judged as the address of a definition is. */
function targetOf(location: string, from: URL, { hosts }: RedirectRules): URL {
  const target = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (!target || /[\p{Cc}\\]/u.test(location))
    throw stop(`${from.host} redirects to something that is no address`, "Correct the Location at the service");
  if (target.protocol !== "https:")
    throw new Refused({
      kind: "not-https",
      message: `${from.host} redirects to "${target.protocol}", not to "https:"`,
      help: "Make the service redirect to an https address",
    });
  if (target.username !== "" || target.password !== "")
    throw stop(`${from.host} redirects to an address with a user name or password`, "Correct the Location at the service");
  if (hosts && target.origin !== from.origin && !isNamedHost(target.hostname, hosts))
    throw stop(
      `${from.host} redirects to a host that the workspace does not allow`,
      "Add the host under `allowedHosts` in hookflow.yaml, if it belongs there",
    );
  target.hash = "";
  return target;
}

/** A 303 asks for something else; a 301 or 302 after a POST is read so by everybody; 307 and 308 repeat the request. */
function methodAfter(
  status: number,
  { method, body }: HttpRequest,
): { readonly method: "GET" | "POST"; readonly rule: string; readonly keepsBody: boolean } {
  if (method === "GET") return { method, rule: "GET stays GET", keepsBody: true };
  if (status >= 307) return { method, rule: body ? "POST and its body are kept" : "POST stays POST", keepsBody: true };
  return { method: "GET", rule: body ? "POST became GET, without its body" : "POST became GET", keepsBody: false };
}

function withoutSecrets(
  target: URL,
  headers: readonly HeaderPair[],
  redactor: Redactor,
  body: string | undefined,
): { readonly url: string; readonly headers: readonly HeaderPair[]; readonly removed: readonly string[] } {
  const removed: string[] = [];
  const carried = headers.filter(([name, value]) => {
    // By its name also what no connector wrote.
    if (!isCredentialName(name) && !redactor.holds(value)) return true;
    removed.push(`header ${name}`);
    return false;
  });
  // Taken out of the text, part by part: writing the parameters anew would spell the others differently.
  const parts = target.search.slice(1).split("&");
  const clean = parts.filter((part) => {
    if (!holds(part, redactor)) return true;
    removed.push(`parameter ${redactor.text(spelled(part.split("=")[0] ?? ""))}`);
    return false;
  });
  if (clean.length < parts.length) target.search = clean.join("&");
  const rest = holds(target.href, redactor) ? "address" : body !== undefined && redactor.holds(body) ? "body" : undefined;
  if (rest !== undefined)
    throw stop(
      `A redirect would take a secret to another origin, in the ${rest} of the request`,
      "Use the address where the redirect leads, and list its origin in the connector",
    );
  return { url: target.href, headers: carried, removed };
}

function holds(text: string, redactor: Redactor): boolean {
  return redactor.holds(text) || redactor.holds(spelled(text));
}

/** Percent-encoding undone, where it is one. */
function spelled(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

/** A fragment is not sent, so it makes no other address. */
function sameAddress(one: string, other: string): boolean {
  const [a, b] = [new URL(one), new URL(other)];
  a.hash = "";
  b.hash = "";
  return a.href === b.href;
}

function stop(message: string, help: string): Refused {
  return new Refused({ kind: "redirect", message, help });
}
