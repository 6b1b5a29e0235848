/**
 * Reads a response body up to a cap, and undoes its content coding on the way. The cap counts decoded bytes, so a small
 * compressed answer cannot fill the memory; one layer is undone at most, and what we do not know is left as it came.
 */
import { createHash } from "node:crypto";
import { pipeline, type Readable, Transform } from "node:stream";
import zlib from "node:zlib";
import type { HeaderPair } from "#core/platform";

export interface Body {
  readonly bytes: Uint8Array;
  /** There was more behind the cap. */
  readonly truncated: boolean;
  /** Bytes that came over the wire, before decoding. */
  readonly wireBytes: number;
  /** The SHA-256 of `bytes`, in hexadecimal. */
  readonly sha256: string;
}

/**
 * Reads and decodes. Stopping at the cap destroys the stream, and with it the connection.
 * @param maxBytes decoded bytes
 * @param interrupted is given what had come when the body ended in the middle, before the error is thrown
 */
export async function readBody(
  stream: Readable,
  headers: readonly HeaderPair[],
  maxBytes: number,
  interrupted: (arrived: Body) => void = () => {},
): Promise<Body> {
  let wireBytes = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      wireBytes += chunk.length;
      done(null, chunk);
    },
  });
  // Both end in the loop below, with the error that ended them.
  pipeline(stream, counter, () => {});
  const chunks: Buffer[] = [];
  let length = 0;
  // Chunk by chunk: over all of a large body at once it would keep the process busy.
  const hash = createHash("sha256");
  const soFar = (): Body => ({
    sha256: hash.digest("hex"),
    bytes: Buffer.concat(chunks, Math.min(length, maxBytes)),
    truncated: length > maxBytes,
    wireBytes,
  });
  try {
    for await (const chunk of await decoding(counter, headers)) {
      if (!Buffer.isBuffer(chunk)) continue;
      chunks.push(chunk);
      hash.update(chunk.subarray(0, maxBytes - length));
      length += chunk.length;
      if (length > maxBytes) break;
    }
  } catch (error) {
    interrupted(soFar());
    throw error;
  }
  return soFar();
}

/** The coding that `body` of a response still has: `zstd`, `gzip, gzip`; undefined when the body is what was meant. */
export function undecodedEncoding(headers: readonly HeaderPair[]): string | undefined {
  const codings = codingsOf(headers);
  return codings.length === 0 || coderOf(codings) ? undefined : codings.join(", ");
}

function codingsOf(headers: readonly HeaderPair[]): string[] {
  return headers
    .filter(([name]) => name.toLowerCase() === "content-encoding")
    .flatMap(([, value]) => value.split(","))
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== "" && coding !== "identity");
}

type Coder = "gzip" | "deflate" | "br";

function coderOf(codings: readonly string[]): Coder | undefined {
  const only = codings.length === 1 ? codings[0]?.replace(/^x-gzip$/, "gzip") : undefined;
  return only === "gzip" || only === "deflate" || only === "br" ? only : undefined;
}

async function decoding(source: Readable, headers: readonly HeaderPair[]): Promise<Readable> {
  const coder = coderOf(codingsOf(headers));
  if (!coder) return source;
  const first = await firstByte(source);
  // A 204, a 304 or an empty answer may name a coding and have nothing to decode.
  if (first === undefined) return source;
  return pipeline(source, decoderFor(coder, first), () => {});
}

function decoderFor(coder: Coder, first: number): Transform {
  if (coder === "gzip") return zlib.createGunzip();
  if (coder === "br") return zlib.createBrotliDecompress();
  // "deflate" means zlib's frame, but servers send the bare stream too; its first byte cannot look like a frame's.
  return (first & 0x0f) === 8 ? zlib.createInflate() : zlib.createInflateRaw();
}

/** Looks at the first byte and puts it back. */
async function firstByte(source: Readable): Promise<number | undefined> {
  for (;;) {
    const chunk: unknown = source.read();
    if (Buffer.isBuffer(chunk) && chunk.length > 0) {
      source.unshift(chunk);
      return chunk[0];
    }
    if (source.readableEnded || source.destroyed) {
      if (source.errored) throw source.errored;
      return undefined;
    }
    await new Promise<void>((resolve) => {
      const events = ["readable", "end", "close"] as const;
      const wake = () => {
        for (const event of events) source.off(event, wake);
        resolve();
      };
      for (const event of events) source.on(event, wake);
    });
  }
}
