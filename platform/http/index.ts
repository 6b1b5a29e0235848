/**
 * Sends a request from Node: the command line, the extension host and the tests share this one way to the network. The
 * rules are those of the `Http` port (https only, verified, sent once, nothing followed); each of them lives in a file of
 * its own beside this one. The network library is loaded by the first request and never before.
 */
import type { Http } from "#core/platform";
import type { HttpOptions } from "./options";

export { undecodedEncoding } from "./body";
export { demoFromEnvironment } from "./demo";
export { maskedBytes } from "./masked-bytes";
export { type Address, demoName, type HttpOptions } from "./options";
export {
  type EditorProxySettings,
  editorProxy,
  environmentProxy,
  type NoProxy,
  type ProxyAddress,
  type ProxyRule,
  proxyExcept,
} from "./proxy";

/** A sender. It opens no socket and loads no library before its first request. */
export function nodeHttp(options: HttpOptions = {}): Http {
  let sender: Promise<Http> | undefined;
  return {
    async send(request, cancellation) {
      sender ??= import("./send").then(({ createSender }) => createSender(options));
      return (await sender).send(request, cancellation);
    },
  };
}
