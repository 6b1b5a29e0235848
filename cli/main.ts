/** The command `hookflow`: runs one command and ends with its exit status. */
import { exitStatus, NothingFound, UsageError } from "./exit";
import { stderrOutput } from "./output";
import { program } from "./program";

async function main(): Promise<void> {
  // A reader that went away (`| head`) is no fault of ours, and the exit status still tells what was found.
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") process.exit(exitStatus.failed);
    });
  try {
    await program().parseAsync(process.argv);
  } catch (error) {
    if (isCommanderExit(error)) process.exitCode = error.exitCode === 0 ? exitStatus.clean : exitStatus.usage;
    else if (error instanceof UsageError) {
      stderrOutput.line(error.message);
      process.exitCode = exitStatus.usage;
    } else if (error instanceof NothingFound) {
      stderrOutput.line(error.message);
      process.exitCode = exitStatus.failed;
    } else {
      stderrOutput.line(`hookflow could not do its work: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = exitStatus.failed;
    }
  }
}

function isCommanderExit(error: unknown): error is { readonly exitCode: number } {
  return error instanceof Error && "exitCode" in error && "code" in error && String(error.code).startsWith("commander.");
}

void main();
