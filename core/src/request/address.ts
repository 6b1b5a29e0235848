/** Judges the address of a request after its values are in: what is shown is what will be dialled. */

export interface AddressProblem {
  readonly message: string;
  readonly help: string;
}

export type Address =
  | { readonly ok: true; readonly url: string; readonly origin: string }
  | { readonly ok: false; readonly problem: AddressProblem };

/** Parses once, as a browser would, after refusing what a browser would silently change. */
export function judgeAddress(written: string): Address {
  // White space around it, such as the line end of a block text, is no part of it.
  const text = written.trim();
  const refused = (message: string, help: string): Address => ({ ok: false, problem: { message, help } });
  if (/[\u0000-\u001f\u007f]/.test(text))
    return refused(
      "The URL holds a line end, a tab or another control character",
      "Take it out, also from the values that go into it",
    );
  if (text.includes("\\"))
    return refused("The URL holds a backslash, which programs read in different ways", "Write `/`, or `%5C` inside a value");
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return refused("The URL cannot be read as an address", "Write `https://`, a host, and a path");
  }
  if (url.protocol !== "https:")
    return refused(
      `The URL begins with \`${url.protocol}\`, and only \`https:\` is sent`,
      "Use the https address of the endpoint",
    );
  if (url.username || url.password)
    return refused("The URL holds a user part before `@`", "Use a connector of type basic instead");
  if (!url.hostname) return refused("The URL has no host", "Write the host behind `https://`");
  return { ok: true, url: url.href, origin: url.origin };
}

/** Whether a list names a host: `*.example.com` stands for all below it, `*` for every host. */
export function isNamedHost(hostname: string, hosts: readonly string[]): boolean {
  return hosts.some((host) => host === "*" || (host.startsWith("*.") ? hostname.endsWith(host.slice(1)) : hostname === host));
}
