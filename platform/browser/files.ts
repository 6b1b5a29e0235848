/**
 * Files where there is no disk: in a web worker, and for addresses of virtual folders. The editor reads for the server; what
 * is entered, what is too large and what is text is judged here, by the same rules as on a disk.
 */
import { URI, Utils } from "vscode-uri";
import { type FileProblem, type Files, type ListedFile, maxFileBytes, type Result, type Uri } from "#core/platform";
import { decodeText, problem, problems, skippedFolders } from "#platform/files";

/** What the editor does for us. It answers with a value in every case that it foresees; a rejection is a lost connection. */
export interface EditorFiles {
  /** What stands directly in a folder. */
  readFolder(folder: Uri): Promise<Result<readonly FolderEntry[], FileProblem>>;
  /** The bytes of a regular file in base64, which every transport carries; a file above `maxBytes` is a problem. */
  readFile(file: Uri, maxBytes: number): Promise<Result<string, FileProblem>>;
}

export interface FolderEntry {
  readonly name: string;
  /** A link is a link, wherever it points. */
  readonly kind: "file" | "folder" | "link" | "other";
}

/** How many folders are asked for at a time: each costs a way to the editor, and perhaps one to another machine. */
const atOnce = 16;

export function editorFiles(editor: EditorFiles): Files {
  return {
    async list(folder, wanted) {
      const found: ListedFile[] = [];
      let waiting = [folder];
      while (waiting.length > 0) {
        const next = waiting.splice(0, atOnce);
        const below = await Promise.all(next.map((each) => listFolder(editor, each, wanted, found)));
        waiting = [...below.flat(), ...waiting];
      }
      return found;
    },
    async read(file) {
      const read = await editor.readFile(file, maxFileBytes).catch(unanswered);
      if (!read.ok) return read;
      const bytes = Uint8Array.from(atob(read.value), (char) => char.charCodeAt(0));
      return bytes.length > maxFileBytes ? { ok: false, error: problems.tooLarge } : decodeText(bytes);
    },
  };
}

/** Puts the wanted files of one folder into `found`. @returns the folders below it that are entered */
async function listFolder(editor: EditorFiles, folder: Uri, wanted: (name: string) => boolean, found: ListedFile[]) {
  const entries = await editor.readFolder(folder).catch(unanswered);
  if (!entries.ok) {
    found.push({ uri: folder, problem: entries.error });
    return [];
  }
  const below: Uri[] = [];
  for (const { name, kind } of entries.value) {
    const uri = Utils.joinPath(URI.parse(folder), name).toString();
    if (wanted(name)) found.push(kind === "file" ? { uri } : { uri, problem: kindProblems[kind] });
    if (kind === "folder" && !skippedFolders.has(name)) below.push(uri);
  }
  return below;
}

const kindProblems = { folder: problems.folder, link: problems.link, other: problems.special } as const;

function unanswered(): { readonly ok: false; readonly error: FileProblem } {
  return { ok: false, error: problem("unreadable", "the editor gave no answer", "Reload the window") };
}
