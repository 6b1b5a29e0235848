import type { CompletionItem } from "vscode-languageserver";
import { CompletionItemKind, InsertTextFormat, InsertTextMode } from "vscode-languageserver";
import type { Completion, LineIndex } from "#core";
import { cursorMark, normalUri } from "#core";
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
  method: CompletionItemKind.Method,
  local: CompletionItemKind.Variable,
  directive: CompletionItemKind.Keyword,
  name: CompletionItemKind.Reference,
  file: CompletionItemKind.File,
};

/** The one edit of an item; with the mark for the cursor it is a snippet, for clients that know snippets. */
function insertion(session: Session, item: Completion, lines: LineIndex): Partial<CompletionItem> {
  const { range, newText } = textEdit(item.edit, lines);
  if (!newText.includes(cursorMark))
    return {
      insertTextFormat: InsertTextFormat.PlainText,
      textEdit: { range, newText },
      ...(item.retrigger ? { command: { title: "Suggest", command: "editor.action.triggerSuggest" } } : {}),
    };
  if (!session.knowsSnippets)
    return { insertTextFormat: InsertTextFormat.PlainText, textEdit: { range, newText: newText.replace(cursorMark, "") } };
  return {
    insertTextFormat: InsertTextFormat.Snippet,
    textEdit: { range, newText: newText.replace(/[\\$}]/g, "\\$&").replace(cursorMark, "$0") },
    ...(item.retrigger ? { command: { title: "Suggest", command: "editor.action.triggerSuggest" } } : {}),
    ...(item.kind === "method" ? { command: { title: "Parameters", command: "editor.action.triggerParameterHints" } } : {}),
  };
}

/** `textDocument/completion`: every item carries one explicit edit, so that no editor's word rules decide what is replaced. */
export function completion(session: Session): void {
  session.connection.onCompletion(async ({ textDocument, position }) => {
    await session.whenReady();
    return session.guard("completion", { isIncomplete: false, items: [] as CompletionItem[] }, () => {
      const lines = session.lines.of(textDocument.uri);
      const offset = lines.offsetAt(position);
      const items = session.language.completions(textDocument.uri, offset).map((item, at): CompletionItem => {
        const about = documentation(item);
        return {
          label: item.label,
          kind: kinds[item.kind],
          labelDetails: { detail: item.detail ? `  ${item.detail}` : "", description: item.origin },
          ...(about ? { documentation: about } : {}),
          sortText: String(at).padStart(4, "0"),
          filterText: item.filter,
          // Lines are indented as they have to be; an editor would add the indentation of the first one to them.
          insertTextMode: InsertTextMode.asIs,
          ...insertion(session, item, lines),
        };
      });
      if (items.length > 0) session.typing.offered(normalUri(textDocument.uri), offset);
      return { isIncomplete: false, items };
    });
  });
}
