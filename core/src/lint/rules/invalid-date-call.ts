import { shortText } from "../../model/data";
import { nearest } from "../../text/nearest";
import type { ExpressionNode, MethodInfo, MethodStep, ReferenceNode, StringNode } from "../../velocity/index";
import { toolMethods, walk } from "../../velocity/index";
import { isDefaultDate, isDefaultPattern, type PatternFault, patternFaults } from "../date-patterns";
import { defineRule, type Report } from "../rule";
import { asReference, literalText, someOf } from "../template-references";
import type { CheckedTemplate } from "../templates";

const units = ["YEARS", "MONTHS", "DAYS", "HOURS", "MINUTES"];

/** Reports calls of the date tool that the platform's tool does not take: other methods, units, patterns and dates. */
export const rule = defineRule({
  id: "invalid-date-call",
  severity: "warning",
  summary: "The date tool is called with the methods, units, patterns and dates it knows.",
  domain: ["T20", "T21", "T22", "T23"],
  fixable: true,
  about: ["workflow", "template"],
  check(file, report) {
    for (const template of file.templates) {
      if (template.broken || !template.text.includes("dateTool")) continue;
      walk(template.tree, (node) => {
        const call = node.kind === "reference" ? dateCall(template, node) : undefined;
        if (call) checkCall(template, call, report);
      });
    }
  },
});

/** The method that a reference calls on the date tool. */
function dateCall(template: CheckedTemplate, node: ReferenceNode): MethodStep | undefined {
  const entry = template.shapes.entryOf(node);
  const [call] = node.steps;
  return node.name === "dateTool" && entry?.origin === "tool" && call?.kind === "method" ? call : undefined;
}

function checkCall(template: CheckedTemplate, call: MethodStep, report: (report: Report) => void): void {
  const rows = methods("platform").filter(({ name }) => name === call.name);
  const span = template.toFile(call.nameSpan);
  if (rows.length === 0) {
    report(unknownMethod(template, call, span));
    return;
  }
  const counts = rows.map(({ parameters }) => parameters.length);
  const given = call.arguments.length;
  if (!counts.includes(given)) {
    const wanted = counts.length === 1 ? `${counts[0]}` : `${counts.slice(0, -1).join(", ")} or ${counts.at(-1)}`;
    report({
      span,
      message: `\`${call.name}\` takes ${wanted} ${wanted === "1" ? "argument" : "arguments"}, not ${given}`,
      help: `Write ${rows.map(signature).join(" or ")}`,
    });
    return;
  }
  if (call.name === "diff") checkUnit(template, call, report);
  for (const pattern of patternsOf(call)) checkPattern(template, pattern, report);
  const [date] = call.arguments;
  if (/^add[A-Z]/.test(call.name) && given === 2 && date) checkDate(template, call, date, report);
}

function methods(set: "platform" | "apache"): readonly MethodInfo[] {
  return toolMethods(set).get("dateTool") ?? [];
}

function signature({ name, parameters }: MethodInfo): string {
  return `\`${name}(${parameters.map((one) => one.name).join(", ")})\``;
}

/** What the platform has for a method of Apache's tool. */
const replacements: ReadonlyMap<string, string> = new Map([
  ["format", "formatDate(format, milliseconds)"],
  ["get", "currentDate(format)"],
  ["getDate", "currentDate(format)"],
]);

function unknownMethod(template: CheckedTemplate, { name, nameSpan }: MethodStep, span: Report["span"]): Report {
  if (methods("apache").some((row) => row.name === name)) {
    const own = replacements.get(name);
    return {
      span,
      message: `\`${name}\` is a method of Apache's date tool; the platform's own tool has no such method`,
      help: own
        ? `The platform has \`${own}\``
        : "The platform has `currentDate`, `formatDate`, `addDays`, `diff` and their like",
    };
  }
  const near = nearest(
    name,
    methods("platform").map((row) => row.name),
  );
  const edits = near === undefined ? undefined : template.replace(nameSpan, near);
  return {
    span,
    message: `The date tool has no method \`${name}\``,
    help:
      near === undefined
        ? "The platform has `currentDate`, `formatDate`, `addDays`, `diff` and their like"
        : `Did you mean \`${near}\`?`,
    fix: edits && near !== undefined ? { title: `Change to \`${near}\``, edits } : undefined,
  };
}

/** Of four arguments the unit is the last, but the documentation has it third in one place. */
function checkUnit(template: CheckedTemplate, call: MethodStep, report: (report: Report) => void): void {
  const [third, fourth] = call.arguments.slice(2);
  const unit = fourth ?? third;
  const text = literalText(unit);
  if (!unit || text === undefined || units.includes(text)) return;
  if (fourth && (literalText(third) === undefined || units.includes(literalText(third) ?? ""))) return;
  const upper = text.trim().toUpperCase();
  const right = units.find((one) => one === upper || one === `${upper}S`);
  const place = inside(template, unit);
  const edits = right !== undefined && place ? template.replace(place, right) : undefined;
  report({
    span: template.toFile(unit.span),
    message: `\`${shortText(text, 30)}\` is no unit of \`diff\``,
    help: right === undefined ? `Units are ${units.join(", ")}` : `Write \`${right}\`; case counts`,
    fix: edits && { title: `Change to \`${right}\``, edits },
  });
}

function patternsOf({ name, arguments: given }: MethodStep): readonly StringNode[] {
  const at =
    name === "diff"
      ? given.length === 4
        ? [2, 3]
        : []
      : name.startsWith("add")
        ? [2, 3]
        : name === "currentTimeStamp"
          ? []
          : [0];
  return at.flatMap((index) => {
    const one = given[index];
    if (one?.kind !== "string" || one.parts) return [];
    return name === "diff" && (units.includes(one.text) || index === 3) ? [] : [one];
  });
}

function checkPattern(template: CheckedTemplate, pattern: StringNode, report: (report: Report) => void): void {
  for (const fault of patternFaults(pattern.text)) {
    const whole = inside(template, pattern);
    const place = whole ? { start: whole.start + fault.start, end: whole.start + fault.end } : pattern.span;
    const told = patternReport(pattern.text.slice(fault.start, fault.end), fault);
    const edits = whole && told.right !== undefined ? template.replace(place, told.right) : undefined;
    report({
      span: template.toFile(place),
      message: told.message,
      help: told.help,
      severity: told.severity,
      fix: edits && { title: `Change to \`${told.right}\``, edits },
    });
  }
}

function patternReport(
  text: string,
  { kind }: PatternFault,
): Required<Pick<Report, "message" | "help" | "severity">> & { right?: string } {
  if (kind === "quote")
    return {
      severity: "warning",
      message: "The apostrophe in the date pattern is never closed",
      help: "Write `''` for one sign",
    };
  if (kind === "letter")
    return {
      severity: "warning",
      message: `\`${text}\` means nothing in a date pattern`,
      help: "Put words in apostrophes, as in `yyyy 'year'`",
    };
  const right = kind === "week-year" ? text.toLowerCase().replace(/^y$/, "yyyy") : "dd";
  return {
    severity: "hint",
    message:
      kind === "week-year"
        ? `\`${text}\` is the year of the week, which differs around New Year`
        : `\`${text}\` is the day of the year`,
    help: `Write \`${right}\` for ${kind === "week-year" ? "the year" : "the day of the month"}`,
    right,
  };
}

/** The text between the quotes, where it stands as it is meant. */
function inside(template: CheckedTemplate, node: ExpressionNode): { start: number; end: number } | undefined {
  if (node.kind !== "string") return undefined;
  const place = { start: node.span.start + 1, end: node.span.end - 1 };
  return template.text.slice(place.start, place.end) === node.text ? place : undefined;
}

/** Without a format the tool reads four forms of dates. */
function checkDate(template: CheckedTemplate, call: MethodStep, date: ExpressionNode, report: (report: Report) => void): void {
  const found = foreignDate(template, date);
  if (!found) return;
  report({
    span: template.toFile(date.span),
    message: `\`${call.name}\` does not read ${found} without its format`,
    help: `Give the format behind it, as in \`${call.name}(date, 1, 'dd.MM.yyyy')\``,
  });
}

function foreignDate(template: CheckedTemplate, date: ExpressionNode): string | undefined {
  const reference = asReference(date);
  const made = reference && dateCall(template, reference);
  if (made && reference.steps.length === 1) {
    const pattern = patternsOf(made).at(-1)?.text;
    return pattern === undefined || isDefaultPattern(pattern) ? undefined : `a date of the form \`${shortText(pattern, 30)}\``;
  }
  const values = (template.shapes.valuesOf(date) ?? []).filter(
    ({ value }) => value !== undefined && value !== null && value !== "",
  );
  const [first] = values;
  if (typeof first?.value !== "string" || !values.every(({ value }) => typeof value === "string" && !isDefaultDate(value)))
    return undefined;
  const where = someOf(values.flatMap(({ from }) => from ?? []));
  return `\`${shortText(first.value, 30)}\`${where && `, which ${where} ${where.includes(" ") ? "have" : "has"},`}`;
}
