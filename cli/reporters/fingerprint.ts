import { createHash } from "node:crypto";

/** A short, stable digest: 16 hexadecimal digits. Not for secrets. */
export function fingerprint(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
