// Stands in for the YAML extension by Red Hat: reports an unclosed quote as a syntax error, speaks of a schema it has found by
// name unless a contributor claims the file, and has an outline. Its answers say "stub", so a test can tell them apart.
const vscode = require("vscode");

const contributors = [];

exports.activate = (context) => {
  const problems = vscode.languages.createDiagnosticCollection("stub-yaml");
  const isPermissive = (document) =>
    contributors.some(({ requestSchema, requestSchemaContent }) => {
      const schema = requestSchema(document.uri.toString());
      return schema !== undefined && requestSchemaContent(schema) === "{}";
    });
  const check = (document) => {
    if (document.languageId !== "yaml") return;
    const range = new vscode.Range(0, 0, 0, 1);
    const found = [];
    if ((document.getText().match(/"/g) ?? []).length % 2 === 1)
      found.push(new vscode.Diagnostic(range, "stub: missing closing quote"));
    if (!isPermissive(document)) found.push(new vscode.Diagnostic(range, "stub: does not match the schema"));
    problems.set(document.uri, found);
  };
  context.subscriptions.push(
    problems,
    vscode.workspace.onDidOpenTextDocument(check),
    vscode.workspace.onDidChangeTextDocument(({ document }) => check(document)),
    vscode.languages.registerHoverProvider("yaml", {
      provideHover: (document) => (isPermissive(document) ? undefined : new vscode.Hover("stub: schema")),
    }),
    vscode.languages.registerCompletionItemProvider("yaml", {
      provideCompletionItems: (document) => (isPermissive(document) ? [] : [new vscode.CompletionItem("stub-method")]),
    }),
    vscode.languages.registerDocumentSymbolProvider("yaml", {
      provideDocumentSymbols: () => {
        const range = new vscode.Range(0, 0, 0, 1);
        return [new vscode.DocumentSymbol("stub", "", vscode.SymbolKind.Key, range, range)];
      },
    }),
    vscode.languages.registerDocumentFormattingEditProvider("yaml", {
      provideDocumentFormattingEdits: (document) => [
        vscode.TextEdit.insert(document.positionAt(document.getText().length), "# formatted\n"),
      ],
    }),
  );
  vscode.workspace.textDocuments.forEach(check);
  return {
    registerContributor(id, requestSchema, requestSchemaContent) {
      contributors.push({ id, requestSchema, requestSchemaContent });
      vscode.workspace.textDocuments.forEach(check);
      return true;
    },
  };
};
