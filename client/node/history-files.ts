/** The files of the history on the disk of the extension host: for their owner only, and each written wholly or not at all. */
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { HistoryFiles } from "../history/history";

/** What a window that died has left half-written is removed when it is this old, in milliseconds. */
const abandoned = 10 * 60 * 1000;

export function historyFiles(folder: string): HistoryFiles {
  const at = (name: string) => path.join(folder, path.basename(name));
  return {
    async list() {
      const names = await readdir(folder).catch((error: unknown) => {
        if (codeOf(error) === "ENOENT") return [];
        throw described(error);
      });
      for (const name of names) if (name.endsWith(".part")) await removeAbandoned(at(name));
      return names.filter((name) => name.endsWith(".json"));
    },

    read: (name) => readFile(at(name), "utf8"),

    async write(name, text) {
      const part = `${at(name)}.part`;
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const file = await open(part, "wx", 0o600);
        try {
          await file.writeFile(text);
          // Else a power cut after the renaming could leave an empty file under the right name.
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(part, at(name));
      } catch (error) {
        await rm(part, { force: true }).catch(() => undefined);
        throw described(error);
      }
    },

    remove: (name) => rm(at(name), { force: true }),
  };
}

async function removeAbandoned(file: string): Promise<void> {
  const facts = await stat(file).catch(() => undefined);
  if (facts && Date.now() - facts.mtimeMs > abandoned) await rm(file, { force: true }).catch(() => undefined);
}

/** Without the path, which names the person. */
function described(error: unknown): Error {
  const code = codeOf(error);
  const reason = {
    ENOSPC: "the disk is full",
    EDQUOT: "the disk quota is used up",
    EROFS: "the disk is read-only",
    EACCES: "the editor's storage may not be written",
    EPERM: "the editor's storage may not be written",
  }[code ?? ""];
  return new Error(reason ?? `the editor's storage answered ${code ?? "with an unknown error"}`);
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
