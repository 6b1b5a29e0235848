/**
 * A cURL command in the file of a webhook, where somebody pasted it to make a webhook of it: where it stands, and whether what it says
 * has room among the keys that are there. What it says is read in `curl.ts`.
 */
import type { Span } from "../text/span";
import { parseYaml } from "../yaml/index";
import { commandWords } from "./command-words";
import type { CurlRequest } from "./curl";

/** As the first text of the file, behind comments at most. */
const first = /^\uFEFF?(?:(?:[ \t]*(?:#[^\r\n]*)?|---[ \t]*)(?:\r\n|\r|\n))*[ \t]*(?=(?:\$\s+)?curl(?:\.exe)?\s)/;
/** Behind keys, at the beginning of a line: what is said there with an address or an option can be nothing of YAML. */
const later = /^(?:\$[ \t]+)?curl(?:\.exe)?[ \t]+(?=[^\r\n]*https?:\/\/|\^?["']|-)/m;

/** Where a command stands, from its prompt to the end of its last line; undefined when there is none. */
export function commandIn(text: string): Span | undefined {
  if (!text.includes("curl")) return undefined;
  const start = first.exec(text)?.[0].length ?? later.exec(text)?.index;
  if (start === undefined) return undefined;
  const words = commandWords(text, start);
  return { start, end: words.ok ? words.end : text.length };
}

/** The keys beside a command that stay when it becomes a webhook; undefined when they leave no room for it, or nobody can tell. */
export function keysBeside(text: string, command: Span, request: CurlRequest): ReadonlySet<string> | undefined {
  // Its last line goes on into the keys.
  if (/^(?:name|method|url|headers|authentication|body):(?:\s|$)/m.test(text.slice(command.start, command.end))) return undefined;
  const below = text.slice(command.end);
  // It would come between a key and its value.
  if (/^[ \t]/.test(below.replace(/^(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))+/, "")) && below.trim() !== "") return undefined;
  const { root, problems } = parseYaml(text.slice(0, command.start) + below);
  if (problems.length > 0 || (root && root.kind !== "map")) return undefined;
  const keys = new Set((root?.entries ?? []).map(({ key }) => key.text));
  return keysOf(request).some((key) => keys.has(key)) ? undefined : keys;
}

function keysOf({ headers, body, authentication }: CurlRequest): readonly string[] {
  const own = { headers: headers.length > 0, body: body !== undefined, authentication: authentication !== undefined };
  return ["method", "url", ...Object.entries(own).flatMap(([key, isSaid]) => (isSaid ? [key] : []))];
}
