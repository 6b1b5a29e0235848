/** What the status bar says. No editor. */

export interface StatusFacts {
  readonly server: "idle" | "reading" | "ready" | "failed";
  /** The file that is being edited, when it is one of ours. */
  readonly file: { readonly name: string; readonly errors: number; readonly warnings: number } | undefined;
  /** Where the demo endpoint answers, while it runs. */
  readonly endpoint: string | undefined;
}

export interface StatusText {
  readonly text: string;
  readonly tooltip: string;
  readonly severity: "error" | "none";
}

export function statusText({ server, file, endpoint }: StatusFacts): StatusText {
  const parts = [`${serverIcons[server]} Hookflow`];
  if (server === "ready" && file) parts.push(...findings(file));
  if (endpoint !== undefined) parts.push("$(plug) Demo endpoint");
  const lines = [
    serverWords[server],
    ...(server === "ready" && file ? [`${file.name}: ${words(file)}`] : []),
    endpoint === undefined ? "The demo endpoint does not run" : `The demo endpoint runs at ${endpoint}`,
    "Click for what you can do",
  ];
  return { text: parts.join(" "), tooltip: lines.join("\n"), severity: server === "failed" ? "error" : "none" };
}

const serverIcons = { idle: "$(circle-outline)", reading: "$(sync~spin)", ready: "$(check)", failed: "$(error)" } as const;
const serverWords = {
  idle: "Nothing to do yet",
  reading: "Reading the workspace",
  ready: "All files are checked",
  failed: "The language server has stopped: nothing is checked",
} as const;

function findings({ errors, warnings }: { readonly errors: number; readonly warnings: number }): readonly string[] {
  return [...(errors ? [`$(error) ${errors}`] : []), ...(warnings ? [`$(warning) ${warnings}`] : [])];
}

function words({ errors, warnings }: { readonly errors: number; readonly warnings: number }): string {
  const counted = [...(errors ? [count(errors, "error")] : []), ...(warnings ? [count(warnings, "warning")] : [])];
  return counted.join(", ") || "no findings";
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
