/** `check --watch`: stays, and prints anew whenever a file of the workspace has changed on disk. Ends with Ctrl+C. */
import { watch as watchFolder } from "node:fs";
import path from "node:path";
import type { Uri } from "#core";
import { fileKind } from "#core";
import { pathOf, uriOf } from "#platform/node";
import { exitStatus } from "./exit";
import { type Loaded, meantBy } from "./load";
import { stderrOutput, stdoutOutput } from "./output";

/** Editors write a file in several steps; what comes within this many milliseconds is one change. */
const settleTime = 60;

/**
 * Watches the roots of what was loaded.
 * @param print is called with the files that the paths mean now
 */
export function watch(paths: readonly string[], loaded: Loaded, print: (uris: readonly Uri[]) => Promise<void>): Promise<number> {
  const { language } = loaded;
  const roots = [...language.workspace.projects()].flatMap((project) => pathOf(project.root) ?? []);
  const changed = new Set<Uri>();
  let waiting: NodeJS.Timeout | undefined;
  const look = async () => {
    const uris = [...changed];
    changed.clear();
    const changes = await Promise.all(uris.map((uri) => language.workspace.fileChanged(uri)));
    if (language.changed(changes.flat()).size === 0) return;
    if (stdoutOutput.colour) stdoutOutput.raw("\u001b[2J\u001b[3J\u001b[H");
    await print(meantBy(language, paths));
  };
  const watchers = roots.map((root) =>
    watchFolder(root, { recursive: true }, (_event, name) => {
      if (name === null || !fileKind(name) || /(^|[/\\])(node_modules|\.git|\.github)([/\\]|$)/.test(name)) return;
      changed.add(uriOf(path.join(root, name)));
      clearTimeout(waiting);
      waiting = setTimeout(() => void look(), settleTime);
    }),
  );
  stderrOutput.line("Watching for changes; Ctrl+C ends it");
  return new Promise((resolve) => {
    process.once("SIGINT", () => {
      clearTimeout(waiting);
      for (const watcher of watchers) watcher.close();
      resolve(exitStatus.clean);
    });
  });
}
