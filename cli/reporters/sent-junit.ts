/** Test requests as JUnit XML: a case a webhook. An answer that is not as expected is a failure, no answer at all an error. */
import { type Sent, samplesText, titleOf } from "../sent";
import { xml } from "./junit";
import { arrivedLines, hopLine } from "./sent-text";

export function sentJunit(all: readonly Sent[]): string {
  const count = (wanted: (sent: Sent) => boolean) => all.filter(wanted).length;
  const failures = count(({ faults }) => faults.length > 0 && faults.every(({ kind }) => kind === "answer-unexpected"));
  const errors = count(({ faults }) => faults.some(({ kind }) => kind !== "answer-unexpected"));
  const totals = ` tests="${all.length}" failures="${failures}" errors="${errors}" skipped="0"`;
  const suite = `  <testsuite name="hookflow send"${totals}>\n${all.map(testCase).join("")}  </testsuite>\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="hookflow"${totals}>\n${suite}</testsuites>\n`;
}

/** So many lines of what had arrived before a failure: a report is read as a whole. */
const mostLines = 50;

function testCase(sent: Sent): string {
  const { planned, request, response, failure, faults, notes, redactor } = sent;
  const masked = (text: string) => xml(redactor.text(text));
  const time = response?.timings.total ?? failure?.elapsed;
  const seconds = time === undefined ? "" : ` time="${(time / 1000).toFixed(3)}"`;
  const inner = faults.map(({ kind, message, help }) => {
    const tag = kind === "answer-unexpected" ? "failure" : "error";
    return `<${tag} type="${kind}" message="${masked(message)}">${masked(help ? `${message}. ${help}` : message)}</${tag}>`;
  });
  const hops = response?.hops ?? failure?.hops ?? [];
  const said = [
    ...hops.map(hopLine),
    ...(response ? [`${response.status} ${response.reason}`.trimEnd()] : []),
    ...(request ? [`${request.method} ${request.url}${samplesText(sent)}`] : []),
    ...(failure?.arrived ? arrivedLines(failure.arrived, redactor).slice(0, mostLines) : []),
    ...notes,
  ];
  if (said.length > 0) inner.push(`<system-out>${said.map(masked).join("&#10;")}</system-out>`);
  const name = `    <testcase classname="${masked(planned.file)}" name="${masked(titleOf(sent))}"${seconds}>`;
  return `${name}${inner.join("")}</testcase>\n`;
}
