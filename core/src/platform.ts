/**
 * What the core asks of the world: files, one way to send a request, the time, a place to log. Interfaces only; the
 * implementations live in `platform/`. Nothing in the core reaches the world by another way.
 */

/** What can fail in the world is a value. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export interface Platform {
  readonly files: Files;
  readonly clock: Clock;
  readonly log: Log;
}

/** A file's address: `file:///…` or another scheme's URI, as the editor spells it. */
export type Uri = string;

export interface Files {
  /**
   * The regular files below a folder whose name `wanted` accepts, in no order. Links are never followed; folders named
   * `node_modules`, `.git` and `.github` are not entered. What could not be listed or must not be read (a link, a pipe) and is
   * wanted by name is given with its problem.
   * @param wanted is asked with the name of the file alone
   */
  list(folder: Uri, wanted: (name: string) => boolean): Promise<readonly ListedFile[]>;
  /**
   * The text of one regular file of at most 1 MiB, strictly decoded UTF-8, without its byte order mark. A link is never followed.
   */
  read(file: Uri): Promise<Result<string, FileProblem>>;
}

export interface ListedFile {
  readonly uri: Uri;
  readonly problem?: FileProblem;
}

export interface FileProblem {
  readonly kind: "missing" | "link" | "not-a-file" | "too-large" | "not-utf8" | "not-text" | "unreadable";
  /** One sentence without a period that says what is wrong, without the file's name: "file is larger than 1 MiB". */
  readonly message: string;
  readonly help: string;
}

/** The largest file that is read, in bytes. */
export const maxFileBytes = 1024 * 1024;

export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
}

export interface Log {
  warn(message: string): void;
  error(message: string): void;
}

/** The part of `AbortSignal` that the core needs, so that it needs no DOM. */
export interface Cancellation {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** Sends one request. Only commands that a person gave hold one: neither the language server nor `check` has it. */
export interface Http {
  /**
   * Sends exactly this request, once: https only, certificate verified, nothing repeated, no redirect followed unless the
   * request says so. Resolves in every case; it never rejects.
   */
  send(request: HttpRequest, cancellation?: Cancellation): Promise<Result<HttpResponse, HttpFailure>>;
}

/** A header as written: order, case and repeats are kept. */
export type HeaderPair = readonly [name: string, value: string];

export interface HttpRequest {
  readonly method: "GET" | "POST";
  /** Absolute, https. */
  readonly url: string;
  readonly headers: readonly HeaderPair[];
  /** Sent as UTF-8; undefined: no body. */
  readonly body: string | undefined;
  /** The whole exchange must end within this time, in milliseconds. */
  readonly deadline: number;
  /** The decoded body is cut here, in bytes. */
  readonly maxBytes: number;
  /** Follow redirects by these rules; without them a redirect is the answer. */
  readonly followRedirects?: RedirectRules;
}

/** What a redirect may do. However they are set, it leads to https only, and at most five of them are followed. */
export interface RedirectRules {
  /** The secrets in the request, each by its parts. Nothing that holds one goes to another origin. */
  readonly secrets: readonly Readonly<Record<string, string>>[];
  /** The hosts it may lead to, written as `allowedHosts` of the configuration; without them every host. */
  readonly hosts?: readonly string[];
  /**
   * Redirects that this request was answered with before, in order: it goes on behind the last of them, by the same rules, and
   * nothing that has been asked is asked again.
   */
  readonly followed?: readonly FollowedRedirect[];
}

/** What is left of a redirect that was answered earlier. */
export type FollowedRedirect = Pick<HttpHop, "status" | "location" | "milliseconds">;

/** A redirect that was followed. Its texts are as they came: they are masked where they are shown. */
export interface HttpHop {
  readonly method: "GET" | "POST";
  /** What was asked. */
  readonly url: string;
  readonly status: number;
  /** Where the answer led, as the server wrote it. */
  readonly location: string;
  /** What becomes of method and body: "POST became GET, without the body". */
  readonly rule: string;
  /** What was left behind because the next origin is another: "header X-Api-Key", "parameter api_key". */
  readonly removed: readonly string[];
  /** From the first step of this hop to its answer. */
  readonly milliseconds: number;
}

export interface HttpResponse {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly HeaderPair[];
  /** The decoded body, at most `maxBytes` of it. */
  readonly body: Uint8Array;
  /** The body went on behind `maxBytes`. */
  readonly truncated: boolean;
  /** Bytes of the body on the wire, before decoding. */
  readonly wireBytes: number;
  readonly timings: HttpTimings;
  readonly remoteAddress: string | undefined;
  readonly tls: HttpTls | undefined;
  /** The headers that the sender itself added to the request, before any redirect: host, content-length, … */
  readonly addedHeaders: readonly HeaderPair[];
  /** Who answered in the place of the real service, such as the demo endpoint; absent when the service itself did. */
  readonly answeredBy?: string;
  /** The redirects that led to this answer, in order; absent when there were none. */
  readonly hops?: readonly HttpHop[];
  /** The SHA-256 of `body`, in hexadecimal. */
  readonly sha256?: string;
  /** The content coding that `body` still has, because it is none that is undone: `zstd`, `gzip, gzip`. */
  readonly undecoded?: string;
  /** How the connection came about when proxies had a say: "through the proxy p.example:3128 (HTTPS_PROXY)". */
  readonly route?: string;
}

/** Milliseconds per phase, of all hops together; their sum is the total. A phase that did not happen is 0. */
export interface HttpTimings {
  readonly lookup: number;
  readonly connect: number;
  readonly tls: number;
  readonly wait: number;
  readonly download: number;
  readonly total: number;
}

export interface HttpTls {
  readonly protocol: string;
  readonly subject: string;
  readonly issuer: string;
  /** ISO date-time. */
  readonly validTo: string;
}

export interface HttpFailure {
  readonly kind:
    | "not-https"
    | "invalid-request"
    | "forbidden-address"
    | "unknown-host"
    | "refused"
    | "reset"
    | "certificate"
    | "timeout"
    | "cancelled"
    | "too-large"
    | "protocol"
    | "proxy"
    | "redirect";
  /** One sentence without a period: what happened, with host and phase, never with a secret. */
  readonly message: string;
  /** One sentence without a period: what to do next. */
  readonly help: string;
  /** The cause code, such as `ECONNREFUSED` or `CERT_HAS_EXPIRED`. */
  readonly code: string | undefined;
  /** The phase in which it ended. */
  readonly phase: "request" | "lookup" | "connect" | "tls" | "wait" | "download";
  /** Milliseconds until then. */
  readonly elapsed: number;
  /** The redirects that were followed before; absent when there were none. */
  readonly hops?: readonly HttpHop[];
  /** Of kind `forbidden-address`: the host that a person would have to allow, and whether allowing it is possible at all. */
  readonly forbidden?: { readonly host: string; readonly address: string; readonly mayBeAllowed: boolean };
  /** Of kind `certificate`: a person who knows its authority could trust it. */
  readonly mayBeTrusted?: true;
  /** As those of a response; absent when nothing was sent. */
  readonly addedHeaders?: readonly HeaderPair[];
  /** What had come of the answer when it ended in the middle. */
  readonly arrived?: Pick<HttpResponse, "status" | "reason" | "headers" | "body" | "wireBytes" | "undecoded">;
}
