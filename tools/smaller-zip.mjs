// Packs a zip archive anew, each file as small as zlib makes it: vsce takes the speed that nobody waits for here.
import { readFileSync, writeFileSync } from "node:fs";
import { constants, deflateRawSync, inflateRawSync } from "node:zlib";

const deflated = 8;
const strategies = [constants.Z_DEFAULT_STRATEGY, constants.Z_FILTERED];

/** @param {string} file a zip archive without encryption and of less than 4 GB, which is written over */
export function packSmaller(file) {
  const from = readFileSync(file);
  const end = from.lastIndexOf("PK\x05\x06", undefined, "latin1");
  const count = from.readUInt16LE(end + 10);
  const parts = [];
  const directory = [];
  let size = 0;
  for (let at = from.readUInt32LE(end + 16), left = count; left > 0; left--) {
    const next = at + 46 + from.readUInt16LE(at + 28) + from.readUInt16LE(at + 30) + from.readUInt16LE(at + 32);
    const header = Buffer.from(from.subarray(at, at + 46));
    const name = from.subarray(at + 46, at + 46 + header.readUInt16LE(28));
    const start = header.readUInt32LE(42);
    const data = start + 30 + from.readUInt16LE(start + 26) + from.readUInt16LE(start + 28);
    const packed = from.subarray(data, data + header.readUInt32LE(20));
    const method = header.readUInt16LE(10);
    const best = method === deflated ? smallest(packed) : packed;
    // The sizes are known, so no description follows the data; neither extra fields nor a comment are of use.
    header.writeUInt16LE(header.readUInt16LE(8) & ~8, 8);
    header.writeUInt32LE(best.length, 20);
    header.writeUInt32LE(0, 30);
    header.writeUInt32LE(size, 42);
    const local = Buffer.alloc(30);
    local.write("PK\x03\x04", "latin1");
    header.copy(local, 4, 6, 30);
    parts.push(local, name, best);
    directory.push(header, name);
    size += 30 + name.length + best.length;
    at = next;
  }
  const last = Buffer.from(from.subarray(end, end + 22));
  last.writeUInt32LE(Buffer.concat(directory).length, 12);
  last.writeUInt32LE(size, 16);
  last.writeUInt16LE(0, 20);
  writeFileSync(file, Buffer.concat([...parts, ...directory, last]));
}

/** @param {Buffer} packed */
function smallest(packed) {
  const text = inflateRawSync(packed);
  const made = strategies.map((strategy) => deflateRawSync(text, { level: 9, memLevel: 8, strategy }));
  made.push(...strategies.map((strategy) => deflateRawSync(text, { level: 9, memLevel: 9, strategy })));
  return [packed, ...made].reduce((best, one) => (one.length < best.length ? one : best));
}
