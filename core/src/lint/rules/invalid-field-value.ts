import { mapOf, scalarOf } from "../../model/read";
import { nearest } from "../../text/nearest";
import type { YamlMap, YamlScalar } from "../../yaml/index";
import { replaceInScalar } from "../../yaml/index";
import { valueFault } from "../field-value";
import type { CheckedFile, Fix, Report } from "../rule";
import { defineRule } from "../rule";
import { languageFault, timeZoneFault, timeZones } from "../standard-names";

/** Reports a value of a contact sample that its field cannot hold. */
export const rule = defineRule({
  id: "invalid-field-value",
  severity: "warning",
  summary: "Values of contact fields have the form of the field's type.",
  domain: ["C02", "C03", "C04", "C06"],
  fixable: true,
  about: ["contact"],
  check(file, report) {
    const root = file.source.document?.root;
    if (file.source.kind !== "contact" || root?.kind !== "map") return;
    reportStandard(file, root, report);
    const fields = mapOf(root, "fields")?.entries ?? [];
    if (fields.length === 0) return;
    const known = new Map(file.project.additionalFields().map((field) => [field.key.toLowerCase(), field]));
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
