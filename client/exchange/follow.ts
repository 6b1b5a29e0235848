/**
 * Following a redirect from a result. The request that was answered is not sent again: the next one goes on from its answer,
 * so what a POST has done at the endpoint is done once.
 */
import type { FollowedRedirect } from "#core/platform";
import { mask, type Redactor } from "#core/request/redact";
import { isRedirect } from "#core/request/redirect";
import { headerValue } from "#core/request/response-text";
import type { Plan } from "#protocol";
import { type Exchange, isSameRequest } from "./exchange";

/** Whether a result is a redirect that says where it leads. */
export function isFollowable({ outcome }: Exchange): boolean {
  return outcome.kind === "answer" && isRedirect(outcome.status) && Boolean(headerValue(outcome.headers, "location"));
}

/**
 * The redirect that a request goes on from; or, as one sentence, why it has to be sent from the beginning.
 * @param plan the same webhook with the same data as it is now
 */
export function followedFrom(exchange: Exchange, plan: Plan, redactor: Redactor): FollowedRedirect | string {
  const { outcome } = exchange;
  if (outcome.kind !== "answer" || !isFollowable(exchange)) return "This result leads nowhere";
  const location = headerValue(outcome.headers, "location") ?? "";
  if (location.includes(mask)) return "The target of this redirect was not kept, because it holds a credential";
  if (!isSameRequest(exchange, plan, redactor)) return "The webhook or its data has changed since this answer";
  return { status: outcome.status, location, milliseconds: outcome.timings.total };
}
