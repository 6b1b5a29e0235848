/** What can be done with a file, above the line it belongs to. Pure data: the editor turns it into commands. */
import type { SourceFile } from "../model/source-file";
import { webhookModel } from "../model/webhook";
import { messageTypes } from "../model/workflow";
import type { ProjectReader } from "../project/reader";
import type { Span } from "../text/span";
import type { YamlScalar } from "../yaml/index";

export interface CodeLens {
  readonly span: Span;
  readonly action: "send-test" | "preview-request" | "preview-message" | "uses";
  /** For messages: the workflow block; undefined for a template file as a whole. */
  readonly block: string | undefined;
}

/** The lenses of a file, in order of place. How often something is used is counted when the lens is seen. */
export function codeLenses(project: ProjectReader, file: SourceFile): readonly CodeLens[] {
  const own = project.file(file.uri);
  switch (file.kind) {
    case "webhook": {
      const webhook = webhookModel(file);
      if (!webhook?.url && !webhook?.name) return [];
      const span = webhook.root.entries[0]?.key.span ?? { start: 0, end: 0 };
      return [
        { span, action: "send-test", block: undefined },
        { span, action: "preview-request", block: undefined },
        ...uses(webhook.name),
      ];
    }
    case "connector":
      return uses(own?.connector?.nameScalar);
    case "event":
      return uses(own?.event?.keyScalar);
    case "contact-fields":
      return (own?.fields ?? []).flatMap((field) => uses(field.keyScalar));
    case "workflow":
      return [...(own?.workflow?.blocks.values() ?? [])]
        .filter((block) => messageTypes.has(block.type) && (block.template || block.node.get("text")))
        .map((block) => ({ span: block.key.span, action: "preview-message", block: block.id }));
    case "template":
      return project.messagesShowing(file.uri).length || file.uri.endsWith(".vm")
        ? [{ span: { start: 0, end: 0 }, action: "preview-message", block: undefined }]
        : [];
    default:
      return [];
  }
}

/** At the name itself, inside its quotes. */
function uses(name: YamlScalar | undefined): readonly CodeLens[] {
  return name ? [{ span: name.map.toSource({ start: 0, end: name.text.length }), action: "uses", block: undefined }] : [];
}
