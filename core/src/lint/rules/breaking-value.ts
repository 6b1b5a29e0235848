import type { Data } from "../../model/data";
import { isDataList, isDataMap } from "../../model/data";
import { active } from "../../model/source-file";
import { hasDirectives } from "../../request/directives";
import { scanXml } from "../../request/xml-scan";
import { isOfManyEvents } from "../event-evidence";
import { isJsonWord, type JsonPlace, jsonBodies } from "../json-body";
import type { CheckedFile, CheckedReference } from "../rule";
import { defineRule } from "../rule";
import { listed, sampleValues } from "../sample-values";
import { withoutReferences } from "../url-parts";

/** Reports a value of a sample that breaks a JSON or XML body: the platform puts values in as they are. */
export const rule = defineRule({
  id: "breaking-value",
  severity: "warning",
  summary: "A body stays JSON or XML with the values of every sample.",
  domain: ["W15"],
  check(file, report) {
    const judge = bodyJudge(file);
    if (!judge) return;
    const many = isOfManyEvents(file);
    for (const checked of file.references) {
      const { reference, span, found } = checked;
      if (reference.local || !reference.printed) continue;
      const breaks = judge(checked);
      if (!breaks) continue;
      const answer = found();
      if (answer.kind !== "known" || (many && answer.entry.origin === "event")) continue;
      const bad = sampleValues(checked).flatMap(({ from, value }) => {
        const sign = breaks(value);
        return sign === undefined ? [] : [{ from, sign }];
      });
      const [first] = bad;
      if (!first) continue;
      const xml = file.webhook?.body?.format?.text === "xml";
      report({
        span,
        message: `The value of \`${reference.name}\` in ${listed(bad.map(({ from }) => from))} ${first.sign}, which breaks the ${xml ? "XML" : "JSON"} body`,
        help: xml
          ? `The platform puts values in as they are: send an id, or replace the sign, as in \`$!{${reference.name}.replace('&', '&amp;')}\``
          : `The platform puts values in as they are: send an id, or replace the sign, as in \`$!{${reference.name}.replace('"', "'")}\``,
      });
    }
  },
});

/** Says what of a value breaks the body; undefined when nothing does. */
type Breaks = (value: Data) => string | undefined;

function bodyJudge(file: CheckedFile): ((checked: CheckedReference) => Breaks | undefined) | undefined {
  const [json] = jsonBodies(file);
  if (json)
    return ({ reference, value }) => {
      const place = value === json.value ? json.placeOf(reference) : undefined;
      return place && ((data) => breaksJson(data, place));
    };
  const xml = file.source.values.find(({ place }) => place === "xml");
  if (!xml || file.webhook?.body?.format?.text !== "xml" || hasDirectives(xml.text)) return undefined;
  const holes = active(xml).map(({ span }) => span);
  if (scanXml(xml.text, holes)) return undefined;
  const masked = withoutReferences(xml.text, active(xml));
  return ({ value, reference }) => {
    if (value !== xml) return undefined;
    const signs = xmlSigns(masked.slice(0, reference.span.start));
    return (data) => (typeof data === "string" ? badSign(data, signs) : undefined);
  };
}

function breaksJson(value: Data, place: JsonPlace): string | undefined {
  if (isDataList(value) || isDataMap(value)) return undefined; // It is told of as a whole.
  if (place === "text") return typeof value === "string" ? badSign(value, /["\\\u0000-\u001f]/) : undefined;
  if (typeof value !== "string") return undefined;
  if (place === "value" ? isJsonWord(value) : /^[-+.\deE]*$/.test(value)) return undefined;
  return value === "" ? "is empty" : "is a text outside of quotes";
}

/** The signs that end the place behind `before`: a section, the value of an attribute, or the text of an element. */
function xmlSigns(before: string): RegExp {
  if (before.lastIndexOf("<![CDATA[") > before.lastIndexOf("]]>")) return /\]\]>/;
  let quote = "";
  for (const sign of before.slice(before.lastIndexOf("<")))
    if (quote ? sign === quote : sign === '"' || sign === "'") quote = quote ? "" : sign;
    else if (sign === ">" && !quote) break;
  const text = "<|[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f]|&(?!(?:amp|lt|gt|quot|apos|#\\d+|#x[\\da-fA-F]+);)";
  return new RegExp(quote ? `${text}|${quote}` : `${text}|\\]\\]>`);
}

function badSign(value: string, signs: RegExp): string | undefined {
  const sign = signs.exec(value)?.[0];
  if (sign === undefined) return undefined;
  if (sign === "\n" || sign === "\r") return "holds a line end";
  return sign < " " ? "holds a control character" : `holds \`${sign}\``;
}
