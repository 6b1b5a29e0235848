/**
 * Where the parts of a credential stand in the text, so that an editor can take them along when a person moves it out. Only
 * places are told, never a value, and only where the text says the value as it is: what is escaped, encoded or partly a
 * reference has to be typed again.
 */
import type { SourceFile } from "../../model/source-file";
import type { Span } from "../../text/span";
import type { YamlMap, YamlScalar } from "../../yaml/index";

export interface SecretPlace {
  /** `basic`: login and password together, in Base64. */
  readonly part: "login" | "password" | "token" | "key" | "basic";
  readonly span: Span;
}

/** The connector that gets the secret, as its file describes it. */
export interface SecretOwner {
  readonly name: string;
  readonly type: "basic" | "bearer" | "apiKey";
  readonly in: "header" | "query";
  readonly parameter: string;
  readonly origins: readonly string[];
}

/** A connector whose secret is wanted next: from its places, or else from the person. */
export interface WantedSecret {
  readonly owner: SecretOwner;
  readonly places: readonly SecretPlace[];
}

/** The text of a header: `Bearer …`, `Basic …`, or the key alone. */
export function placesInHeader(file: SourceFile, scalar: YamlScalar, type: SecretOwner["type"]): readonly SecretPlace[] {
  const scheme = /^\s*(?:(?:basic|bearer)\s+)?/i.exec(scalar.text)?.[0].length ?? 0;
  const place = { start: scheme, end: scalar.text.trimEnd().length };
  return partOf(file, scalar, place, type === "basic" ? "basic" : type === "bearer" ? "token" : "key");
}

/** `login:password` before the host of a URL, or the value of a query parameter. */
export function placesInUrl(file: SourceFile, span: Span, type: SecretOwner["type"]): readonly SecretPlace[] {
  const written = file.text.slice(span.start, span.end);
  if (!isPlain(written) || /[%+\\]/.test(written)) return [];
  if (type !== "basic") return [{ part: type === "bearer" ? "token" : "key", span }];
  const colon = written.indexOf(":");
  if (colon < 1 || colon === written.length - 1) return [];
  return [
    { part: "login", span: { start: span.start, end: span.start + colon } },
    { part: "password", span: { start: span.start + colon + 1, end: span.end } },
  ];
}

/** The keys of a map in which credentials were written: `login` with `password`, or a single `token`. */
export function placesInKeys(file: SourceFile, map: YamlMap, type: SecretOwner["type"]): readonly SecretPlace[] {
  const whole = (names: RegExp, part: SecretPlace["part"]): readonly SecretPlace[] => {
    const value = map.entries.find(({ key }) => names.test(key.text))?.value;
    return value?.kind === "scalar" ? partOf(file, value, { start: 0, end: value.text.length }, part) : [];
  };
  if (type === "basic") return [...whole(/^(login|user|username)$/i, "login"), ...whole(/^(password|passwd)$/i, "password")];
  return whole(/token|secret|key/i, type === "bearer" ? "token" : "key");
}

function partOf(file: SourceFile, scalar: YamlScalar, place: Span, part: SecretPlace["part"]): readonly SecretPlace[] {
  const span = scalar.map.toSource(place);
  const written = file.text.slice(span.start, span.end);
  return written !== "" && written === scalar.text.slice(place.start, place.end) && isPlain(written) ? [{ part, span }] : [];
}

/** Without references and line ends. */
function isPlain(text: string): boolean {
  return !/[$\r\n]/.test(text);
}
