/** How Git is called by all of ours: an argument array, nothing of a repository's that runs a program, nothing that is fetched. */

/** Settings of a repository that could run a program or reach a network are overruled. */
const settings = ["core.fsmonitor=false", "core.hooksPath=/dev/null", "protocol.allow=never", "log.showSignature=false"];

/** What stands before every command. */
export const gitArguments: readonly string[] = ["--no-pager", ...settings.flatMap((value) => ["-c", value])];

export function gitEnvironment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    // A hook's own settings speak of its folder, not of the one that is asked about; without them Git looks around itself.
    GIT_DIR: undefined,
    GIT_WORK_TREE: undefined,
    GIT_INDEX_FILE: undefined,
    GIT_PREFIX: undefined,
    LC_ALL: "C",
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_LAZY_FETCH: "1",
    GIT_NO_REPLACE_OBJECTS: "1",
    // Windows would else take a `git.exe` of the folder that is checked.
    NoDefaultCurrentDirectoryInExePath: "1",
  };
}
