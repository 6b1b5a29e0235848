import type { CompletionItem } from "vscode-languageserver";
import { CompletionItemKind, InsertTextFormat } from "vscode-languageserver";
import type { Completion } from "#core";
import { documentation, textEdit } from "../convert";
import type { Session } from "../session";

const kinds: Readonly<Record<Completion["kind"], CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  contact: CompletionItemKind.Field,
  event: CompletionItemKind.Variable,
  webhook: CompletionItemKind.Interface,
  run: CompletionItemKind.Constant,
  tool: CompletionItemKind.Module,
  member: CompletionItemKind.Property,
  name: CompletionItemKind.Reference,
  file: CompletionItemKind.File,
};

/** `textDocument/completion`: every item carries one explicit edit, so that no editor's word rules decide what is replaced. */
export function completion(session: Session): void {
  session.connection.onCompletion(async ({ textDocument, position }) => {
    await session.whenReady();
    return session.guard("completion", { isIncomplete: false, items: [] as CompletionItem[] }, () => {
      const lines = session.lines.of(textDocument.uri);
      const items = session.language.completions(textDocument.uri, lines.offsetAt(position)).map((item, at): CompletionItem => {
        const about = documentation(item);
        return {
          label: item.label,
          kind: kinds[item.kind],
          labelDetails: { detail: item.detail ? `  ${item.detail}` : "", description: item.origin },
          ...(about ? { documentation: about } : {}),
          sortText: String(at).padStart(4, "0"),
          filterText: item.filter,
          insertTextFormat: InsertTextFormat.PlainText,
          textEdit: textEdit(item.edit, lines),
          ...(item.retrigger ? { command: { title: "Suggest", command: "editor.action.triggerSuggest" } } : {}),
        };
      });
      return { isIncomplete: false, items };
    });
  });
}
