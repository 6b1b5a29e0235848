/** What the lenses of a webhook say of its tests, by what is known at that moment. */
import { ago } from "./exchange/facts";

export interface TestState {
  readonly isTrusted: boolean;
  readonly isSending: boolean;
  /** "contact Ann Smith", or nothing. */
  readonly data: string;
  readonly last: { readonly id: string; readonly outcome: string; readonly at: number } | undefined;
}

export interface TestTitle {
  readonly title: string;
  readonly does: "send" | "cancel" | "choose" | "show";
}

export const sendingTitle = "$(loading~spin)\u00a0Sending… (cancel)";

/** In the order in which they stand. @param now milliseconds since 1970-01-01 UTC */
export function testTitles({ isTrusted, isSending, data, last }: TestState, now: number): readonly TestTitle[] {
  const result: TestTitle[] = last ? [{ title: `${last.outcome}, ${ago(Math.max(0, now - last.at))}`, does: "show" }] : [];
  if (!isTrusted) return [{ title: "$(play)\u00a0Send test (off until you trust this workspace)", does: "send" }, ...result];
  if (isSending) return [{ title: sendingTitle, does: "cancel" }];
  return [
    { title: `$(play)\u00a0Send test${data ? `: ${data}` : ""}`, does: "send" },
    ...(data ? [{ title: "other data", does: "choose" } as const] : []),
    ...result,
  ];
}
