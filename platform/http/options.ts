/**
 * What a sender may be told. Every option only adds trust or reach that a person gave; none of them can switch off a check.
 */
import type { ProxyRule } from "./proxy";

export interface HttpOptions {
  /** More certificates, as PEM; each is trusted for its own origin only. */
  readonly extraRoots?: readonly { readonly origin: string; readonly certificate: string }[];
  /** A PEM file with certificates that are trusted for every origin, beside those of the machine. */
  readonly caFile?: string;
  /** Says whether a person allowed this host to be, or to resolve to, an address of this machine or its network. */
  readonly allowPrivate?: (host: string) => boolean;
  /** A running demo endpoint: requests for these origins are answered by it, and only its certificate counts for them. */
  readonly demo?: { readonly port: number; readonly certificate: string; readonly origins: readonly string[] } | undefined;
  /** The proxy of a request; without it none is used, whatever the environment says. The demo endpoint needs none. */
  readonly proxy?: ProxyRule;
  /** Resolves a name to its addresses; without it the machine does. */
  readonly lookup?: (host: string) => Promise<readonly Address[]>;
}

export interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

/** What `answeredBy` of a response says when the demo endpoint stood in. */
export const demoName = "demo endpoint";
