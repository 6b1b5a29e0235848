/**
 * An exchange back from its file. The file may be of another version, cut, or written by anybody: everything that is used is
 * looked at, and what is not right makes the entry none.
 */
import type { Exchange } from "./exchange";
import { idPattern } from "./exchange";

type Test = (value: unknown) => boolean;

/** The last moment that a date can name. */
const latest = 8.64e15;

const text: Test = (value) => typeof value === "string";
const number: Test = (value) => typeof value === "number" && Number.isFinite(value);
const flag: Test = (value) => typeof value === "boolean";
const maybe =
  (test: Test): Test =>
  (value) =>
    value === undefined || test(value);
const oneOf =
  (...values: readonly unknown[]): Test =>
  (value) =>
    values.includes(value);
const list =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(test);
const pair: Test = (value) => Array.isArray(value) && value.length === 2 && value.every(text);
const record = (fields: Readonly<Record<string, Test>>): Test => {
  const tests = Object.entries(fields);
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const given = value as Readonly<Record<string, unknown>>;
    return tests.every(([name, test]) => test(Object.hasOwn(given, name) ? given[name] : undefined));
  };
};
const texts: Test = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every(text);

const phases = { lookup: number, connect: number, tls: number, wait: number, download: number, total: number };
const hops = maybe(
  list(
    record({
      method: oneOf("GET", "POST"),
      url: text,
      status: number,
      location: text,
      rule: text,
      removed: list(text),
      milliseconds: number,
    }),
  ),
);
const received = {
  status: number,
  reason: text,
  headers: list(pair),
  body: text,
  language: oneOf("json", "xml", "html", "plaintext"),
  binary: flag,
  isCut: maybe(flag),
  size: number,
  wireBytes: number,
  findings: list(text),
};
const answer = record({
  kind: oneOf("answer"),
  ...received,
  timings: record(phases),
  remoteAddress: maybe(text),
  tls: maybe(record({ protocol: text, subject: text, issuer: text, validTo: text })),
  answeredBy: maybe(text),
  route: maybe(text),
  hops,
});
const failure = record({
  kind: oneOf("failure"),
  failure: record({ kind: text, message: text, help: text, code: maybe(text), phase: text, elapsed: number }),
  hops,
  arrived: maybe(record(received)),
});
const exchange = record({
  id: (value) => typeof value === "string" && idPattern.test(value),
  uri: text,
  webhook: text,
  at: (value) => typeof value === "number" && value >= 0 && value <= latest,
  data: record({
    contact: maybe(text),
    event: maybe(text),
    written: maybe(text),
    typed: maybe(texts),
    unresolved: maybe(oneOf("refuse", "empty")),
    breaking: maybe(oneOf("refuse", "escape", "as-is")),
  }),
  contact: maybe(text),
  event: maybe(text),
  request: record({
    method: oneOf("GET", "POST"),
    url: text,
    headers: list(pair),
    added: list(pair),
    body: maybe(text),
    connector: maybe(
      record({
        name: text,
        type: oneOf("basic", "bearer", "apiKey"),
        in: oneOf("header", "query"),
        parameter: text,
        origins: list(text),
      }),
    ),
    values: list(record({ name: text, place: text, from: text, value: text })),
  }),
  outcome: (value) => answer(value) || failure(value),
});

/** @returns undefined for what is no exchange */
export function readExchange(written: string): Exchange | undefined {
  try {
    const value: unknown = JSON.parse(written);
    return exchange(value) ? (value as Exchange) : undefined;
  } catch {
    return undefined;
  }
}
