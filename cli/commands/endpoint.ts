/** `hookflow endpoint`: runs the demo endpoint until Ctrl-C. */
import { writeFile } from "node:fs/promises";
import { exitStatus } from "../exit";
import { stdoutOutput } from "../output";

export async function endpoint(options: { readonly port: number; readonly certificate?: string | undefined }): Promise<number> {
  const { startDemoEndpoint } = await import("#platform/endpoint");
  const running = await startDemoEndpoint({ port: options.port });
  if (options.certificate) await writeFile(options.certificate, running.certificate);
  stdoutOutput.line(`Demo endpoint at ${running.origin}`);
  if (options.certificate) stdoutOutput.line(`Its certificate is in ${options.certificate}`);
  stdoutOutput.line("Ctrl-C ends it");
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await running.close();
  return exitStatus.clean;
}
