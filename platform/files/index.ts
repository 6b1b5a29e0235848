/**
 * What all platforms hold true of files, wherever the bytes come from: how text is decoded, what is no text, which folders are
 * left alone, and the sentences about what cannot be read. Pure: nothing here reaches a file.
 */
export { decodeText } from "./decode";
export { problem, problems } from "./problems";

/** Folders that hold other people's files, or files whose names mean something else. */
export const skippedFolders: ReadonlySet<string> = new Set(["node_modules", ".git", ".github"]);
