/**
 * The demo endpoint: an https server on this machine that answers the sample webhooks, so that a newcomer's first test
 * request needs neither an account nor the Internet. Its certificate is made at start, lives in memory, and is trusted only
 * by a sender that is told so.
 */
import { once } from "node:events";
import https from "node:https";
import { demoOrigins } from "../http/demo";
import { answer, type SeenRequest } from "./answers";
import { makeCertificate } from "./certificate";

export { demoOrigins } from "../http/demo";
export type { SeenRequest } from "./answers";

export interface DemoEndpoint {
  /** `https://localhost:PORT`. */
  readonly origin: string;
  readonly port: number;
  /** The certificate as PEM. */
  readonly certificate: string;
  /** The last 100 requests, oldest first. */
  readonly requests: readonly SeenRequest[];
  /** Stops the server and closes its connections. */
  close(): Promise<void>;
}

/**
 * Starts the endpoint on 127.0.0.1.
 * @param options.port 0 or nothing: a free one
 * @throws the system's error when the port is taken
 */
export async function startDemoEndpoint(options: { port?: number } = {}): Promise<DemoEndpoint> {
  const { certificate, key } = await makeCertificate(demoOrigins.map((origin) => new URL(origin).hostname));
  const requests: SeenRequest[] = [];
  const server = https.createServer({ cert: certificate, key, minVersion: "TLSv1.2" }, (request, response) => {
    answer(request, response, (seen) => {
      requests.push(seen);
      if (requests.length > 100) requests.shift();
    }).catch(() => response.destroy());
  });
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return {
    origin: `https://localhost:${port}`,
    port,
    certificate,
    requests,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
