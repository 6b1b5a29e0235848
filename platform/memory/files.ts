/**
 * Files in a map from address to text, with the rules of the real ones: the same folders are skipped, the same size is too
 * large, and a test can make any address fail.
 */
import { type FileProblem, type Files, type ListedFile, maxFileBytes, type Uri } from "#core/platform";
import { problems, skippedFolders } from "#platform/files";

export interface MemoryFiles extends Files {
  /** Creates or replaces a file. */
  write(uri: Uri, text: string): void;
  /** Removes a file, or a problem. */
  delete(uri: Uri): void;
  /** Makes an address fail: `list` names it with the problem, `read` answers it. */
  fail(uri: Uri, problem: FileProblem): void;
}

/** @param initial texts by address */
export function memoryFiles(initial: Readonly<Record<Uri, string>> = {}): MemoryFiles {
  const files = new Map<Uri, string | FileProblem>(Object.entries(initial));
  return {
    async list(folder, wanted) {
      const prefix = folder.endsWith("/") ? folder : `${folder}/`;
      const found: ListedFile[] = [];
      for (const [uri, content] of files) {
        if (!uri.startsWith(prefix)) continue;
        if (
          uri
            .slice(prefix.length)
            .split("/")
            .slice(0, -1)
            .some((part) => skippedFolders.has(part))
        )
          continue;
        if (!wanted(decodeURIComponent(uri.slice(uri.lastIndexOf("/") + 1)))) continue;
        found.push(typeof content === "string" ? { uri } : { uri, problem: content });
      }
      return found;
    },
    async read(file) {
      const content = files.get(file);
      if (content === undefined) return { ok: false, error: problems.missing };
      if (typeof content !== "string") return { ok: false, error: content };
      return new TextEncoder().encode(content).length > maxFileBytes
        ? { ok: false, error: problems.tooLarge }
        : { ok: true, value: content };
    },
    write: (uri, text) => void files.set(uri, text),
    delete: (uri) => void files.delete(uri),
    fail: (uri, problem) => void files.set(uri, problem),
  };
}
