import { MarkupKind } from "vscode-languageserver";
import type { Session } from "../session";

/** `textDocument/signatureHelp`: the methods of values and tools in templates. */
export function signatureHelp(session: Session): void {
  session.connection.onSignatureHelp(async ({ textDocument, position }) => {
    await session.whenReady();
    return session.guard("signature help", null, () => {
      const offset = session.lines.of(textDocument.uri).offsetAt(position);
      const help = session.language.signatureHelp(textDocument.uri, offset);
      if (!help) return null;
      return {
        signatures: help.signatures.map(({ label, parameters, documentation }) => ({
          label,
          documentation: { kind: MarkupKind.Markdown, value: documentation },
          parameters: parameters.map(({ start, end }) => ({ label: [start, end] as [number, number] })),
        })),
        activeSignature: help.active,
        activeParameter: help.argument,
      };
    });
  });
}
