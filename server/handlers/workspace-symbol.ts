import { SymbolKind } from "vscode-languageserver";
import type { WorkspaceSymbol } from "#core";
import type { Session } from "../session";

const kinds: Readonly<Record<WorkspaceSymbol["kind"], SymbolKind>> = {
  webhook: SymbolKind.Interface,
  workflow: SymbolKind.Class,
  block: SymbolKind.Event,
  connector: SymbolKind.Key,
  event: SymbolKind.Struct,
  field: SymbolKind.Field,
  template: SymbolKind.File,
};

/** `workspace/symbol`. */
export function workspaceSymbol(session: Session): void {
  session.connection.onWorkspaceSymbol(async ({ query }) => {
    await session.whenReady();
    return session.guard("workspace symbols", [], () =>
      session.language.workspaceSymbols(query).map(({ name, kind, container, uri, span }) => ({
        name,
        kind: kinds[kind],
        containerName: container,
        location: { uri: session.spelling(uri), range: session.lines.of(uri).rangeOf(span) },
      })),
    );
  });
}
