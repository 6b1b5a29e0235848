/** Exit statuses; documented and never reused. A fault never reads as success. */
export const exitStatus = {
  clean: 0,
  /** Findings at or above `--fail-on`, or a request, message or expectation that failed. */
  findings: 1,
  /** The command was called wrongly. */
  usage: 2,
  /** The work could not be done: unreadable input, nothing matched, an internal fault. */
  failed: 3,
} as const;

/** The command was called wrongly; the message says how it is right. */
export class UsageError extends Error {}

/** What the command should work on is not there, or cannot be read. */
export class NothingFound extends Error {}
