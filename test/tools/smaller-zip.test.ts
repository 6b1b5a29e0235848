/** The packed extension holds what vsce put into it, byte for byte, and is smaller. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";
import { projectRoot } from "../support/expected";

/** An archive as vsce writes it: sizes behind the data, at a level that is quick. */
function archive(files: Readonly<Record<string, Buffer>>, method: 0 | 8): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const data = method === 8 ? deflateRawSync(text, { level: 1 }) : text;
    const named = Buffer.from(name);
    const sizes = Buffer.alloc(12);
    for (const [place, value] of [crc32(text), data.length, text.length].entries()) sizes.writeUInt32LE(value, place * 4);
    const fields = Buffer.alloc(24);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x0808, 2);
    fields.writeUInt16LE(method, 4);
    fields.writeUInt16LE(named.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), fields, Buffer.alloc(2), named, data]);
    const described = Buffer.concat([local, Buffer.from("PK\x07\x08", "latin1"), sizes]);
    sizes.copy(fields, 10);
    const header = Buffer.concat([Buffer.from("PK\x01\x02\x14\x03", "latin1"), fields, Buffer.alloc(16)]);
    header.writeUInt32LE(at, 42);
    directory.push(header, named);
    parts.push(described);
    at += described.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, list, end]);
}

/** What stands in an archive, read by its directory and checked against it. */
function contents(zip: Buffer): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  const end = zip.length - 22;
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const length = zip.readUInt16LE(at + 28);
    const name = zip.toString("utf8", at + 46, at + 46 + length);
    const local = zip.readUInt32LE(at + 42);
    assert.equal(zip.toString("latin1", local, local + 4), "PK\x03\x04");
    assert.deepEqual(zip.subarray(local + 4, local + 28), zip.subarray(at + 6, at + 30), "both headers say the same");
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    const text = zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(data) : data;
    assert.equal(crc32(text), zip.readUInt32LE(at + 16));
    found.set(name, text);
    at += 46 + length;
  }
  assert.equal(at, end);
  return found;
}

suite("the packed extension", () => {
  for (const method of [0, 8] as const)
    test(`holds what was put into it, ${method === 8 ? "in less room" : "stored as it is"}`, async () => {
      const { packSmaller } = (await import(pathToFileURL(path.join(projectRoot, "tools/smaller-zip.mjs")).href)) as {
        packSmaller(file: string): void;
      };
      const code = readFileSync(path.join(projectRoot, "tools/build.mjs"));
      const files = { "extension/a.js": code, "extension/їжак.md": Buffer.from("Привіт\n"), "extension/empty": Buffer.alloc(0) };
      const folder = mkdtempSync(path.join(tmpdir(), "hookflow-zip-"));
      try {
        const file = path.join(folder, "a.vsix");
        const before = archive(files, method);
        writeFileSync(file, before);
        packSmaller(file);
        const after = readFileSync(file);
        assert.deepEqual([...contents(after)], Object.entries(files));
        assert.ok(after.length < before.length);
        packSmaller(file);
        assert.deepEqual(readFileSync(file), after, "and a second time nothing is left to gain");
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
});
