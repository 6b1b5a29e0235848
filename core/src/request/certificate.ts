/** What is worth saying about the certificate of an answer. */
import type { HttpTls } from "../platform";

const day = 24 * 60 * 60 * 1000;
/** A certificate that ends sooner is told of: long enough to renew it, short enough to be no noise. */
const warningDays = 14;

/** A warning when a certificate ends soon. @param now milliseconds since 1970 */
export function certificateWarning({ validTo, subject }: Pick<HttpTls, "validTo" | "subject">, now: number): string | undefined {
  const left = Date.parse(validTo) - now;
  if (Number.isNaN(left) || left >= warningDays * day) return undefined;
  const days = Math.max(0, Math.floor(left / day));
  const when = days === 0 ? "within a day" : days === 1 ? "in 1 day" : `in ${days} days`;
  return `The certificate of ${subject} expires ${when}, on ${validTo.slice(0, 10)}`;
}
