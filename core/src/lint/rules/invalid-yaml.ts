import { fileKinds } from "../../model/kinds";
import { readCurl } from "../../request/curl";
import { commandIn, keysBeside } from "../../request/pasted-command";
import { overlaps, type Span } from "../../text/span";
import { bareNameOf } from "../bare-name";
import { jsonReadings } from "../json-body";
import { jsonFault } from "../json-file";
import { nestedJson } from "../nested-json";
import { type CheckedFile, defineRule, type Report } from "../rule";

/** Reports what is wrong with the text as YAML or JSON; nothing else speaks of the same text. */
export const rule = defineRule({
  id: "invalid-yaml",
  severity: "error",
  summary: "The file is YAML or JSON that means one thing only.",
  fixable: true,
  about: fileKinds,
  check(file, report) {
    if (file.source.foreign) return;
    const command = file.source.kind === "webhook" ? commandIn(file.source.text) : undefined;
    if (command) {
      report(commandReport(file.source.text, command));
      return;
    }
    // What follows from JSON text with bare quotes has a finding of its own.
    const told = file.project.config.rules.get("nested-json-text") !== "off" && nestedJson(file.source).length > 0;
    const json = jsonFault(file);
    if (json) {
      report({
        span: json.span,
        code: "invalid-json",
        message: `The file is not JSON: ${json.message}`,
        help: json.help,
        fix: json.fix,
      });
      return;
    }
    for (const problem of (told ? [] : file.source.document?.problems) ?? []) {
      if (problem.code === "control-character" && isToldOfJson(file, problem.span)) continue;
      const name = bareNameOf(file.source, problem);
      if (name !== undefined) {
        report({
          span: problem.span,
          code: problem.code,
          message: "The bare name of a parameter belongs here, without `$` and braces",
          help: `Write \`${name}\``,
          fix: { title: `Change to \`${name}\``, edits: [{ span: problem.span, newText: name }] },
        });
        continue;
      }
      report({
        span: problem.span,
        code: problem.code,
        message: problem.message,
        help: problem.help,
        fix: problem.fix,
        related: problem.related?.map((place) => ({ uri: file.source.uri, ...place })) ?? [],
        ...(problem.severity && { severity: problem.severity }),
      });
    }
    if (file.source.document && !file.source.document.root && file.source.document.problems.length === 0)
      report({
        span: { start: 0, end: 0 },
        message: "The file is empty",
        help: "Press Ctrl+Space in the editor for the keys that belong here",
      });
    const root = file.source.document?.root;
    if (root && root.kind !== "map" && file.source.document?.problems.length === 0)
      report({
        span: { start: root.span.start, end: Math.min(root.span.end, root.span.start + 1) },
        message: "The file must hold keys and values",
        help: "Begin with a key, such as `name:`",
      });
  },
});

/** Whether a control character is what makes a body no JSON: that says more, and says it once. */
function isToldOfJson(file: CheckedFile, place: Span): boolean {
  if (file.source.kind !== "webhook" || file.project.config.rules.get("invalid-json-body") === "off") return false;
  return jsonReadings(file).some(
    ({ value, reading: { problem } }) => problem !== undefined && overlaps(value.toFile(problem.span), place),
  );
}

/** A command that was pasted to be turned into a webhook is no webhook yet, and that is all there is to say. */
function commandReport(text: string, command: Span): Report {
  const read = readCurl(text.slice(command.start, command.end));
  const hasRoom = read.ok && keysBeside(text, command, read.value) !== undefined;
  return {
    span: { start: command.start, end: command.start + text.slice(command.start).search(/[\r\n]|$/) },
    code: "curl-command",
    message: read.ok
      ? "This is a cURL command, not a webhook yet"
      : `The cURL command cannot be read: ${read.message.toLowerCase()}`,
    help: !read.ok
      ? "Copy the whole command again"
      : hasRoom
        ? "Turn it into a webhook with the quick fix"
        : "Keep the command or the keys beside it, or put it into a file of its own",
  };
}
