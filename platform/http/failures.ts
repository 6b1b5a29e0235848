/**
 * Every way in which an exchange can fail, as one sentence and one next step. The texts of the libraries never reach a
 * person: they speak of their own insides, and some of them quote what was sent.
 */
import type { PeerCertificate } from "node:tls";
import type { HttpFailure } from "#core/platform";
import type { Exchange, Phase } from "./exchange";
import { Refused } from "./refused";

type Words = Pick<HttpFailure, "kind" | "message" | "help" | "mayBeTrusted">;

/** @param host the URL's host, with its port when that is not 443 */
export function describeFailure(error: unknown, exchange: Exchange, host: string): HttpFailure {
  const code = codeOf(error);
  return {
    ...(exchange.stopped
      ? stoppedWords(exchange, host)
      : error instanceof Refused
        ? error.refusal
        : isUnaskedInterim(error)
          ? words("protocol", `${host} answered 100 or 101, which nobody had asked for`, "Make the service answer at once")
          : wordsFor(isCutShort(error, exchange.phase) ? "UND_ERR_SOCKET" : code, exchange, host)),
    code: exchange.stopped ? undefined : code,
    phase: exchange.phase,
    elapsed: exchange.elapsed,
    ...(exchange.arrived ? { arrived: exchange.arrived } : {}),
  };
}

/** The cause code. Several addresses that all failed come as one error that holds the others. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof Refused) return error.code;
  if ("code" in error && typeof error.code === "string") return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error.name;
}

/** The library hangs up on an interim answer that no header of ours asked for, and has no code for it. */
function isUnaskedInterim(error: unknown): boolean {
  return error instanceof Error && /^bad (response|upgrade)$/.test(error.message);
}

/** A service that says it closes, and does so too early: the library calls that a fault of the protocol. */
function isCutShort(error: unknown, phase: Phase): boolean {
  return (
    phase === "download" &&
    error instanceof Error &&
    (("code" in error && error.code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH") || /\(Invalid EOF state\)/.test(error.message))
  );
}

function stoppedWords({ stopped, phase, deadline, askedProxy }: Exchange, host: string): Words {
  if (stopped === "cancelled") {
    return { kind: "cancelled", message: `The request to ${host} was cancelled`, help: "Send it again when you are ready" };
  }
  if (askedProxy)
    return {
      kind: "timeout",
      message: `${askedProxy} did not open the way to ${host} within ${seconds(deadline)}`,
      help: "Check the proxy settings and whether this is a proxy, or make an exception for this host",
    };
  const [message, help] = timeouts[phase];
  return { kind: "timeout", message: `${message.replace("HOST", host)} within ${seconds(deadline)}`, help };
}

const timeouts: Record<Phase, readonly [message: string, help: string]> = {
  request: ["The request to HOST could not be prepared", "Send it again"],
  lookup: ["The address of HOST was not found", "Check the network and the name server"],
  connect: ["HOST did not accept the connection", "Check the host and the port, and whether a firewall is in the way"],
  tls: ["HOST did not finish the TLS handshake", "Check that this port speaks https"],
  wait: ["HOST took the request but did not answer", "Make the service answer sooner, or raise the time limit"],
  download: [
    "HOST began its answer but did not finish it",
    "Make the answer smaller or the service faster, or raise the time limit",
  ],
};

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 100) / 10} s`;
}

function wordsFor(code: string | undefined, exchange: Exchange, host: string): Words {
  const { phase } = exchange;
  switch (code) {
    case "ENOTFOUND":
    case "ENODATA":
    case "EAI_NONAME":
      return words("unknown-host", `The host ${host} does not exist`, "Check the spelling of the host name");
    case "EAI_AGAIN":
    case "EAI_FAIL":
    case "ESERVFAIL":
      return words("unknown-host", `The name server gave no answer for ${host}`, "Check the network connection");
    case "ECONNREFUSED":
      return words("refused", `${host} refused the connection`, "Check that the service runs and listens on this port");
    case "ENETUNREACH":
    case "EHOSTUNREACH":
    case "ENETDOWN":
    case "EADDRNOTAVAIL":
    case "EACCES":
    case "EPERM":
      return words("refused", `There is no way to ${host} from this machine`, "Check the network connection and the firewall");
    case "ETIMEDOUT":
      return words("timeout", `${host} did not accept the connection`, "Check the host, the port and the firewall");
    case "ECONNRESET":
    case "EPIPE":
    case "UND_ERR_SOCKET":
      return words(
        "reset",
        `${host} closed the connection ${closedWhen[phase]}`,
        closedHelp[phase] ?? "Look into the log of the service",
      );
    case "UND_ERR_HEADERS_OVERFLOW":
    case "HPE_HEADER_OVERFLOW":
      return words("too-large", `${host} sent more than 64 KiB of headers`, "Make the service send fewer headers");
    case "UND_ERR_INVALID_ARG":
      return words("invalid-request", "The request holds something that HTTP cannot carry", "Check the URL and the headers");
    default:
      return phase === "tls" ? tlsWords(code, exchange.certificate, host) : protocolWords(code, phase, host);
  }
}

const closedWhen: Record<Phase, string> = {
  request: "before the request",
  lookup: "before the request",
  connect: "before the request",
  tls: "during the TLS handshake",
  wait: "without an answer",
  download: "in the middle of its answer",
};

const closedHelp: Partial<Record<Phase, string>> = {
  tls: "Check that this port speaks https, and that the service knows this host name",
};

function tlsWords(code: string | undefined, certificate: PeerCertificate | undefined, host: string): Words {
  switch (code) {
    case "CERT_HAS_EXPIRED":
      return words(
        "certificate",
        `The certificate of ${host} expired${on(certificate?.valid_to)}`,
        "Renew the certificate of the service",
      );
    case "CERT_NOT_YET_VALID":
      return words(
        "certificate",
        `The certificate of ${host} is not valid yet${on(certificate?.valid_from)}`,
        "Check the clock of this machine, and the certificate",
      );
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return words(
        "certificate",
        `The certificate is not for ${host}, it is for ${namesOf(certificate)}`,
        "Use a host name of the certificate, or get one for this host",
      );
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
      return unknownRoot(`The certificate of ${host} is self-signed${by(certificate)}`);
    case "SELF_SIGNED_CERT_IN_CHAIN":
    case "UNABLE_TO_GET_ISSUER_CERT":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "CERT_UNTRUSTED":
    case "INVALID_CA":
    case "INVALID_PURPOSE":
    case "CERT_CHAIN_TOO_LONG":
      return unknownRoot(`The certificate of ${host} comes from an authority that is not trusted here${by(certificate)}`);
    case "CERT_REVOKED":
      return words("certificate", `The certificate of ${host} was revoked`, "Replace the certificate of the service");
    case "ERR_SSL_UNSUPPORTED_PROTOCOL":
    case "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION":
    case "ERR_SSL_UNEXPECTED_MESSAGE":
      return words("protocol", `${host} offers only old versions of TLS`, "Switch on TLS 1.2 or 1.3 at the service");
    case "ERR_SSL_WRONG_VERSION_NUMBER":
    case "ERR_SSL_PACKET_LENGTH_TOO_LONG":
    case "ERR_SSL_HTTP_REQUEST":
      return words("protocol", `${host} does not speak https on this port`, "Check the port: 443 is the usual one");
    case "ERR_SSL_TLSV1_UNRECOGNIZED_NAME":
    case "ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR":
      return words("protocol", `${host} has no certificate for this host name`, "Check the host name");
    default:
      return certificate && code?.includes("CERT")
        ? unknownRoot(`The certificate of ${host} was not accepted`)
        : words("protocol", `The TLS handshake with ${host} failed`, "Check that the service speaks TLS 1.2 or 1.3 on this port");
  }
}

function unknownRoot(message: string): Words {
  const help = "If it is your own authority, name the file with its certificate (PEM) in the setting hookflow.send.caFile";
  return { ...words("certificate", message, help), mayBeTrusted: true };
}

function on(date: string | undefined): string {
  const time = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? "" : `, on ${new Date(time).toISOString().slice(0, 10)}`;
}

function by(certificate: PeerCertificate | undefined): string {
  const issuer = [certificate?.issuer?.CN ?? certificate?.issuer?.O].flat()[0];
  return issuer ? `, issued by ${printable(issuer)}` : "";
}

/** The names of a certificate: the server chose them, so they are cut and cleaned. */
function namesOf(certificate: PeerCertificate | undefined): string {
  const names = (certificate?.subjectaltname ?? "").split(", ").map((name) => name.replace(/^(DNS|IP Address):/, ""));
  const known = names.filter((name) => name !== "").map(printable);
  if (known.length === 0) return "no host at all";
  return known.length > 5 ? `${known.slice(0, 5).join(", ")} and ${known.length - 5} more` : known.join(", ");
}

function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, "\ufffd").slice(0, 100);
}

function protocolWords(code: string | undefined, phase: Phase, host: string): Words {
  if (phase === "download" && code !== undefined && /^(Z_|ERR__ERROR|ERR_BROTLI)/.test(code)) {
    return words(
      "protocol",
      `${host} sent a compressed answer that is broken`,
      "Check Content-Encoding and the body at the service",
    );
  }
  return words(
    "protocol",
    `${host} sent something that is not valid HTTP`,
    "Look into the service, or into what stands before it",
  );
}

function words(kind: HttpFailure["kind"], message: string, help: string): Words {
  return { kind, message, help };
}
