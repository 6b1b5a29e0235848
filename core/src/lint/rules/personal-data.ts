import type { YamlNode } from "../../yaml/index";
import { defineRule } from "../rule";

/** Providers whose addresses belong to people, and to nobody's tests. */
const provider =
  /(^|[^\w.+-])([\w.+-]{1,64})@((?:gmail|googlemail|hotmail|outlook|live|icloud|yahoo|aol|protonmail|proton|gmx|web|ukr|i|meta|bigmir|mail|yandex|wp|o2|seznam)\.(?:com|net|ua|de|pl|cz|me|ru|co\.uk|fr|it|es))(?![\w-]|\.\w)/gi;
/** Names under which nobody in particular gets mail. */
const nobody =
  /^(test|tests|tester|testing|user|name|example|sample|demo|email|mail|your|my|info|admin|no-?reply|support|foo|bar|abc|xxx|somebody|someone|customer|client)[\w.+-]{0,6}$/i;

/** Hints at addresses in samples and recordings that may belong to real people. */
export const rule = defineRule({
  id: "personal-data",
  severity: "hint",
  summary: "Samples and recordings speak of invented people.",
  domain: ["E07"],
  about: ["contact", "event", "response"],
  check(file, report) {
    const { kind, document } = file.source;
    if (!document?.root || (kind !== "contact" && kind !== "event" && kind !== "response")) return;
    const visit = (node: YamlNode) => {
      if (node.kind === "map") for (const entry of node.entries) visit(entry.value);
      else if (node.kind === "sequence") node.items.forEach(visit);
      else if (node.text.includes("@"))
        for (const match of node.text.matchAll(provider)) {
          const [, before = "", name = "", domain = ""] = match;
          if (nobody.test(name)) continue;
          const start = match.index + before.length;
          report({
            span: node.map.toSource({ start, end: start + name.length + 1 + domain.length }),
            message: `An address at ${domain.toLowerCase()} may belong to a real person`,
            help: "Use an invented one, such as `ann@example.com`",
          });
        }
    };
    visit(document.root);
  },
});
