/** A message in the forms that `hookflow preview` prints, and its problems as lines. */
import type { Uri } from "#core";
import { LineIndex, relativePath } from "#core";
import type { Message } from "#core/preview/message";
import { partOf } from "#core/preview/message";
import { smsSize } from "#core/preview/sms-size";
import type { Span } from "#core/text/span";

/** How places are told: relative to a folder, by line and character of the files' texts. */
export interface Places {
  readonly base: Uri;
  textOf(uri: Uri): string;
}

/** `file:line:column severity message`, a line a problem. */
export function problemLines(message: Message, { base, textOf }: Places): readonly string[] {
  return message.problems.map((problem) => {
    const at = new LineIndex(textOf(problem.uri)).positionAt(problem.span.start);
    return `${relativePath(base, problem.uri)}:${at.line + 1}:${at.character + 1} ${problem.severity} ${problem.message}`;
  });
}

/** Public: it changes only with `version`. */
export function messageJson(message: Message, { base, textOf }: Places): object {
  const indexes = new Map<Uri, LineIndex>();
  const place = (uri: Uri, span: Span) => {
    const index = indexes.get(uri) ?? new LineIndex(textOf(uri));
    indexes.set(uri, index);
    return { file: relativePath(base, uri), range: index.rangeOf(span) };
  };
  return {
    version: 1,
    title: message.title,
    channel: message.channel,
    parts: message.parts.map(({ field, text }) => ({ field, text })),
    problems: message.problems.map(({ severity, message: said, uri, span }) => ({
      severity,
      message: said,
      ...place(uri, span),
    })),
    variables: message.variables.map(({ source, value, from, places }) => ({
      source,
      value: value ?? null,
      from,
      places: places.map(({ uri, span }) => place(uri, span)),
    })),
    ...(message.channel === "sms" ? { sms: smsSize(partOf(message, "text") ?? "") } : {}),
  };
}

const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'";
const policyTag = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;

/**
 * A page of its own, as the panel shows a message: the HTML of an e-mail in a frame that runs no script, loads nothing and leads
 * nowhere; every other text as it is.
 */
export function messagePage(message: Message): string {
  const text = partOf(message, "text") ?? "";
  const heads = message.parts.filter(({ field }) => field !== "text");
  const body = message.isHtml
    ? `<iframe title="The message" sandbox srcdoc="${escaped(policyTag + text)}"></iframe>`
    : // A line break directly behind the tag would be none of the text.
      `<pre>\n${escaped(text)}</pre>`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
${policyTag}
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(message.title)}</title>
<style>
html, body { height: 100%; margin: 0; }
body { display: flex; flex-direction: column; font: 16px/1.5 system-ui, sans-serif; color: #1f2430; background: #fff; }
header { padding: 12px 16px; border-bottom: 1px solid #d5d9e0; }
header p { margin: 0; }
.subject, .title { font-weight: 600; }
.preheader { color: #5b6472; }
iframe { flex: 1; width: 100%; border: 0; }
pre { margin: 16px; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
</style>
</head>
<body>
${heads.length ? `<header>\n${heads.map(({ field, text: head }) => `<p class="${field}">${escaped(head)}</p>\n`).join("")}</header>\n` : ""}${body}
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
