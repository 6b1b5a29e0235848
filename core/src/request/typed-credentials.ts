/**
 * Takes credentials that an author has typed into a definition out of what is kept or copied, by the names under which they
 * travel. The secrets of connectors are not its business: these are known, and masked by `Redactor`.
 */
import { isCredentialName } from "./credential-names";
import { mask } from "./redact";

/** A URL without its user part and without what its parameters of such names say. */
export function maskedUrl(url: string): string {
  return url
    .replace(/^([a-z]+:\/\/)[^/?#@]*@/i, `$1${mask}@`)
    .replace(/([?&#])([^?&#=]+)=[^&#]*/g, (written, joint: string, name: string) =>
      isCredentialName(name) ? `${joint}${name}=${mask}` : written,
    );
}

/** The value of a header; of `Authorization` its scheme stays. */
export function maskedHeader(name: string, value: string): string {
  if (!isCredentialName(name)) return value;
  return /^authorization$/i.test(name) ? value.replace(/^(\w+ )?[\s\S]+$/, `$1${mask}`) : mask;
}

/**
 * A body of JSON, XML or a form. Members are data more often than headers and parameters are, a `key` above all, so fewer names
 * count here.
 */
export function maskedBody(body: string): string {
  if (/^\s*</.test(body))
    return body.replace(/<([\w:.-]{1,60})([^<>]*)>[^<]+(?=<\/\1>)/g, (written, name: string, attributes: string) =>
      isMemberOfCredential(name) ? `<${name}${attributes}>${mask}` : written,
    );
  if (/^[\w.%[\]-]+=/.test(body))
    return body.replace(/(^|&)([^&=]+)=[^&]*/g, (written, joint: string, name: string) =>
      isMemberOfCredential(name) ? `${joint}${name}=${mask}` : written,
    );
  return body.replace(/"((?:[^"\\]|\\.){1,60})"(\s*:\s*)"(?:[^"\\]|\\.)*"/g, (written, name: string, joint: string) =>
    isMemberOfCredential(name) ? `"${name}"${joint}"${mask}"` : written,
  );
}

const member =
  /(?:^token|(?:access|auth|bearer|refresh|api|session)token|password|passwd|pwd|passphrase|secret|apikey|privatekey|jwt)$/;

function isMemberOfCredential(name: string): boolean {
  return member.test(
    name
      .replace(/^.*[:.]/, "")
      .replace(/[^a-z]/gi, "")
      .toLowerCase(),
  );
}
