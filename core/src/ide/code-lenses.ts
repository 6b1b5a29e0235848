/** What can be done with a file, above the line it belongs to. Pure data: the editor turns it into commands. */
import type { SourceFile } from "../model/source-file";
import { webhookModel } from "../model/webhook";
import { messageTypes, workflowModel } from "../model/workflow";
import type { ProjectReader } from "../project/reader";
import type { Span } from "../text/span";

export interface CodeLens {
  readonly span: Span;
  readonly action: "send-test" | "preview-request" | "preview-message";
  /** For messages: the workflow block; undefined for a template file as a whole. */
  readonly block: string | undefined;
}

/** The lenses of a file, in order of place. */
export function codeLenses(project: ProjectReader, file: SourceFile): readonly CodeLens[] {
  switch (file.kind) {
    case "webhook": {
      const webhook = webhookModel(file);
      if (!webhook?.url && !webhook?.name) return [];
      const span = webhook.root.entries[0]?.key.span ?? { start: 0, end: 0 };
      return [
        { span, action: "send-test", block: undefined },
        { span, action: "preview-request", block: undefined },
      ];
    }
    case "workflow":
      return [...(workflowModel(file)?.blocks.values() ?? [])]
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
