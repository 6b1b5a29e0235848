import { fileKinds } from "../../model/kinds";
import type { ReferenceValue } from "../../model/source-file";
import type { Span } from "../../text/span";
import { parse, walk } from "../../velocity/index";
import { directiveHeads } from "../directive-heads";
import { replaceInValue } from "../fixes";
import { lostTexts } from "../lost-in-comments";
import { type CheckedFile, defineRule, type Report } from "../rule";
import { swallowed } from "../swallowed";
import { hiddenDirective } from "../template-faults";
import type { CheckedTemplate } from "../templates";

/** Reports comments that readers see, and text that is lost because it looks like a comment. */
export const rule = defineRule({
  id: "invalid-comment",
  severity: "warning",
  summary: "Comments are written with ## or #*, and nothing that is meant to be shown stands in one.",
  domain: ["T13", "T14", "T16"],
  fixable: true,
  about: fileKinds,
  check(file, report) {
    checkYaml(file, report);
    for (const template of file.templates) {
      const { value, tree } = template;
      for (const problem of value.template?.problems ?? [])
        if (problem.severity === "warning" && problem.code === "unclosed-text")
          report({
            span: template.toFile(problem.span),
            message: "`#*` begins a comment that goes on to the end of the text",
            help: "Close it with `*#`, or write `#[[#]]#*` for the two signs",
          });
      if (template.broken) continue;
      checkSlashes(template, report);
      checkMarks(template, report);
      if (value.text.includes("##")) for (const place of swallowed(value, tree)) report(swallowedReport(value, place));
    }
    if (file.source.kind === "webhook") checkBodies(file, report);
  },
});

/** ` #` begins a comment of YAML, whatever was meant. */
function checkYaml({ source }: CheckedFile, report: (report: Report) => void): void {
  for (const { span, value, where } of lostTexts(source)) {
    const { scalar } = value;
    // What follows a hash and a space is a comment all the same.
    const written = source.text.slice(span.start, span.end).split(/\s#\s/)[0]?.trimEnd() ?? "";
    const shown = written.length > 40 ? `${written.slice(0, 40)}…` : written;
    if (where === "above") {
      report({
        span: { start: span.start, end: span.start + written.length },
        message: "YAML takes this line for a comment, so it is not in the text",
        help: "Write `|` behind the key above: then the lines below it are the text as they stand",
      });
      continue;
    }
    const start = scalar?.span.start ?? 0;
    const whole = source.text.slice(start, span.start + written.length);
    const isSimple = scalar !== undefined && !/["\\\r\n]/.test(whole) && !scalar.place.flow;
    report({
      span: { start: span.start, end: span.start + written.length },
      message: `YAML takes \`${shown}\` for a comment: the text ends before it`,
      help: "Put the whole value in quotes; write a space behind the hash if it is a comment",
      fix: isSimple
        ? {
            title: "Put the whole value in quotes",
            edits: [
              { span: { start, end: start }, newText: '"' },
              { span: { start: span.start + written.length, end: span.start + written.length }, newText: '"' },
            ],
          }
        : undefined,
    });
  }
}

/** `// price`: a comment elsewhere, text here. */
function checkSlashes(template: CheckedTemplate, report: (report: Report) => void): void {
  if (template.field !== "text" || !template.text.includes("//")) return;
  const scripts = [...template.text.matchAll(/<(script|style)\b[\s\S]*?(?:<\/\1>|$)/gi)];
  const lines = [...template.text.matchAll(/^[ \t]*(\/\/)[ \t]+\p{L}[^\r\n]*$/gmu)];
  // A template that no message shows may make code, where the line is a comment of that.
  if (lines.length === 0 || (template.places.length === 0 && /[;{}]\s*$/m.test(template.text))) return;
  walk(template.tree, (node) => {
    if (node.kind !== "text") return;
    for (const { index, 0: line } of lines) {
      const start = index + line.indexOf("//");
      // With slashes at both ends it is an ornament.
      if (start < node.span.start || node.span.end <= start || /\/\s*$/.test(line)) continue;
      if (scripts.some((script) => script.index < start && start < script.index + script[0].length)) continue;
      const place = { start, end: start + 2 };
      const edits = template.replace(place, "##");
      report({
        span: template.toFile(place),
        message: "`//` begins no comment: the line is shown to the reader",
        help: "Write `##`",
        fix: edits && { title: "Change to `##`", edits },
      });
    }
  });
}

/** The channels whose texts are no HTML, as the documentation names them. */
const plainChannels: ReadonlyMap<string, string> = new Map([
  ["sms", "an SMS"],
  ["mobilePush", "a mobile push"],
  ["webPush", "a web push"],
  ["appInbox", "an App Inbox message"],
]);

/** `<!--#if($a)-->` is right in an e-mail; elsewhere the reader sees the marks. */
function checkMarks(template: CheckedTemplate, report: (report: Report) => void): void {
  if (!template.text.includes("<!--")) return;
  const channel =
    template.field === "subject" || template.field === "preheader"
      ? `the ${template.field}`
      : [...template.channels].flatMap((type) => plainChannels.get(type) ?? [])[0];
  if (channel === undefined) return;
  const marks = directiveHeads(template.text, template.tree).flatMap((head) => head.marks ?? []);
  const [first] = marks;
  if (!first) return;
  // An e-mail that shows the same text needs the marks.
  const edits =
    template.channels.has("email") && template.field === "text"
      ? undefined
      : template.replaceAll(marks.map((span) => ({ span, text: "" })));
  report({
    span: template.toFile(first),
    message: `The comment marks around directives are shown in ${channel}`,
    help: "Write the directives without `<!--` and `-->`",
    fix: edits && { title: "Remove the comment marks", edits },
  });
}

/** Webhook bodies are Velocity too, and a heading of Markdown is a comment to it. */
function checkBodies(file: CheckedFile, report: (report: Report) => void): void {
  for (const value of file.source.values) {
    if (!["text", "xml", "json"].includes(value.place) || !value.text.includes("##")) continue;
    const { tree, problems } = parse(value.text);
    if (problems.some(({ severity }) => severity === "error")) continue;
    const headings = (place: Span): void => {
      const raw = value.text.slice(place.start, place.end);
      const hashes = /^#+/.exec(raw)?.[0] ?? "##";
      const edits = replaceInValue(
        file.source.document,
        value,
        { start: place.start, end: place.start + hashes.length },
        `#[[${hashes}]]#`,
      );
      report({ ...swallowedReport(value, place), fix: edits && { title: `Write \`#[[${hashes}]]#\``, edits } });
    };
    if (value.place !== "text") for (const place of swallowed(value, tree)) headings(place);
    else
      walk(tree, (node) => {
        if (node.kind !== "comment" || node.style !== "line") return;
        const written = value.text.slice(node.span.start, node.span.end).trimEnd();
        if (/^##+[ \t]*\S/.test(written) && !hiddenDirective.test(written))
          headings({ start: node.span.start, end: node.span.start + written.length });
      });
  }
}

function swallowedReport(value: ReferenceValue, place: Span): Report {
  return {
    span: value.toFile(place),
    message: "`##` begins a comment, so the rest of the line is lost",
    help: "Write `#[[##]]#` for the signs themselves",
  };
}
