/** Puts a connector's secret into a request, at the last step before it leaves. */
import type { HeaderPair } from "../platform";

/** What a connector of each type needs, as prompts and environment variables call it. */
export const secretParts = {
  basic: ["login", "password"],
  bearer: ["token"],
  apiKey: ["key"],
} as const satisfies Record<string, readonly string[]>;

/**
 * The environment variable for one part of a connector's secret: `HOOKFLOW_CRM_TOKEN_TOKEN`. Letters that no variable can
 * have are spelled by their code points, so that `мій` and `твій` have variables of their own: `HOOKFLOW_U41C_U406_U419_TOKEN`.
 */
export function secretVariable(connector: string, part: string): string {
  const spelled = connector
    .normalize("NFC")
    .toUpperCase()
    .replace(/[^\u0000-\u007f\p{P}\p{Z}]/gu, (sign) => `-U${sign.codePointAt(0)?.toString(16).toUpperCase()}-`)
    .replace(/^-(?=U)|-$/g, (edge) => (/[^\u0000-\u007f]/.test(connector) ? "" : edge));
  return `HOOKFLOW_${spelled.replace(/[^A-Z0-9]+/g, "_")}_${part.toUpperCase()}`;
}

/** The other connector, if there is one, that would read its secret from a variable of this one's; names are not alike. */
export function sharingVariable<T extends { readonly name: string; readonly type: SignConnector["type"] }>(
  connector: { readonly name: string; readonly type: SignConnector["type"] },
  all: readonly T[],
): { readonly other: T; readonly variable: string } | undefined {
  for (const part of secretParts[connector.type]) {
    const variable = secretVariable(connector.name, part);
    const other = all.find(
      ({ name, type }) => name !== connector.name && secretParts[type].some((own) => secretVariable(name, own) === variable),
    );
    if (other) return { other, variable };
  }
  return undefined;
}

/** The secret of one connector: its parts by name. Lives in memory only. */
export type Secret = Readonly<Record<string, string>>;

export interface Signable {
  readonly url: string;
  readonly headers: readonly HeaderPair[];
}

export interface SignConnector {
  readonly type: "basic" | "bearer" | "apiKey";
  readonly in: "header" | "query";
  readonly parameter: string;
}

/** The request with the connector's header or query parameter; the plan refuses one that has its own beside it. */
export function signed<T extends Signable>(request: T, connector: SignConnector, secret: Secret): T {
  const without = (name: string) => request.headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  switch (connector.type) {
    case "basic":
      return {
        ...request,
        headers: [
          ...without("Authorization"),
          ["Authorization", `Basic ${base64(`${secret.login ?? ""}:${secret.password ?? ""}`)}`],
        ],
      };
    case "bearer":
      return { ...request, headers: [...without("Authorization"), ["Authorization", `Bearer ${secret.token ?? ""}`]] };
    case "apiKey": {
      if (connector.in === "header")
        return { ...request, headers: [...without(connector.parameter), [connector.parameter, secret.key ?? ""]] };
      const url = new URL(request.url);
      const own = new URL(url.origin);
      own.searchParams.append(connector.parameter, secret.key ?? "");
      // Put behind the others as text: written anew as parameters, these would be spelled differently than planned.
      const joint = url.search === "" || url.search.endsWith("&") ? "" : "&";
      url.search = `${url.search}${joint}${own.search.slice(1)}`;
      return { ...request, url: url.href };
    }
  }
}

/** What of a request a connector writes, so that the author's own would be in its way. */
export function writtenBy(connector: SignConnector): { readonly place: "header" | "query"; readonly name: string } {
  if (connector.type !== "apiKey") return { place: "header", name: "Authorization" };
  return { place: connector.in, name: connector.parameter };
}

/** Whether a request already has what its connector writes. */
export function isWritten(request: Signable, { place, name }: ReturnType<typeof writtenBy>): boolean {
  if (place === "header") return request.headers.some(([header]) => header.toLowerCase() === name.toLowerCase());
  const query = new URL(request.url).search.slice(1).split("&");
  return query.some((part) => isParameter(part.split("=", 1)[0] ?? "", name));
}

/** Whether a parameter of a query, as it is written, has a name. */
export function isParameter(written: string, name: string): boolean {
  if (written === name) return true;
  try {
    return decodeURIComponent(written.replaceAll("+", " ")) === name;
  } catch {
    return false;
  }
}

/** Why a part of a connector's secret cannot be used, or undefined when it can. The value is never in the answer. */
export function secretProblem(connector: Pick<SignConnector, "in">, part: string, value: string): string | undefined {
  // A login is no secret.
  if (part === "login") return value.includes(":") ? "The login holds a colon, where Basic would end it" : undefined;
  if (value.length < 4) return `The ${part} is shorter than 4 characters, so it could not be masked safely`;
  if (/[\u0000-\u001f\u007f]/.test(value)) return `The ${part} holds a line end or another control character`;
  if (value.trim() !== value) return `The ${part} begins or ends with a blank, which HTTP would drop`;
  if ((part === "token" || (part === "key" && connector.in === "header")) && /[^\u0000-\u00ff]/.test(value))
    return `The ${part} holds a character that a header cannot carry, such as a letter of another alphabet`;
  return undefined;
}

/** Whether a secret has all that its connector needs, and nothing speaks against it. */
export function isUsable(connector: Pick<SignConnector, "type" | "in">, secret: Secret): boolean {
  return secretParts[connector.type].every((part) => secret[part] && !secretProblem(connector, part, secret[part]));
}

/** Base64 of the text's UTF-8. */
export function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
