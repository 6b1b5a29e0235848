import type { Uri } from "../../platform";
import { relativePath } from "../../text/uri";
import type { YamlScalar } from "../../yaml/index";
import type { CheckedFile } from "../rule";
import { defineRule } from "../rule";

/** Reports a second webhook or connector of a name: whoever names it gets one of them. */
export const rule = defineRule({
  id: "duplicate-name",
  severity: "warning",
  summary: "Every webhook and every connector has a name of its own.",
  about: ["webhook", "connector"],
  check(file, report) {
    const own = ownName(file);
    if (!own || own.name.text === "") return;
    const [first] = own.all;
    if (!first || first.uri === file.source.uri) return;
    report({
      span: own.name.span,
      message: `The ${own.kind} \`${own.name.text.slice(0, 60)}\` is also in ${relativePath(file.project.root, first.uri)}, and the name means that one`,
      help: "Give one of them another name",
      related: [{ uri: first.uri, span: first.name.span, message: `The other ${own.kind}` }],
    });
  },
});

interface OwnName {
  readonly kind: "webhook" | "connector";
  readonly name: YamlScalar;
  /** All files with this name, the one that counts first. */
  readonly all: readonly { readonly uri: Uri; readonly name: YamlScalar }[];
}

function ownName({ webhook, connector, project }: CheckedFile): OwnName | undefined {
  if (webhook?.name)
    return {
      kind: "webhook",
      name: webhook.name,
      all: project.webhooksNamed(webhook.name.text).flatMap(({ file, name }) => (name ? [{ uri: file.uri, name }] : [])),
    };
  if (!connector) return undefined;
  return {
    kind: "connector",
    name: connector.nameScalar,
    all: project.connectorsNamed(connector.name).map(({ uri, nameScalar }) => ({ uri, name: nameScalar })),
  };
}
