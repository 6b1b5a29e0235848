/**
 * Proxies: which one a request goes through, and the tunnel through it. TLS runs inside the tunnel and is verified as
 * without it, so a proxy sees a host name and nothing else. Its credentials are sent to it alone and stand in no message.
 */
import { on, once } from "node:events";
import net from "node:net";
import tls from "node:tls";
import type { Exchange } from "./exchange";
import { Refused } from "./refused";

export interface ProxyAddress {
  /** `http://proxy.example:3128`, with user name and password where they are needed. */
  readonly url: string;
  /** The setting it comes from, for messages: `HTTPS_PROXY`, `http.proxy`. */
  readonly from: string;
  /** A ready `Proxy-Authorization` value, instead of a user name and password in the URL. */
  readonly authorization?: string;
}

/** A proxy is set, and an exception keeps this request from it. */
export interface NoProxy {
  /** The exception and where it stands: "*.corp.example (NO_PROXY)". */
  readonly exception: string;
}

/** The proxy of a request, or the exception that sends it past one; undefined: there is none. */
export type ProxyRule = (url: URL) => ProxyAddress | NoProxy | undefined;

/** The proxy that the environment names: `https_proxy`, `no_proxy`, in small letters or capitals. */
export function environmentProxy(environment: Readonly<Record<string, string | undefined>>): ProxyRule {
  const name = ["https_proxy", "HTTPS_PROXY"].find((candidate) => environment[candidate]);
  const url = name && environment[name];
  if (!name || !url) return () => undefined;
  const [exceptions, from] = environment.no_proxy ? [environment.no_proxy, "no_proxy"] : [environment.NO_PROXY ?? "", "NO_PROXY"];
  return proxyExcept({ url: url.includes("://") ? url : `http://${url}`, from: name }, exceptions.split(/[\s,]+/), from);
}

/**
 * A proxy for all hosts but some.
 * @param exceptions `example.com` (it and what is below), `.example.com`, `*.example.com`, `host:8443`, `*`
 * @param from the setting of the exceptions, for messages
 */
export function proxyExcept(proxy: ProxyAddress, exceptions: readonly string[], from = "http.noProxy"): ProxyRule {
  const rules = exceptions.filter((rule) => rule !== "").map((rule) => rule.toLowerCase());
  return (url) => {
    const rule = rules.find((candidate) => matches(candidate, url));
    return rule === undefined ? proxy : { exception: `${rule} (${from})` };
  };
}

/** What an editor says about proxies, in the words of its `http.*` settings. */
export interface EditorProxySettings {
  readonly proxy?: string | undefined;
  readonly noProxy?: readonly string[] | undefined;
  /** `off` means none, whatever else is set. */
  readonly proxySupport?: string | undefined;
  readonly proxyAuthorization?: string | null | undefined;
}

/** The proxy of an editor's settings, else the one that the environment names. */
export function editorProxy(
  { proxy, noProxy = [], proxySupport, proxyAuthorization }: EditorProxySettings,
  environment: Readonly<Record<string, string | undefined>>,
): ProxyRule {
  if (proxySupport === "off") return () => undefined;
  if (!proxy) return environmentProxy(environment);
  const authorization = proxyAuthorization ? { authorization: proxyAuthorization } : {};
  return proxyExcept({ url: proxy, from: "http.proxy", ...authorization }, noProxy);
}

/** How a connection comes about, in words; without the user name and password of a proxy. */
export function routeOf(rule: ProxyAddress | NoProxy): string {
  if ("exception" in rule) return `past the proxy, by the exception ${rule.exception}`;
  const host = URL.canParse(rule.url) ? new URL(rule.url).host : "";
  return `through the proxy ${host} (${rule.from})`;
}

function matches(rule: string, url: URL): boolean {
  if (rule === "*") return true;
  const [, written = rule, port] = /^(.+):(\d+)$/.exec(rule) ?? [];
  if (port && net.isIP(rule) === 0 && port !== (url.port || "443")) return false;
  const name = (net.isIP(rule) ? rule : written).replace(/^\*?\./, "");
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  return host === name || host.endsWith(`.${name}`);
}

/**
 * Opens a tunnel to a host. Ends in a failure of kind `proxy`, unless the exchange was stopped.
 * @param target `host:port`, IPv6 in brackets
 */
export async function tunnel(proxy: ProxyAddress, target: string, exchange: Exchange): Promise<net.Socket> {
  const at = parseProxy(proxy);
  const named = `The proxy ${at.host} (${proxy.from})`;
  let answer: string;
  exchange.askedProxy = named;
  try {
    const socket = await reach(at, exchange);
    socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${credentials(proxy, at)}\r\n`);
    answer = await readHead(socket, exchange.signal);
    const status = /^HTTP\/1\.[01] (\d{3})/.exec(answer)?.[1];
    if (status?.startsWith("2")) {
      exchange.askedProxy = undefined;
      return socket;
    }
    if (status === "407") throw failed(`${named} wants a user name and password`, "Add them to the proxy settings");
    throw failed(
      status ? `${named} does not connect to this host: it answered ${status}` : `${named} did not answer as a proxy does`,
      "Check the proxy settings, or make an exception for this host",
    );
  } catch (error) {
    if (error instanceof Refused || exchange.stopped) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
    throw failed(`${named} cannot be reached`, "Check the proxy settings and the network", code);
  }
}

function parseProxy(proxy: ProxyAddress): URL {
  const url = URL.canParse(proxy.url) ? new URL(proxy.url) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.hostname !== "") return url;
  throw failed(`The proxy of ${proxy.from} has no address that can be used`, "Write it as http://host:port");
}

async function reach(at: URL, exchange: Exchange): Promise<net.Socket> {
  const host = at.hostname.replace(/^\[|\]$/g, "");
  const secure = at.protocol === "https:";
  const socket = exchange.own(net.connect({ host, port: Number(at.port || (secure ? 443 : 80)), noDelay: true }));
  await once(socket, "connect", { signal: exchange.signal });
  if (!secure) return socket;
  const name = net.isIP(host) ? {} : { servername: host };
  const inside = exchange.own(tls.connect({ socket, host, ...name, rejectUnauthorized: true, minVersion: "TLSv1.2" }));
  await once(inside, "secureConnect", { signal: exchange.signal });
  return inside;
}

function credentials({ authorization }: ProxyAddress, at: URL): string {
  const pair = `${decodeURIComponent(at.username)}:${decodeURIComponent(at.password)}`;
  const value = authorization ?? (pair === ":" ? "" : `Basic ${Buffer.from(pair, "utf8").toString("base64")}`);
  return value === "" || /[\r\n]/.test(value) ? "" : `Proxy-Authorization: ${value}\r\n`;
}

/** The proxy's answer up to its empty line. Nothing follows it until we speak, so the socket can be handed on. */
async function readHead(socket: net.Socket, signal: AbortSignal): Promise<string> {
  let head = "";
  for await (const [chunk] of on(socket, "data", { signal, close: ["close", "end"] })) {
    head += String(chunk);
    if (head.includes("\r\n\r\n") || head.length > 16_384) break;
  }
  socket.pause();
  return head;
}

function failed(message: string, help: string, code?: string): Refused {
  return new Refused({ kind: "proxy", message, help }, code);
}
