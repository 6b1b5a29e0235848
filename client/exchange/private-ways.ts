/**
 * Sending where the way may lead to this machine or its network, at first or behind a redirect: each such host is asked for,
 * and the request goes on from there. What was asked before is not asked again. No editor.
 */
import type { FollowedRedirect, HttpFailure, HttpResponse, Result } from "#core/platform";

type Forbidden = NonNullable<HttpFailure["forbidden"]>;
type Sent = Result<HttpResponse, HttpFailure>;

/**
 * @param send goes on behind these redirects
 * @param ask whether a person allows a host
 * @returns undefined when the person said no before anything was sent: there is nothing to tell of
 */
export async function sendAllowing(
  send: (behind: readonly FollowedRedirect[]) => PromiseLike<Sent>,
  behind: readonly FollowedRedirect[],
  ask: (host: Forbidden) => Promise<boolean>,
): Promise<Sent | undefined> {
  const asked = new Set<string>();
  for (let followed = behind; ; ) {
    const result = await send(followed);
    const failure = result.ok ? undefined : result.error;
    // A host that stays forbidden after a yes is not asked for without end.
    if (!failure?.forbidden?.mayBeAllowed || asked.has(failure.forbidden.host)) return result;
    asked.add(failure.forbidden.host);
    if (!(await ask(failure.forbidden))) return failure.hops ? result : undefined;
    followed = failure.hops ?? [];
  }
}
