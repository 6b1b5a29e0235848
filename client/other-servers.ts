/**
 * Getting along with others that speak of the same files: the YAML extension by Red Hat and VS Code's own JSON support. They keep
 * what they do well (syntax errors, folding, the outline), ours keeps the rest; nobody's settings are written.
 */
import * as vscode from "vscode";
import type { Elsewhere } from "#protocol";

const yamlExtension = "redhat.vscode-yaml";
const jsonExtension = "vscode.json-language-features";
const ours = /\.(webhook|workflow|connector|contact|event)\.ya?ml$|(^|\/)(contact-fields|hookflow)\.ya?ml$/;
const anything = "hookflow://schema/anything";

/** What the extension of Red Hat exports, as far as we use it. */
interface YamlApi {
  registerContributor(
    id: string,
    requestSchema: (resource: string) => string | undefined,
    requestSchemaContent: (uri: string) => string | undefined,
  ): boolean;
}

/** Who else tells of syntax errors and structure. */
export function elsewhere(): Elsewhere {
  const json = vscode.extensions.getExtension(jsonExtension) !== undefined;
  return {
    yaml: vscode.extensions.getExtension(yamlExtension) !== undefined && setting("yaml", "validate"),
    json: json && setting("json", "validate.enable"),
  };
}

function setting(section: string, name: string): boolean {
  return vscode.workspace.getConfiguration(section).get<boolean>(name) ?? true;
}

/**
 * Tells the YAML extension that any content is fine in our files, so that no schema it has found by name speaks of them. A fault
 * there is no reason for ours not to work.
 */
export async function quietYamlSchemas(log: vscode.LogOutputChannel): Promise<void> {
  const extension = vscode.extensions.getExtension<YamlApi | undefined>(yamlExtension);
  if (!extension) return;
  try {
    const api = extension.isActive ? extension.exports : await extension.activate();
    api?.registerContributor(
      "hookflow",
      (resource) => (ours.test(vscode.Uri.parse(resource).path) ? anything : undefined),
      (uri) => (uri === anything ? "{}" : undefined),
    );
  } catch (error) {
    log.warn(`The YAML extension did not take our word for our files: ${String(error)}`);
  }
}
