/**
 * Whom a connection trusts: the roots of Node and of the machine, what `NODE_EXTRA_CA_CERTS` and a setting add, and for a
 * single origin the certificate given for it. Verification itself has no switch, here or anywhere.
 */
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import tls from "node:tls";
import type { HttpOptions } from "./options";
import { Refused } from "./refused";

/** Gives the TLS context for an origin. Contexts are kept, because building one with all roots takes 40 ms. */
export function trustStore(options: HttpOptions): (origin: string) => tls.SecureContext {
  const contexts = new Map<string, tls.SecureContext>();
  return (origin) => {
    const demo = options.demo?.origins.includes(origin) ? options.demo : undefined;
    const extra = (options.extraRoots ?? []).filter((root) => root.origin === origin).map((root) => root.certificate);
    const key = demo || extra.length ? origin : "";
    let context = contexts.get(key);
    if (!context) {
      const ca = demo ? [demo.certificate] : [...machineRoots(), ...fileRoots(options.caFile), ...extra];
      context = tls.createSecureContext({ ca, minVersion: "TLSv1.2" });
      contexts.set(key, context);
    }
    return context;
  };
}

/** Node 20 has no way to ask for them. */
const { getCACertificates }: typeof tls & { getCACertificates?: (kind: "default" | "system") => string[] } = tls;

/** A list of roots replaces Node's own, so Node's own, the system's and the variable's are put into it. */
function machineRoots(): readonly string[] {
  if (getCACertificates) return [...new Set([...getCACertificates("default"), ...getCACertificates("system")])];
  return [...tls.rootCertificates, ...variableRoots()];
}

/** A broken file is Node's to complain about: it does so when it starts. */
function variableRoots(): readonly string[] {
  const file = process.env.NODE_EXTRA_CA_CERTS;
  if (!file) return [];
  try {
    return certificatesIn(readFileSync(file, "utf8"));
  } catch {
    return [];
  }
}

function fileRoots(file: string | undefined): readonly string[] {
  if (file === undefined) return [];
  let found: readonly string[];
  try {
    found = certificatesIn(readFileSync(file, "utf8"));
  } catch {
    found = [];
  }
  if (found.length > 0) return found;
  throw new Refused({
    kind: "invalid-request",
    message: `Cannot read certificates from "${file}"`,
    help: "Name a PEM file whose certificates are valid",
  });
}

/** The certificates of a PEM text. Throws when one of them is broken. */
function certificatesIn(pem: string): string[] {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  for (const certificate of found) new X509Certificate(certificate);
  return found;
}
