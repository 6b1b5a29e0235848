import type { Data } from "../../model/data";
import { isDataList, isDataMap } from "../../model/data";
import { active, type ReferenceValue } from "../../model/source-file";
import { hasDirectives } from "../../reference/directives";
import { checkJson } from "../../request/json-text";
import { scanXml } from "../../request/xml-scan";
import { checkXml } from "../../request/xml-text";
import { encloses } from "../../text/span";
import { isOfManyEvents } from "../event-evidence";
import { replaceInValue } from "../fixes";
import { isJsonWord, type JsonPlace, jsonBodies } from "../json-body";
import { loopFaults } from "../loop-members";
import { bodyFaults } from "../rendered-body";
import type { CheckedFile, CheckedReference } from "../rule";
import { defineRule, type Report } from "../rule";
import { judgeValues, listed, type SampleValue } from "../sample-values";
import { someOf } from "../template-references";
import { unknownMembers } from "../unknown-members";
import { withoutReferences } from "../url-parts";
import { type XmlPlace, xmlPlaces } from "../xml-places";

/** Reports a value of a sample that breaks a JSON or XML body: the platform puts values in as they are. */
export const rule = defineRule({
  id: "breaking-value",
  severity: "warning",
  summary: "A body stays JSON or XML with the values of every sample.",
  domain: ["W15"],
  fixable: true,
  check(file, report) {
    for (const { value, span, reference, samples, format } of bodyFaults(file))
      if (reference !== undefined && !isToldAsMember(file, value, span.start))
        report({
          span: value.toFile(span),
          message: `The value of \`${reference}\` in ${someOf(samples)} breaks the ${format.toUpperCase()} body`,
          help: `The platform puts values in as they are: send an id, or ${format === "xml" ? "replace the sign, as in `.replace('&', '&amp;')`" : "put a text in quotes and replace quotes in it, as in `.replace('\"', \"'\")`"}`,
        });
    const placeOf = placesOf(file);
    if (!placeOf) return;
    const many = isOfManyEvents(file);
    const judgedAt = new Map<Place, Map<string, Broken | undefined>>();
    for (const checked of file.references) {
      const { reference, found } = checked;
      const place = reference.local || !reference.printed ? undefined : placeOf(checked);
      if (!place) continue;
      const judged = judgedAt.get(place) ?? new Map<string, Broken | undefined>();
      judgedAt.set(place, judged);
      const key = checked.text;
      if (!judged.has(key)) {
        const answer = found();
        const told = answer.kind === "known" && !(many && answer.entry.origin === "event");
        judged.set(
          key,
          told ? judgeValues(file, checked, `values that break ${place}`, (values) => brokenBy(values, place)) : undefined,
        );
      }
      const broken = judged.get(key);
      if (!broken) continue;
      const format = place.startsWith("xml") ? "XML" : "JSON";
      const replace =
        format === "XML" ? (entities.find(([sign]) => broken.sign.includes(sign))?.[1] ?? "'&', '&amp;'") : `'"', "'"`;
      if (broken.isUnquoted) {
        const told = quoted(file, checked);
        report({
          span: checked.span,
          message: `The value of \`${reference.name}\` in ${listed(broken.samples)} ${broken.sign}, which breaks the JSON body`,
          ...told,
        });
        continue;
      }
      report({
        span: checked.span,
        message: `The value of \`${reference.name}\` in ${listed(broken.samples)} ${broken.sign}, which breaks the ${format} body`,
        help: `The platform puts values in as they are: send an id, or replace the sign, as in \`$!{${reference.name}.replace(${replace})}\``,
      });
    }
  },
});

/** A member that is not there prints nothing of use, and has a finding of its own. */
function isToldAsMember(file: CheckedFile, value: ReferenceValue, start: number): boolean {
  return (
    unknownMembers(file).isTold(value, start) || loopFaults(file).some((fault) => fault.value === value && fault.start === start)
  );
}

/** What to write for the signs of markup, as the parameters of `replace`. */
const entities = [
  ["`<`", "'<', '&lt;'"],
  ['`"`', "'\"', '&quot;'"],
  ["`'`", `"'", '&apos;'`],
] as const;

type Place = JsonPlace | XmlPlace;

interface Broken {
  readonly samples: readonly string[];
  /** What the first of them holds, as the end of "The value …". */
  readonly sign: string;
  /** Quotes around it would mend it. */
  readonly isUnquoted: boolean;
}

/** How to put a value in quotes, with all that is written to the same JSON value. */
function quoted(file: CheckedFile, { reference, value }: CheckedReference): Pick<Report, "help" | "fix"> {
  const body = jsonBodies(file).find((one) => one.value === value);
  const token = body?.tokens.find((one) => encloses(one, reference.span));
  if (!body || !token) return { help: "Put it in double quotes" };
  const text = `"${body.text.slice(token.start, token.end)}"`;
  const edits = replaceInValue(file.source.document, value, { start: token.start, end: token.end }, text);
  return { help: `Put it in double quotes: \`${text}\``, fix: edits && { title: "Put quotes around it", edits } };
}

/** Where a reference stands in a body that can be broken; undefined when the body cannot be judged. */
function placesOf(file: CheckedFile): ((checked: CheckedReference) => Place | undefined) | undefined {
  const [json] = jsonBodies(file);
  if (json) return ({ reference, value }) => (value === json.value ? json.placeOf(reference) : undefined);
  const xml = file.source.values.find(({ place }) => place === "xml");
  if (!xml || file.webhook?.body?.format?.text !== "xml" || hasDirectives(xml.text)) return undefined;
  const references = active(xml);
  const holes = references.map(({ span }) => span);
  if (scanXml(xml.text, holes)) return undefined;
  const places = xmlPlaces(withoutReferences(xml.text, references), references);
  return ({ reference, value }) => (value === xml ? places.get(reference) : undefined);
}

function brokenBy(values: readonly SampleValue[], place: Place): Broken | undefined {
  const samples: string[] = [];
  let first: string | undefined;
  for (const { from, value } of values) {
    const sign = breaks(value, place);
    if (sign === undefined) continue;
    samples.push(from);
    first ??= sign;
  }
  if (first === undefined) return undefined;
  return { samples, sign: first, isUnquoted: place === "value" || place === "items" || place === "part" };
}

/** What of a value breaks its place; undefined when nothing does. */
function breaks(value: Data, place: Place): string | undefined {
  if (isDataList(value) || isDataMap(value) || typeof value !== "string") return undefined; // It is told of as a whole.
  switch (place) {
    case "value":
    case "items":
    case "part":
      // Values go in as they are, so JSON as a text becomes part of the body.
      if (place === "items" && !checkJson(`[${value}]`)) return undefined;
      if (place === "value" && /^\s*[[{]/.test(value) && !checkJson(value)) return undefined;
      if (place === "part" ? /^[-+.\deE]*$/.test(value) : isJsonWord(value)) return undefined;
      return value === "" ? "is empty" : "is a text outside of quotes";
    case "text":
      return badSign(value, /["\\\u0000-\u001f]/);
    case "xml-section":
      return badSign(value, /\]\]>/);
    case "xml-other":
      return undefined;
    default:
      // Markup as a text becomes part of the body likewise.
      if (place === "xml-text" && value.includes("<") && !checkXml(`<a>${value}</a>`)) return undefined;
      return badSign(value, markup) ?? badSign(value, place === "xml-text" ? /\]\]>/ : place === "xml-double" ? /"/ : /'/);
  }
}

const markup = /[<\u0000-\u0008\u000b\u000c\u000e-\u001f]|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)/;

function badSign(value: string, signs: RegExp): string | undefined {
  const sign = signs.exec(value)?.[0];
  if (sign === undefined) return undefined;
  if (sign === "\n" || sign === "\r") return "holds a line end";
  return sign < " " ? "holds a control character" : `holds \`${sign}\``;
}
