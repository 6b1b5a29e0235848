/** An answer as the text of a recording: `*.response.json`, its numbers as they came. Secrets are masked before this. */
import type { HeaderPair } from "../platform";
import { isVolatileHeader } from "./header-rules";
import { checkJson, formatJson } from "./json-text";

export interface RecordedAnswer {
  readonly webhook: string;
  readonly status: number;
  readonly headers: readonly HeaderPair[];
  readonly body: string;
  /** ISO date-time. */
  readonly recordedAt: string;
  readonly sample: { readonly contact?: string | undefined; readonly event?: string | undefined };
}

/** Headers that differ from answer to answer, and cookies, are left out: a recording tells what the endpoint is like. */
export function recordingText({ webhook, status, headers, body, recordedAt, sample }: RecordedAnswer): string {
  const kept = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    if (isVolatileHeader(key) || key === "set-cookie") continue;
    kept.set(key, [...(kept.get(key) ?? []), value]);
  }
  const lines = [
    `"webhook": ${JSON.stringify(webhook)}`,
    `"status": ${status}`,
    `"headers": ${JSON.stringify(Object.fromEntries([...kept].map(([name, values]) => [name, values.length > 1 ? values : values[0]])))}`,
    checkJson(body) === undefined
      ? `"body": ${formatJson(body).trim().replaceAll("\n", "\n  ")}`
      : `"text": ${JSON.stringify(body)}`,
    `"recordedAt": ${JSON.stringify(recordedAt)}`,
    ...(sample.contact || sample.event ? [`"sample": ${JSON.stringify(sample)}`] : []),
  ];
  return `{\n  ${lines.join(",\n  ")}\n}\n`;
}
