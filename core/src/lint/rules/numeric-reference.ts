import { plainText } from "../plain-text";
import { defineRule } from "../rule";

/** `$1043.name`, `${1043}`, `$data.1043`: a price such as `$5.99` or `$20.` is none of them. */
const numeric = /\$!?(?:\{\s*(\d+)(?:\.[A-Za-z_]\w*)*\}|(\d+)(?:\.[a-z_]\w*)+)/g;
const numericData = /^\.(\d+)(?:\.[A-Za-z_]\w*)*/;

/** Reports a reference whose name begins with a digit: the template engine reads it as text. */
export const rule = defineRule({
  id: "numeric-reference",
  severity: "error",
  summary: "A source with a number for its name is read by $data.get('number').",
  domain: ["V11"],
  check(file, report) {
    for (const value of file.source.values) {
      if (value.place === "bare-name" || !/\$[!{]*(?:\d|data\.\d)/.test(value.text)) continue;
      const tell = (start: number, text: string, number: string): void =>
        report({
          span: value.toFile({ start, end: start + text.length }),
          message: `\`${text.slice(0, 60)}\` is ${value.place === "message" ? "printed" : "sent"} as it is: the name of a reference cannot begin with a digit`,
          help: `Write \`$data.get('${number}')\``,
        });
      for (const { start, end } of plainText(value))
        for (const match of value.text.slice(start, end).matchAll(numeric))
          tell(start + match.index, match[0], match[1] ?? match[2] ?? "");
      for (const { name, form, span, path, local, literal } of value.list.references) {
        if (name !== "data" || form !== "data" || local || literal || path.length > 0) continue;
        const match = numericData.exec(value.text.slice(span.end, span.end + 200));
        if (match) tell(span.start, value.text.slice(span.start, span.end) + match[0], match[1] ?? "");
      }
    }
  },
});
