/** Test requests as SARIF: a result for everything that failed, at the webhook that was sent. */
import type { Range } from "#core";
import { LineIndex } from "#core";
import { jsonText } from "../output";
import { product } from "../product";
import type { Fault, Sent } from "../sent";
import { fingerprint } from "./fingerprint";
import { location, plain } from "./sarif";

const rules: Readonly<Record<Fault["kind"], string>> = {
  "request-not-sent": "Every request can be made from its definition and the data.",
  "request-failed": "Every request is answered.",
  "answer-unexpected": "Every answer is what is expected of it.",
};

export function sentSarif(all: readonly Sent[]): string {
  const results = all.flatMap((sent) => sent.faults.map((fault) => result(sent, fault)));
  const driver = {
    name: "Hookflow send",
    version: product.version,
    informationUri: product.home,
    rules: Object.entries(rules).map(([id, text]) => ({
      id,
      shortDescription: { text },
      fullDescription: { text },
      help: { text: `${text} \`hookflow send --help\` tells what can be expected.` },
      defaultConfiguration: { level: "error" },
    })),
  };
  const run = {
    tool: { driver },
    invocations: [{ executionSuccessful: all.every(({ failure }) => failure?.kind !== "cancelled") }],
    columnKind: "utf16CodeUnits",
    newlineSequences: ["\r\n", "\n", "\r"],
    results,
  };
  return `${jsonText({ $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] })}\n`;
}

function result({ planned, redactor }: Sent, { kind, message, help, span }: Fault): object {
  const { file, source, place } = planned;
  const range: Range = span ? new LineIndex(source.text).rangeOf(span) : place;
  return {
    ruleId: kind,
    ruleIndex: Object.keys(rules).indexOf(kind),
    level: "error",
    message: { text: plain(redactor.text(help ? `${message}. ${help}` : message)) },
    locations: [{ physicalLocation: location(redactor.text(file), range) }],
    // The sentence may tell a time or a status of today; the fault is the same one tomorrow.
    partialFingerprints: { "hookflow/v1": fingerprint(JSON.stringify([kind, file, message.replace(/\d+/g, "0")])) },
  };
}
