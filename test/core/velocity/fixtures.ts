/** Reads the recorded cases. They are data, not modules, so that the type checker leaves their 150 KB alone. */
import { readFileSync } from "node:fs";

/** A template with its context, what the platform's engine printed, or the error it gave. */
export interface RecordedCase {
  readonly name: string;
  readonly template: string;
  readonly context: unknown;
  readonly expected: string | null;
  readonly expectedError?: { readonly type?: string; readonly line?: number; readonly column?: number };
  readonly tools?: boolean;
  readonly files?: Record<string, string>;
  readonly props?: Record<string, string>;
  readonly doubles?: (string | number)[][];
}

function read<T>(name: string): T {
  return JSON.parse(readFileSync(`test/fixtures/velocity/${name}.json`, "utf8")) as T;
}

export const recordedCases = read<RecordedCase[]>("cases");
export const platformDates = read<RecordedCase[]>("platform-dates");
export const notYet: ReadonlySet<string> = new Set(read<string[]>("not-yet"));
