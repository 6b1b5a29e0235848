/**
 * A certificate for one run of the demo endpoint: for the sample hosts and for loopback, valid for a week, its key never
 * written anywhere.
 */
import { generate } from "selfsigned";

const week = 7 * 24 * 60 * 60 * 1000;

/** @param hosts names that the certificate covers beside localhost and 127.0.0.1 */
export async function makeCertificate(hosts: readonly string[]): Promise<{ certificate: string; key: string }> {
  const now = Date.now();
  const made = await generate([{ name: "commonName", value: "Hookflow demo endpoint" }], {
    keyType: "ec",
    algorithm: "sha256",
    // A clock that was just set back must not make it too new.
    notBeforeDate: new Date(now - 60 * 60 * 1000),
    notAfterDate: new Date(now + week),
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      {
        name: "subjectAltName",
        altNames: [...["localhost", ...hosts].map((value) => ({ type: 2 as const, value })), { type: 7, ip: "127.0.0.1" }],
      },
    ],
  });
  return { certificate: made.cert, key: made.private };
}
