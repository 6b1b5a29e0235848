/**
 * Files in a map from address to text, with the rules of the real ones: the same folders are skipped, the same size is too
 * large, and a test can make any address fail.
 */
import { type FileProblem, type Files, type ListedFile, maxFileBytes, type Uri } from "#core/platform";

export interface MemoryFiles extends Files {
  /** Creates or replaces a file. */
  write(uri: Uri, text: string): void;
  /** Removes a file, or a problem. */
  delete(uri: Uri): void;
  /** Makes an address fail: `list` names it with the problem, `read` answers it. */
  fail(uri: Uri, problem: FileProblem): void;
}

const skipped = /(^|\/)(node_modules|\.git|\.github)\//;

/** @param initial texts by address */
export function memoryFiles(initial: Readonly<Record<Uri, string>> = {}): MemoryFiles {
  const files = new Map<Uri, string | FileProblem>(Object.entries(initial));
  return {
    async list(folder, wanted) {
      const prefix = folder.endsWith("/") ? folder : `${folder}/`;
      const found: ListedFile[] = [];
      for (const [uri, content] of files) {
        if (!uri.startsWith(prefix) || skipped.test(uri.slice(prefix.length))) continue;
        if (!wanted(decodeURIComponent(uri.slice(uri.lastIndexOf("/") + 1)))) continue;
        found.push(typeof content === "string" ? { uri } : { uri, problem: content });
      }
      return found;
    },
    async read(file) {
      const content = files.get(file);
      if (content === undefined) return { ok: false, error: missing };
      if (typeof content !== "string") return { ok: false, error: content };
      return new TextEncoder().encode(content).length > maxFileBytes
        ? { ok: false, error: tooLarge }
        : { ok: true, value: content };
    },
    write: (uri, text) => void files.set(uri, text),
    delete: (uri) => void files.delete(uri),
    fail: (uri, problem) => void files.set(uri, problem),
  };
}

const missing: FileProblem = { kind: "missing", message: "file does not exist", help: "Check the name, or create the file" };
const tooLarge: FileProblem = {
  kind: "too-large",
  message: "file is larger than 1 MiB",
  help: "Split the file, or keep large data elsewhere",
};
