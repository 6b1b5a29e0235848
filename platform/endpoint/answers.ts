/**
 * What the demo endpoint answers: the services of the samples (a customer directory, a shop), and pages that show how the
 * sender treats slow, large, broken and redirecting services. Answers depend on the request alone, so every run is alike.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { contacts, loyalty, promoFor, shopIn } from "./data";

/** A request as the endpoint got it. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  /** The host the sender meant. */
  readonly host: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

interface Asked extends SeenRequest {
  readonly path: string;
  readonly query: URLSearchParams;
}

type Page = (asked: Asked, response: ServerResponse) => void;

/** Answers one request. @param seen is told about it before */
export async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  seen: (request: SeenRequest) => void,
): Promise<void> {
  const asked = await read(request);
  seen({ method: asked.method, url: asked.url, host: asked.host, headers: asked.headers, body: asked.body });
  const methods = pages[asked.path.replace(/^\/orders\/[^/]+\/status$/, "/orders/*/status")];
  const page = methods?.[asked.method] ?? methods?.["*"];
  if (page) page(asked, response);
  else if (methods) json(response, { error: `Use ${Object.keys(methods).join(" or ")} for ${asked.path}` }, 405);
  else json(response, { error: `There is nothing at ${asked.path}`, pages: Object.keys(pages) }, 404);
}

const pages: Record<string, Record<string, Page>> = {
  "/contacts": {
    GET: ({ query }, response) => {
      const email = query.get("email")?.trim().toLowerCase();
      const found = email ? contacts.filter((contact) => contact.email === email) : contacts;
      // The CRM of the story writes whole numbers with a fraction; that is what `toInteger` in the message is for.
      text(response, `${JSON.stringify(found, null, 2).replace(/("id": \d+)/g, "$1.0")}\n`, jsonType);
    },
  },
  "/promo": {
    POST: (asked, response) => {
      if (parsed(asked) === undefined) return json(response, { error: "The body is not JSON" }, 400);
      return json(response, promoFor(asked.query.get("town") ?? ""));
    },
  },
  "/orders": {
    POST: (asked, response) => {
      if (parsed(asked) === undefined) return json(response, { error: "The body is not JSON" }, 400);
      return json(response, { number: 500123, state: "accepted" });
    },
  },
  "/orders/*/status": {
    GET: ({ path }, response) => json(response, { order: decodeURIComponent(path.split("/")[2] ?? ""), state: "packed" }),
  },
  "/shops": { GET: ({ query }, response) => json(response, shopIn(query.get("town") ?? "")) },
  "/stock": {
    POST: ({ body }, response) => {
      if (!/^\s*<[\s\S]*>\s*$/.test(body)) return text(response, "<error>The body is not XML</error>", "application/xml", 400);
      return text(response, "<stock><left>12</left></stock>\n", "application/xml");
    },
  },
  "/notes": { POST: ({ body }, response) => text(response, `Noted ${body.length} characters\n`, "text/plain; charset=utf-8") },
  "/loyalty": {
    GET: (asked, response) => {
      if (hasKey(asked)) return json(response, loyalty);
      response.setHeader("WWW-Authenticate", 'Basic realm="Hookflow demo"');
      return json(response, { error: "Give a key: Authorization, X-Api-Key or ?api_key=" }, 401);
    },
  },
  "/cart": {
    GET: ({ query }, response) => json(response, { id: query.get("id") ?? "cart-3001", count: 2, total: 77.25 }),
  },
  "/echo": {
    "*": ({ method, url, host, headers, body }, response) => json(response, { method, url, host, headers, body }),
  },
  "/slow": {
    "*": ({ query }, response) => {
      const wait = number(query, "ms", 3000, 120_000);
      const timer = setTimeout(() => json(response, { waited: wait }), wait);
      response.once("close", () => clearTimeout(timer));
    },
  },
  "/redirect": {
    "*": ({ query }, response) => {
      const status = [301, 302, 303, 307, 308].find((known) => String(known) === query.get("status")) ?? 302;
      response.writeHead(status, { Location: "/echo" }).end();
    },
  },
  "/fail": {
    "*": ({ query }, response) => {
      const status = Math.max(200, number(query, "status", 500, 599));
      json(response, { error: "You asked for it", status }, status);
    },
  },
  "/huge": { "*": ({ query }, response) => huge(response, number(query, "mb", 3, 1024)) },
  "/gzip": {
    "*": (_asked, response) => {
      const bytes = gzipSync(JSON.stringify({ compressed: true, text: "tea ".repeat(500).trim() }));
      response.writeHead(200, { "Content-Type": "application/json", "Content-Encoding": "gzip", "Content-Length": bytes.length });
      response.end(bytes);
    },
  },
  "/picture": {
    "*": (_asked, response) => {
      response.writeHead(200, { "Content-Type": "image/png", "Content-Length": picture.length }).end(picture);
    },
  },
  "/not-json": {
    "*": (_asked, response) => text(response, "<html><body>This page says that it is JSON</body></html>\n", "application/json"),
  },
};

/** A dot: the smallest picture there is. */
const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** Any value is a key here; only its absence is refused. */
function hasKey({ headers, query }: Asked): boolean {
  const header = (wanted: string) => headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? "";
  return (
    /^(Basic|Bearer) +\S/i.test(header("authorization")) || header("x-api-key") !== "" || (query.get("api_key") ?? "") !== ""
  );
}

/** One JSON array of the given size, written as fast as it is read. */
function huge(response: ServerResponse, megabytes: number): void {
  response.writeHead(200, { "Content-Type": "application/json" });
  const line = `${JSON.stringify({ sku: "TEA-100", name: "Green tea", text: "x".repeat(970) })},\n`;
  let left = Math.ceil((megabytes * 1024 * 1024) / line.length);
  const more = () => {
    while (left > 0) {
      left--;
      if (!response.write(line)) return void response.once("drain", more);
    }
    response.end("{}]\n");
  };
  response.write("[\n");
  more();
}

async function read(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length > 4 * 1024 * 1024) throw new Error("request body is larger than 4 MiB");
    chunks.push(chunk);
  }
  const { pathname, searchParams } = new URL(request.url ?? "/", "https://localhost");
  const { rawHeaders } = request;
  return {
    method: request.method ?? "GET",
    url: request.url ?? "/",
    host: request.headers.host ?? "",
    headers: rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ""] as const] : [])),
    body: Buffer.concat(chunks).toString("utf8"),
    path: pathname,
    query: searchParams,
  };
}

function parsed({ body }: Asked): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function number(query: URLSearchParams, name: string, usual: number, most: number): number {
  const given = Number.parseInt(query.get(name) ?? "", 10);
  return Number.isNaN(given) ? usual : Math.min(Math.max(given, 0), most);
}

const jsonType = "application/json; charset=utf-8";

function json(response: ServerResponse, value: unknown, status = 200): void {
  text(response, `${JSON.stringify(value, null, 2)}\n`, jsonType, status);
}

function text(response: ServerResponse, body: string, type: string, status = 200): void {
  response.writeHead(status, { "Content-Type": type, "Content-Length": Buffer.byteLength(body) });
  // A status of 204 or 304 has no body.
  response.end(status === 204 || status === 304 ? undefined : body);
}
