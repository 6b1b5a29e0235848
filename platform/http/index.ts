/**
 * Sends a request from Node: the command line, the extension host and the tests share this one way to the network. The
 * rules are those of the `Http` port (https only, verified, sent once, nothing followed); each of them lives in a file of
 * its own beside this one. The network library is loaded by the first request and never before.
 */
import type { Http } from "#core/platform";

export { undecodedEncoding } from "./body";

export interface HttpOptions {
  /** More certificates, as PEM; each is trusted for its own origin only. */
  readonly extraRoots?: readonly { readonly origin: string; readonly certificate: string }[];
  /** A PEM file with certificates that are trusted for every origin, beside those of the machine. */
  readonly caFile?: string;
  /** Says whether a person allowed this host to be, or to resolve to, an address of this machine or its network. */
  readonly allowPrivate?: (host: string) => boolean;
  /** A running demo endpoint: requests for these origins are answered by it, and only its certificate counts for them. */
  readonly demo?: { readonly port: number; readonly certificate: string; readonly origins: readonly string[] };
  /** Resolves a name to its addresses; without it the machine does. */
  readonly lookup?: (host: string) => Promise<readonly Address[]>;
}

export interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

/** What `answeredBy` of a response says when the demo endpoint stood in. */
export const demoName = "demo endpoint";

/** A sender. It opens no socket and loads no library before its first request. */
export function nodeHttp(options: HttpOptions = {}): Http {
  let sender: Promise<Http> | undefined;
  return {
    async send(request, cancellation) {
      sender ??= import("./send").then(({ createSender }) => createSender(options));
      return (await sender).send(request, cancellation);
    },
  };
}
