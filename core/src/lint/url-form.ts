/** What makes an https URL none that can be sent, or one that programs read in different ways. The first fault counts. */
import type { Severity } from "../model/config";
import type { Span } from "../text/span";
import type { CheckedFile } from "./rule";
import { hasReference, type UrlParts, urlParts } from "./url-parts";

export interface UrlFault {
  /** In the value's decoded text. */
  readonly span: Span;
  readonly message: string;
  readonly help: string;
  readonly severity?: Severity;
  /** What mends it, when one thing does. */
  readonly replacement?: string;
}

/** Longer addresses are refused by many servers. */
const maxLength = 8000;

/** The first fault of a webhook's https URL. */
export function urlFault(file: CheckedFile): UrlFault | undefined {
  return file.once(findFault);
}

function findFault(file: CheckedFile): UrlFault | undefined {
  const parts = urlParts(file);
  return parts && (signFault(parts) ?? hostFault(parts) ?? portFault(parts) ?? spaceFault(parts) ?? lengthFault(parts));
}

/** Signs that are dropped, changed or read in two ways, wherever they stand. */
function signFault({ text }: UrlParts): UrlFault | undefined {
  const start = text.search(/\S/);
  const end = text.trimEnd().length;
  const inside = text.slice(start, end);
  const line = /[\t\r\n]/.exec(inside);
  if (line)
    return {
      span: { start: start + line.index, end: start + line.index + 1 },
      message: `The URL holds a ${line[0] === "\t" ? "tab" : "line end"}, which programs drop without a word`,
      help: line[0] === "\t" ? "Remove it" : "Write the URL on one line",
    };
  // `\$` and `\#` are escapes of the template language.
  const slash = /\\(?![$#])/.exec(inside);
  if (slash)
    return {
      span: { start: start + slash.index, end: start + slash.index + 1 },
      message: "The URL holds a backslash, which programs read in different ways",
      help: "Write `/`, or `%5C` inside a value",
    };
  const nul = /%00/.exec(inside);
  if (nul)
    return {
      span: { start: start + nul.index, end: start + nul.index + 3 },
      message: "The URL holds `%00`, the character NUL, at which some programs stop to read",
      help: "Remove it",
    };
  return undefined;
}

function hostFault(parts: UrlParts): UrlFault | undefined {
  const { text, host, authority } = parts;
  const written = text.slice(host.start, host.end);
  if (written === "")
    return {
      span: { start: Math.max(0, host.start - 2), end: host.start },
      message: "The URL has no host",
      help: "Write the host behind `https://`",
    };
  if (host.start > authority.start)
    return {
      span: { start: authority.start, end: host.start },
      message:
        host.start === authority.start + 1
          ? "The URL has an empty user part"
          : "The URL has a user part, with which nothing is sent",
      help: "Remove what stands before the host; a connector of type basic carries a login",
    };
  const sign = /[\s%<>^`{|}"',;!()*=]/.exec(written);
  if (sign)
    return {
      span: { start: host.start + sign.index, end: host.start + sign.index + 1 },
      message:
        sign[0] === "%"
          ? "The host holds a percent-escape, which hides what it is"
          : `A host cannot hold ${/\s/.test(sign[0]) ? "a space" : `\`${sign[0]}\``}`,
      help: "Write the host's name as it is",
    };
  if (hasReference(written)) return undefined;
  const labels = written.replace(/\.$/, "").split(".");
  if (!written.startsWith("[") && labels.some((label) => label === "" || label.length > 63))
    return {
      span: host,
      message: labels.includes("")
        ? "The host has an empty part between its dots"
        : "A part of the host has more than 63 characters",
      help: "Check the host's name",
    };
  return isHost(written)
    ? undefined
    : { span: host, message: "This cannot be the name or the address of a host", help: "Check the host's name" };
}

function portFault({ text, port }: UrlParts): UrlFault | undefined {
  const written = port && text.slice(port.start, port.end);
  if (!port || !written || hasReference(written)) return undefined;
  if (/^\d+$/.test(written) && Number(written) > 0 && Number(written) < 65536) return undefined;
  return {
    span: port,
    message: `\`${written.slice(0, 20)}\` is no port: a port is a number from 1 to 65535`,
    help: "Remove it: https has port 443 without it",
  };
}

function spaceFault({ text, path }: UrlParts): UrlFault | undefined {
  const end = text.trimEnd().length;
  const space = text.slice(path.start, end).indexOf(" ");
  // Directives and placeholders of any template language have blanks of their own.
  if (space < 0 || /#\{?(if|else|set|foreach|end)|\{\{|<%/.test(text)) return undefined;
  const start = path.start + space;
  return {
    span: { start, end: start + 1 },
    message: "The URL holds a space, at which some programs end it",
    help: "Write `%20`",
    severity: "warning",
    replacement: "%20",
  };
}

function lengthFault({ text, host }: UrlParts): UrlFault | undefined {
  if (text.length <= maxLength) return undefined;
  return {
    span: host,
    message: `The URL has ${text.length.toLocaleString("en-US")} characters, and many servers refuse more than ${maxLength.toLocaleString("en-US")}`,
    help: "Use POST and put the values into the body",
    severity: "warning",
  };
}

function isHost(written: string): boolean {
  try {
    return new URL(`https://${written}/`).hostname !== "";
  } catch {
    return false;
  }
}
