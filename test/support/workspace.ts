/**
 * Tests as texts: a workspace written in one string. `# file: name` begins a file; `<|>` is the cursor and is taken out; a text
 * without a file line is `a.webhook.yaml`.
 */
import type { Language } from "#core";
import { createLanguage } from "#core";
import { collectingLog, fixedClock, memoryFiles } from "#platform/memory";

export interface TestWorkspace {
  readonly language: Language;
  /** The file with the cursor, else the last one. */
  readonly uri: string;
  readonly offset: number;
  readonly text: string;
  readonly uris: readonly string[];
  readonly log: readonly string[];
}

const root = "file:///workspace";

/** Reads a workspace from marked text. */
export async function workspace(marked: string): Promise<TestWorkspace> {
  const files = splitFiles(marked);
  let uri = "";
  let offset = 0;
  const texts: Record<string, string> = {};
  for (const [name, written] of files) {
    const at = written.indexOf("<|>");
    const text = written.replaceAll("<|>", "");
    texts[`${root}/${name}`] = text;
    if (at >= 0 || !uri) {
      uri = `${root}/${name}`;
      offset = Math.max(0, at);
    }
  }
  if (!files.some(([, text]) => text.includes("<|>"))) uri = `${root}/${files.at(-1)?.[0] ?? ""}`;
  const log = collectingLog();
  const language = createLanguage({ files: memoryFiles(texts), clock: fixedClock(), log });
  await language.workspace.addFolder(root);
  return { language, uri, offset, text: texts[uri] ?? "", uris: Object.keys(texts).sort(), log: log.entries };
}

/** `[name, text]` of each file. */
export function splitFiles(marked: string): readonly (readonly [string, string])[] {
  const text = marked.replace(/^\n/, "");
  const parts = text.split(/^# file: (.+)\r?\n/m);
  if (parts.length === 1) return [["a.webhook.yaml", text]];
  const files: [string, string][] = [];
  for (let at = 1; at < parts.length; at += 2) files.push([(parts[at] ?? "").trim(), parts[at + 1] ?? ""]);
  return files;
}

/** Findings as one line each: `file:line:column severity rule: message`, counted from 1. */
export function findingLines({ language, uris }: TestWorkspace): readonly string[] {
  return uris.flatMap((uri) => {
    const text = language.file(uri)?.text ?? "";
    return language.findings(uri).map((finding) => {
      const before = text.slice(0, finding.span.start);
      const line = before.split(/\r\n|\r|\n/);
      const token = text.slice(finding.span.start, finding.span.end).split(/\r?\n/)[0];
      return `${uri.slice(root.length + 1)}:${line.length}:${(line.at(-1) ?? "").length + 1} ${finding.severity} ${finding.rule} [${token}] ${finding.message}`;
    });
  });
}
