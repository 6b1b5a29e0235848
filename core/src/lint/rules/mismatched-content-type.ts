import { active } from "../../model/source-file";
import { defineRule } from "../rule";

/** What each format of a body is called in `Content-Type`. A text can be anything. */
const fits = { json: /json/i, xml: /xml/i } as const;

/** Reports a `Content-Type` that says something else than the format of the body. */
export const rule = defineRule({
  id: "mismatched-content-type",
  severity: "hint",
  summary: "The header Content-Type says what the body's format is.",
  domain: ["W16"],
  about: ["webhook"],
  check({ webhook, source }, report) {
    const format = webhook?.body?.format?.text;
    if (format !== "json" && format !== "xml") return;
    const header = webhook?.headers.find(({ name }) => name.text.toLowerCase() === "content-type");
    const value = header?.value.kind === "scalar" ? header.value : undefined;
    if (!value || value.text.trim() === "" || fits[format].test(value.text)) return;
    const written = source.values.find(({ scalar }) => scalar === value);
    if (written && active(written).length > 0) return;
    report({
      span: value.span,
      message: `\`Content-Type\` says \`${value.text.trim().slice(0, 60)}\`, and the body is ${format.toUpperCase()}`,
      help: `Write \`application/${format}\`, or change the body's format`,
    });
  },
});
