/**
 * A cURL command as a request: the words as its shell reads them, the options that say what is sent. What cannot be said in a
 * webhook is named, never dropped in silence; credentials come out apart, since no definition may hold one.
 */
import { commandWords } from "./command-words";

export interface CurlRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: { readonly format: "json" | "xml" | "text"; readonly content: string } | undefined;
  /** How it was signed; the secret itself is not here. */
  readonly authentication:
    | { readonly type: "basic" | "bearer" }
    | { readonly type: "apiKey"; readonly in: "header"; readonly parameter: string }
    | undefined;
  /** Options that a webhook cannot say, as they were written, without their values. */
  readonly leftOut: readonly string[];
}

export type CurlResult = { readonly ok: true; readonly value: CurlRequest } | { readonly ok: false; readonly message: string };

/** Options that take a value and mean nothing for what is sent. */
const ignoredWithValue =
  /^(-o|--output|-m|--max-time|--connect-timeout|--retry|--retry-delay|-w|--write-out|-D|--dump-header|--resolve|--limit-rate|--proto|--ciphers|-x|--proxy|--cacert|-c|--cookie-jar|--max-redirs|--stderr|--trace|--trace-ascii)$/;
const ignored =
  /^(-s|-S|-sS|-v|-i|-L|-k|-f|-sv|-#|--silent|--show-error|--verbose|--include|--location|--insecure|--fail|--compressed|--http1\.1|--http2|--no-progress-meter|--progress-bar|--globoff|-g|-N|--no-buffer|--fail-with-body)$/;

/** Whether a text is a command, with or without the prompt of a shell before it. */
export function isCurl(text: string): boolean {
  return /^\s*(\$\s+)?curl(\.exe)?\s/.test(text);
}

/** Reads a command such as is copied from a browser or a page of documentation. */
export function readCurl(command: string): CurlResult {
  const words = commandWords(command);
  if (!words.ok) return words;
  const [program, ...rest] = words.value;
  if (!program || !/^(.*[/\\])?curl(\.exe)?$/.test(program)) return { ok: false, message: "The text does not begin with `curl`" };
  return readOptions(rest.flatMap(split));
}

/** The parts of a credential, as a connector names them; `basic` is login and password in Base64. */
export type CurlSecret = readonly (readonly [part: "login" | "password" | "token" | "key" | "basic", value: string])[];

/**
 * The credential of a command, apart from its request so that nothing writes it down by accident: it goes into the storage of
 * secrets, or nowhere.
 */
export function readCurlSecret(command: string): CurlSecret {
  const words = commandWords(command);
  const options = words.ok ? words.value.slice(1).flatMap(split) : [];
  const all = options.map((word, at) => secretOf(word, options[at + 1] ?? ""));
  return all.find((secret) => secret.length > 0) ?? [];
}

function secretOf(word: string, next: string): CurlSecret {
  if (word === "--oauth2-bearer") return [["token", next]];
  if (word === "-u" || word === "--user") return login(next);
  if (word === "-H" || word === "--header") {
    const [, name = "", text = ""] = header(next);
    const kind = credential(name, text);
    if (kind?.type === "apiKey") return [["key", text]];
    return kind ? [[kind.type === "basic" ? "basic" : "token", text.replace(/^(basic|bearer)\s+/i, "")]] : [];
  }
  const user = /^[a-z][a-z0-9+.-]*:\/\/([^/?#@]*)@/i.exec(word)?.[1] ?? "";
  return user.includes("%") ? [] : login(user);
}

function login(text: string): CurlSecret {
  const colon = text.indexOf(":");
  if (colon < 1) return [];
  return [
    ["login", text.slice(0, colon)],
    ["password", text.slice(colon + 1)],
  ];
}

function header(text: string): readonly string[] {
  return /^([^:;]+)[:;]\s*([\s\S]*)$/.exec(text) ?? [];
}

/** `-XPOST` is `-X POST`, `--url=x` is `--url x`. */
function split(word: string): readonly string[] {
  const short = /^(-[XHdubAeFGIoTm])([\s\S]+)$/.exec(word);
  if (short && !word.startsWith("--")) return [short[1] ?? "", short[2] ?? ""];
  const long = /^(--[a-z0-9-]+)=([\s\S]*)$/.exec(word);
  return long ? [long[1] ?? "", long[2] ?? ""] : [word];
}

function readOptions(words: readonly string[]): CurlResult {
  let method: string | undefined;
  let url: string | undefined;
  let json = false;
  let query = false;
  let isForm = true;
  /** Sends something that a webhook cannot, which makes it a POST all the same. */
  let posts = false;
  let authentication: CurlRequest["authentication"];
  const headers: (readonly [string, string])[] = [];
  const data: string[] = [];
  const leftOut: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    const value = (): string => words[++at] ?? "";
    switch (word) {
      case "-X":
      case "--request":
        method = value().toUpperCase();
        break;
      case "--url":
        url ??= value();
        break;
      case "-H":
      case "--header": {
        const [, name = "", text = ""] = header(value());
        const secret = credential(name, text);
        if (secret) authentication ??= secret;
        else if (/^cookie$/i.test(name)) leftOut.push("the header Cookie");
        else if (name && text) headers.push([name.trim(), text]);
        // A name with a colon alone takes away what curl would send by itself.
        else if (/^content-type$/i.test(name)) isForm = false;
        break;
      }
      case "-d":
      case "--data":
      case "--data-raw":
      case "--data-binary":
      case "--data-ascii":
      case "--data-urlencode": {
        const text = value();
        if (text.startsWith("@") && word !== "--data-raw") {
          leftOut.push(`${word} from a file`);
          posts = true;
        } else data.push(word === "--data-urlencode" ? urlEncoded(text) : text);
        break;
      }
      case "--json":
        data.push(value());
        json = true;
        break;
      case "-G":
      case "--get":
        query = true;
        break;
      case "-u":
      case "--user":
        value();
        authentication ??= { type: "basic" };
        break;
      case "--oauth2-bearer":
        value();
        authentication ??= { type: "bearer" };
        break;
      case "-A":
      case "--user-agent":
        headers.push(["User-Agent", value()]);
        break;
      case "-e":
      case "--referer":
        headers.push(["Referer", value()]);
        break;
      case "-I":
      case "--head":
        method ??= "HEAD";
        break;
      case "-b":
      case "--cookie":
      case "-F":
      case "--form":
      case "-T":
      case "--upload-file":
      case "-E":
      case "--cert":
      case "--key":
        value();
        leftOut.push(word);
        posts ||= /^(-F|--form)$/.test(word);
        break;
      default:
        if (ignoredWithValue.test(word)) value();
        else if (ignored.test(word)) break;
        else if (word.startsWith("-")) leftOut.push(word);
        else if (url === undefined) url = word;
        else leftOut.push("a second address");
    }
  }
  if (url === undefined || url === "") return { ok: false, message: "The command has no address" };
  const address = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`;
  const written = json ? [...headers, ...missing(headers)] : headers;
  if (query)
    return done(
      method ?? "GET",
      data.length ? `${address}${address.includes("?") ? "&" : "?"}${data.join("&")}` : address,
      written,
    );
  return done(method ?? (data.length || posts ? "POST" : "GET"), address, written, data.length ? data.join("&") : undefined);

  function done(verb: string, to: string, given: readonly (readonly [string, string])[], content?: string): CurlResult {
    const { address: clean, signed } = withoutUser(to);
    const sent = content === undefined || !isForm ? given : withFormType(given, content);
    return {
      ok: true,
      value: {
        method: verb,
        url: clean,
        headers: sent,
        body: content === undefined ? undefined : { format: formatOf(content, sent), content },
        authentication: authentication ?? signed,
        leftOut,
      },
    };
  }
}

function missing(headers: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
  const has = (wanted: string) => headers.some(([name]) => name.toLowerCase() === wanted);
  return [
    ...(has("content-type") ? [] : [["Content-Type", "application/json"] as const]),
    ...(has("accept") ? [] : [["Accept", "application/json"] as const]),
  ];
}

/** curl calls its data a form unless it is told otherwise; what is JSON or XML to every reader is meant as that. */
function withFormType(headers: readonly (readonly [string, string])[], content: string): typeof headers {
  const has = headers.some(([name]) => name.toLowerCase() === "content-type");
  const isForm = !has && formatOf(content, headers) === "text";
  return isForm ? [...headers, ["Content-Type", "application/x-www-form-urlencoded"]] : headers;
}

function credential(name: string, text: string): CurlRequest["authentication"] {
  if (/^authorization$/i.test(name)) return { type: /^basic\b/i.test(text) ? "basic" : "bearer" };
  if (/^(x-api-key|api-key|apikey|x-auth-token|x-access-token)$/i.test(name))
    return { type: "apiKey", in: "header", parameter: name };
  return undefined;
}

function withoutUser(url: string): { readonly address: string; readonly signed: CurlRequest["authentication"] } {
  const user = /^([a-z][a-z0-9+.-]*:\/\/)[^/?#@]*@/i.exec(url);
  return user
    ? { address: (user[1] ?? "") + url.slice(user[0].length), signed: { type: "basic" } }
    : { address: url, signed: undefined };
}

/** `name=value` and `value`, as curl encodes them. */
function urlEncoded(text: string): string {
  const equals = text.indexOf("=");
  const value = encodeURIComponent(text.slice(equals + 1));
  return equals > 0 ? `${text.slice(0, equals)}=${value}` : value;
}

function formatOf(content: string, headers: readonly (readonly [string, string])[]): "json" | "xml" | "text" {
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  if (/json/i.test(type)) return "json";
  if (/xml/i.test(type)) return "xml";
  if (type === "" && /^\s*[[{]/.test(content)) return "json";
  return type === "" && /^\s*<\?xml/.test(content) ? "xml" : "text";
}
