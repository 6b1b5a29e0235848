/**
 * Opens the connection of one request: name, address, TCP, TLS, each timed and each stoppable. The network library is given
 * the finished socket, so that what was checked here is what it speaks to.
 */

import { promises as dns } from "node:dns";
import { once } from "node:events";
import net from "node:net";
import tls from "node:tls";
import { type Reach, reachOf } from "#core/request/reach";
import type { Exchange } from "./exchange";
import type { Address, HttpOptions } from "./options";
import { type ProxyAddress, routeOf, tunnel } from "./proxy";
import { Refused } from "./refused";

/** A verified TLS connection to the URL's host, or to the demo endpoint where that stands in for it. */
export async function dial(
  url: URL,
  exchange: Exchange,
  options: HttpOptions,
  secureContext: tls.SecureContext,
): Promise<tls.TLSSocket> {
  const host = bareHost(url);
  const demo = options.demo?.origins.includes(url.origin) ? options.demo : undefined;
  const proxy = demo ? undefined : options.proxy?.(url);
  if (proxy) exchange.route = routeOf(proxy);
  let socket: net.Socket;
  if (demo) socket = await connect(host, [{ address: "127.0.0.1", family: 4 }], demo.port, exchange);
  else if (proxy && "url" in proxy) socket = await throughProxy(proxy, url, exchange, options);
  else socket = await connect(host, await resolve(host, exchange, options), Number(url.port || 443), exchange);

  exchange.enter("tls");
  const name = net.isIP(host) ? {} : { servername: host };
  const secure = exchange.own(
    tls.connect({ socket, host, ...name, secureContext, rejectUnauthorized: true, ALPNProtocols: ["http/1.1"] }),
  );
  // "secure" comes before verification ends the connection: the last chance to read a certificate that is refused.
  secure.prependOnceListener("secure", () => {
    exchange.certificate = secure.getPeerCertificate();
  });
  await once(secure, "secureConnect", { signal: exchange.signal });
  return secure;
}

async function connect(host: string, addresses: readonly Address[], port: number, exchange: Exchange): Promise<net.Socket> {
  exchange.enter("connect");
  const socket = exchange.own(net.connect({ host, port, noDelay: true, autoSelectFamily: true, lookup: pinned(addresses) }));
  await once(socket, "connect", { signal: exchange.signal });
  return socket;
}

/** Behind a proxy the name is the proxy's to resolve: only what the URL itself says can be judged here. */
async function throughProxy(proxy: ProxyAddress, url: URL, exchange: Exchange, options: HttpOptions): Promise<net.Socket> {
  const host = bareHost(url);
  if (net.isIP(host)) guard(host, host, options);
  else if (/(^|\.)localhost$/.test(host)) guard(host, "127.0.0.1", options);
  else if (host === "metadata.google.internal") guard(host, "169.254.169.254", options);
  exchange.enter("connect");
  return tunnel(proxy, `${url.hostname}:${url.port || 443}`, exchange);
}

/** The host as names and certificates have it: without the brackets of IPv6 and without a final dot. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}

/** The addresses of a host, each of them allowed. One forbidden address among good ones refuses the host. */
async function resolve(host: string, exchange: Exchange, options: HttpOptions): Promise<readonly Address[]> {
  const family = net.isIP(host);
  if (family === 4 || family === 6) {
    guard(host, host, options);
    return [{ address: host, family }];
  }
  exchange.enter("lookup");
  const found = await exchange.unlessStopped((options.lookup ?? systemLookup)(host));
  for (const { address } of found) guard(host, address, options);
  return found;
}

async function systemLookup(host: string): Promise<Address[]> {
  const found = await dns.lookup(host, { all: true, verbatim: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
}

function guard(host: string, address: string, options: HttpOptions): void {
  const reach: Reach = reachOf(address);
  if (reach === "public" || (reach === "private" && options.allowPrivate?.(host))) return;
  const leads = host === address ? `The host is ${address}` : `${host} leads to ${address}`;
  const mayBeAllowed = reach === "private";
  throw new Refused({
    kind: "forbidden-address",
    message: `${leads}, an address ${mayBeAllowed ? "of this machine or its network" : "that is never dialled"}`,
    help: mayBeAllowed
      ? "Allow this host for test requests, if you trust the definition"
      : "Use the public address of the service",
    forbidden: { host, address, mayBeAllowed },
  });
}

/** Hands out the addresses that were checked, so that a second look-up cannot give others. */
function pinned(addresses: readonly Address[]): net.LookupFunction {
  return (host, { all }, done) => {
    const [first] = addresses;
    if (!first) done(Object.assign(new Error(`no address for ${host}`), { code: "ENOTFOUND" }), "");
    else if (all) done(null, [...addresses]);
    else done(null, first.address, first.family);
  };
}
