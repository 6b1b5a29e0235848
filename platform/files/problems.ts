/**
 * Every way in which a file cannot be read, as a sentence for people. The texts are here and nowhere else, so that the
 * editor, the browser, the command line and the tests cannot drift apart.
 */
import type { FileProblem } from "#core/platform";

export const problems = {
  missing: problem("missing", "file does not exist", "Check the name, or create the file"),
  link: problem("link", "file is a symbolic link", "Put the file itself here: links are never followed"),
  folder: problem("not-a-file", "this is a folder", "Rename the folder, or give the name to a file"),
  special: problem("not-a-file", "this is not a regular file", "Replace the pipe, socket or device by a file"),
  virtual: problem("not-a-file", "address has no file on this machine", "Save the document to a file first"),
  tooLarge: problem("too-large", "file is larger than 1 MiB", "Split the file, or keep large data elsewhere"),
  denied: problem("unreadable", "permission denied", "Give yourself the right to read it"),
  name: problem("unreadable", "file name is not valid UTF-8", "Rename the file"),
} as const;

/** Bytes that are no UTF-8. @param what the sentence: "file is UTF-16, not UTF-8" */
export function notUtf8(what: string): FileProblem {
  return problem("not-utf8", what, "Save the file with encoding UTF-8");
}

/** Bytes that are no text at all. @param what the sentence: "file is a gzip archive, not text" */
export function notText(what: string): FileProblem {
  return problem("not-text", what, "Replace the file by a text file, or give it another name");
}

/** A problem of another kind, for what only one of the platforms can meet. */
export function problem(kind: FileProblem["kind"], message: string, help: string): FileProblem {
  return { kind, message, help };
}
