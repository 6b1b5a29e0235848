import { active } from "../../model/source-file";
import { defineRule } from "../rule";
import { urlValue } from "../url-parts";
import { readScheme } from "../url-scheme";

/** Reports a URL whose scheme comes from a variable: nobody can know that it will be https. */
export const rule = defineRule({
  id: "variable-scheme",
  severity: "error",
  summary: "The scheme of a URL is written out, not taken from a variable.",
  domain: ["W04"],
  about: ["webhook"],
  check(file, report) {
    const value = urlValue(file);
    if (!value) return;
    const scheme = readScheme(value.text, active(value));
    if (scheme.kind !== "variable") return;
    report({
      span: value.toFile(scheme.reference.span),
      message: "The URL begins with a variable, so nobody can know that it will be https",
      help: "Write `https://` and the host, and keep variables for what follows",
    });
  },
});
