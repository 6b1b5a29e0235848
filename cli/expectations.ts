/** What a test request is expected to bring: its status, and values in its JSON. */
import type { HttpResponse } from "#core/platform";
import { exactText, isExpected, type JsonPath, jsonAt, jsonTitle, parseJsonPath, readJson } from "#core/request/index";

export interface JsonExpectation {
  /** The path as it was written. */
  readonly written: string;
  readonly path: JsonPath;
  readonly value: string;
}

export interface Expectations {
  readonly expectStatus?: number | undefined;
  readonly expectJson?: readonly JsonExpectation[] | undefined;
}

/** `PATH=VALUE` of the command line; undefined for what is none. */
export function jsonExpectation(text: string): JsonExpectation | undefined {
  const [, written, value] = /^((?:\[(?:'[^']*'|"[^"]*")\]|[^=])*)=([\s\S]*)$/.exec(text) ?? [];
  const path = written === undefined ? undefined : parseJsonPath(written);
  return path && written !== undefined && value !== undefined ? { written, path, value } : undefined;
}

/** What of an answer is not as expected, each a sentence; without expectations a status from 400 on is not. */
export function unmet(response: HttpResponse, { expectStatus, expectJson = [] }: Expectations): readonly string[] {
  const { status, reason } = response;
  const found: string[] = [];
  if (expectStatus !== undefined && status !== expectStatus) found.push(`Expected status ${expectStatus}, got ${status}`);
  if (expectStatus === undefined && status >= 400) found.push(`The endpoint answered ${`${status} ${reason}`.trimEnd()}`);
  if (expectJson.length === 0) return found;
  const text = response.truncated ? undefined : exactText(response);
  const body = text === undefined ? undefined : readJson(text);
  if (body === undefined) return [...found, "Expected JSON, but the answer is not JSON"];
  for (const { written, path, value } of expectJson) {
    const actual = jsonAt(body, path);
    const place = written || "The answer";
    if (actual === undefined) found.push(`Expected ${place} to be ${value}, but the answer has no ${written}`);
    else if (!isExpected(actual, value)) found.push(`Expected ${place} to be ${value}, got ${jsonTitle(actual)}`);
  }
  return found;
}
