/** What speaks against an answer of a form, as one sentence; undefined when it will do. No editor. */
import { isForbiddenHeader, isHeaderName } from "#core/request/header-rules";

export function nameProblem(name: string, taken: readonly string[]): string | undefined {
  if (name.trim() === "") return "A name is needed";
  if (name !== name.trim()) return "A name cannot begin or end with a space";
  if (taken.includes(name)) return `"${name}" is taken already`;
  return undefined;
}

/** A webhook's URL. References may stand anywhere but in the scheme. */
export function urlProblem(url: string): string | undefined {
  if (url.trim() === "") return "An address is needed, such as https://shop.example.com/promo";
  if (/\s/.test(url.trim())) return "An address holds no spaces: write %20";
  if (/^http:/i.test(url)) return "The platform saves only https:// addresses";
  if (!/^https:\/\/[^/?#\s]+/i.test(url)) return "An address begins with https:// and a host";
  if (/^https:\/\/[^/?#]*@/i.test(url)) return "Login and password belong into a connector, not into the address";
  return undefined;
}

/** Origins between commas or spaces, each as `https://host[:port]`; a longer address is cut down to its origin. */
export function readOrigins(text: string): { readonly origins: readonly string[]; readonly problem: string | undefined } {
  const origins: string[] = [];
  for (const word of text.split(/[\s,;]+/).filter(Boolean)) {
    const origin = originOf(/^[a-z][a-z0-9+.-]*:\/\//i.test(word) ? word : `https://${word}`);
    if (origin === undefined)
      return { origins, problem: `"${word}" is no https:// origin: write it like https://shop.example.com` };
    if (!origins.includes(origin)) origins.push(origin);
  }
  return { origins, problem: undefined };
}

function originOf(text: string): string | undefined {
  try {
    const { protocol, origin, username, password, hostname } = new URL(text);
    return protocol === "https:" && hostname !== "" && !username && !password ? origin : undefined;
  } catch {
    return undefined;
  }
}

/** The name of a header or of a parameter in the query. */
export function parameterProblem(name: string, place: "header" | "query"): string | undefined {
  if (name === "") return "A name is needed";
  if (place === "header" && !isHeaderName(name)) return "A header's name is made of letters, digits and - without spaces";
  if (place === "header" && isForbiddenHeader(name)) return `No webhook can send the header ${name}`;
  if (/[\s&=#?]/.test(name)) return "A parameter's name holds no spaces and no & = # ?";
  return undefined;
}
