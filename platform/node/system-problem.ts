/** What `node:fs` throws, as a sentence for people. */
import type { FileProblem } from "#core/platform";
import { problem, problems } from "#platform/files";

/** What the operating system said, in our words. @param error what a call of `node:fs` threw */
export function systemProblem(error: unknown): FileProblem {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return problems.missing;
    case "ELOOP":
    case "EMLINK": // what FreeBSD says for a link
      return problems.link;
    case "ENXIO": // a socket, or a device without a driver
    case "ENODEV":
    case "EOPNOTSUPP":
      return problems.special;
    case "EISDIR":
      return problems.folder;
    case "EACCES":
    case "EPERM":
      return problems.denied;
    case "EMFILE":
    case "ENFILE":
      return problem("unreadable", "too many files are open", "Close other programs, or raise the limit");
    default:
      return problem("unreadable", `system error ${code}`, "Check the disk and the file");
  }
}
