/** Which headers a webhook can send: one list for the checks and for the sender. */

/** Written by the sender, or never right in a webhook: a second length or a foreign host would be an attack. */
const refusedHeaders =
  /^(host|content-length|transfer-encoding|connection|keep-alive|upgrade|expect|te|trailer|cookie|proxy-.*|http2-settings)$/i;

/** Whether the sender writes a header of this name itself, or never sends one. */
export function isForbiddenHeader(name: string): boolean {
  return refusedHeaders.test(name);
}

/** Whether a text can be a header's name at all. */
export function isHeaderName(name: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name);
}

const volatile =
  /^(date|age|expires|last-modified|etag|x-request-id|request-id|x-correlation-id|x-trace-id|x-amzn-(requestid|trace-id)|x-amz-cf-id|x-runtime|x-response-time|server-timing|traceparent|cf-ray|x-served-by|x-timer|x-cache(-hits)?|ratelimit-[\w-]+|x-ratelimit-[\w-]+|keep-alive)$/i;

/** Whether a header differs from one answer to the next although nothing has changed. */
export function isVolatileHeader(name: string): boolean {
  return volatile.test(name);
}
