import type { AdditionalField } from "../../model/contact-fields";
import { mapOf, scalarOf } from "../../model/read";
import { nearest } from "../../text/nearest";
import type { YamlMap, YamlScalar } from "../../yaml/index";
import { replaceInScalar } from "../../yaml/index";
import { valueFault } from "../field-value";
import type { CheckedFile, Fix, Report } from "../rule";
import { defineRule } from "../rule";
import { languageFault, timeZoneFault, timeZones } from "../standard-names";

/** Reports a value that its contact field cannot hold: in a sample, where a block writes it, and where one compares with it. */
export const rule = defineRule({
  id: "invalid-field-value",
  severity: "warning",
  summary: "Values of contact fields have the form of the field's type.",
  domain: ["C02", "C03", "C04", "C06"],
  fixable: true,
  about: ["contact", "workflow"],
  check(file, report) {
    if (file.source.kind === "workflow") reportWritten(file, report);
    const root = file.source.document?.root;
    if (file.source.kind !== "contact" || root?.kind !== "map") return;
    reportStandard(file, root, report);
    const fields = mapOf(root, "fields")?.entries ?? [];
    if (fields.length === 0) return;
    const known = fieldsByKey(file);
    for (const { key, value } of fields) {
      const field = known.get(key.text.toLowerCase());
      if (!field || value.kind !== "scalar" || value.value === null || value.text === "") continue;
      const fault = valueFault(field, value.text);
      if (!fault) continue;
      report({
        span: value.span,
        message: fault.message,
        help: fault.help,
        severity: fault.severity,
        related: [{ uri: field.uri, span: field.keyScalar.span, message: "The field" }],
        fix: changeTo(file, value, fault.meant),
      });
    }
  },
});

/** Operations that set or look for a whole value; `+` adds to a number, and `contains` looks for a part. */
const ofWholeValues = /^(=|equals|notEquals)$/;

function reportWritten(file: CheckedFile, report: (report: Report) => void): void {
  const uses = file.source.names.filter(({ kind, path }) => kind === "contact-field" && path.at(-1) === "field");
  if (uses.length === 0) return;
  const known = fieldsByKey(file);
  for (const { name, path } of uses) {
    const field = known.get(name.toLowerCase());
    const pair = field && mapAt(file, path.slice(0, -1));
    const value = scalarOf(pair, "value");
    if (!field || !value || value.text === "" || file.isMasked(value.span)) continue;
    if (!ofWholeValues.test((scalarOf(pair, "operation") ?? scalarOf(pair, "operator"))?.text ?? "=")) continue;
    // Only what is written out can be judged: a variable, a call or a directive brings any value.
    if (/\$[!{<a-z]|#\{?[a-z]/i.test(value.text)) continue;
    const fault = valueFault(field, value.text);
    if (fault)
      report({
        span: value.span,
        message: fault.message,
        help: fault.help,
        related: [{ uri: field.uri, span: field.keyScalar.span, message: "The field" }],
        fix: changeTo(file, value, fault.meant),
      });
  }
}

/** The account's additional fields, whose keys ignore case. */
function fieldsByKey({ project }: CheckedFile): ReadonlyMap<string, AdditionalField> {
  return new Map(project.additionalFields().map((field) => [field.key.toLowerCase(), field]));
}

function mapAt({ source }: CheckedFile, path: readonly (string | number)[]): YamlMap | undefined {
  let node = source.document?.root;
  for (const step of path)
    node =
      node?.kind === "map" ? node.get(String(step))?.value : node?.kind === "sequence" ? node.items[Number(step)] : undefined;
  return node?.kind === "map" ? node : undefined;
}

function reportStandard(file: CheckedFile, root: YamlMap, report: (report: Report) => void): void {
  const zone = scalarOf(root, "timeZone");
  const zoneFault = typeof zone?.value === "string" ? timeZoneFault(zone.text) : undefined;
  if (zone && zoneFault) {
    const near = nearest(zone.text, timeZones());
    report({
      span: zone.span,
      message: `\`${zone.text.slice(0, 40)}\` is no time zone of the tz database`,
      help: near ? `Did you mean \`${near}\`?` : "Write its name, such as `Europe/Kyiv`",
      fix: changeTo(file, zone, near),
    });
  }
  const language = scalarOf(root, "languageCode");
  const fault = typeof language?.value === "string" ? languageFault(language.text) : undefined;
  if (language && fault)
    report({
      span: language.span,
      message: `\`${language.text.slice(0, 40)}\` is no language by RFC 5646`,
      help: fault.meant ? `Write \`${fault.meant}\`` : "Write its short code, such as `uk`, `en` or `es-AR`",
      fix: changeTo(file, language, fault.meant),
    });
}

function changeTo({ source }: CheckedFile, scalar: YamlScalar, text: string | undefined): Fix | undefined {
  if (text === undefined || !source.document || scalar.uses.length) return undefined;
  const edits = replaceInScalar(source.document, scalar, { start: 0, end: scalar.text.length }, text);
  return edits && { title: `Change to \`${text}\``, edits };
}
