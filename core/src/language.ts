/**
 * The language as one object: a workspace of files, and everything one may ask of a file in it. The server and the command
 * line hold one each and add nothing of their own to an answer.
 */

import type { CodeAction } from "./ide/actions/index";
import { codeActions } from "./ide/actions/index";
import type { CodeLens } from "./ide/code-lenses";
import { codeLenses } from "./ide/code-lenses";
import { completions } from "./ide/completion/index";
import type { Completion } from "./ide/completion/item";
import type { Highlight, Place } from "./ide/definition";
import { definition, nameHighlights, references } from "./ide/definition";
import { directiveHighlights } from "./ide/directive-highlights";
import type { Fold } from "./ide/folding";
import { folds } from "./ide/folding";
import { hover } from "./ide/hover/index";
import type { Hover } from "./ide/hover/section";
import type { InlayHint } from "./ide/inlay-hints";
import { inlayHints } from "./ide/inlay-hints";
import type { Link } from "./ide/links";
import { links } from "./ide/links";
import type { RenameAnswer, RenameStart } from "./ide/rename";
import { fileMoved, renameAt, renameStart } from "./ide/rename";
import { selections } from "./ide/selection";
import type { SignatureHelp } from "./ide/signature";
import { signatureHelp } from "./ide/signature";
import type { DocumentSymbol } from "./ide/symbol";
import { documentSymbols } from "./ide/symbols";
import type { Token } from "./ide/tokens";
import { tokens } from "./ide/tokens";
import type { WorkspaceSymbol } from "./ide/workspace-symbols";
import { workspaceSymbols } from "./ide/workspace-symbols";
import type { LintOptions } from "./lint/linter";
import { Linter } from "./lint/linter";
import type { Finding, Silenced } from "./lint/rule";
import type { SourceFile } from "./model/source-file";
import type { Platform, Uri } from "./platform";
import type { ProjectReader } from "./project/reader";
import type { Change } from "./project/workspace";
import { Workspace } from "./project/workspace";
import type { TextEdit } from "./text/edit";
import type { Span } from "./text/span";
import { normalUri } from "./text/uri";

const notOurs = { kind: "refused", reason: "This file is none of the workspace's definitions" } as const;

export class Language {
  readonly workspace: Workspace;
  private readonly linter: Linter;

  constructor(platform: Platform, options: Partial<LintOptions> = {}) {
    this.workspace = new Workspace(platform.files);
    this.linter = new Linter(platform.log, { suppressions: true, ...options });
  }

  /** Takes note of changes; gives the files whose findings may differ now, the changed ones first. */
  changed(changes: readonly Change[]): ReadonlySet<Uri> {
    return this.linter.invalidate(changes);
  }

  /** The findings of a file, in order of place. */
  findings(uri: Uri): readonly Finding[] {
    const file = normalUri(uri);
    return this.linter.findings(this.workspace.projectOf(file), file);
  }

  /** What comments silence in a file, in order of place. */
  silenced(uri: Uri): readonly Silenced[] {
    const file = normalUri(uri);
    return this.linter.silenced(this.workspace.projectOf(file), file);
  }

  completions(uri: Uri, offset: number): readonly Completion[] {
    return this.ask(uri, [], (project, file) => completions(project, file, offset));
  }

  hover(uri: Uri, offset: number): Hover | undefined {
    return this.ask(uri, undefined, (project, file) => hover(project, file, offset));
  }

  definition(uri: Uri, offset: number): readonly Place[] {
    return this.ask(uri, [], (project, file) => definition(project, file, offset));
  }

  /** Every place that names what stands at the offset. */
  references(uri: Uri, offset: number, definitions = true): readonly Place[] {
    return this.ask(uri, [], (project, file) => references(project, file, offset, definitions));
  }

  /** The same name in this file. */
  highlights(uri: Uri, offset: number): readonly Highlight[] {
    return this.ask(uri, [], (project, file) => {
      const parts = directiveHighlights(file, offset);
      return parts.length ? parts.map((span) => ({ span, kind: "use" })) : nameHighlights(project, file, offset);
    });
  }

  /** What a rename at the offset would replace, or why there is none. */
  renameStart(uri: Uri, offset: number): RenameStart {
    return this.ask<RenameStart>(uri, notOurs, (project, file) => renameStart(project, file, offset));
  }

  rename(uri: Uri, offset: number, newName: string): RenameAnswer {
    return this.ask<RenameAnswer>(uri, notOurs, (project, file) => renameAt(project, file, offset, newName));
  }

  /** The edits that keep all paths right when a file moves. */
  fileMoved(from: Uri, to: Uri): ReadonlyMap<Uri, readonly TextEdit[]> {
    return fileMoved(this.project(from), normalUri(from), normalUri(to));
  }

  symbols(uri: Uri): readonly DocumentSymbol[] {
    return this.ask(uri, [], (_project, file) => documentSymbols(file));
  }

  folds(uri: Uri): readonly Fold[] {
    return this.ask(uri, [], (_project, file) => folds(file));
  }

  /** The spans around an offset, the smallest first. */
  selections(uri: Uri, offset: number): readonly Span[] {
    return this.ask(uri, [], (_project, file) => selections(file, offset));
  }

  links(uri: Uri): readonly Link[] {
    return this.ask(uri, [], (project, file) => links(project, file));
  }

  tokens(uri: Uri): readonly Token[] {
    return this.ask(uri, [], (project, file) => tokens(project, file));
  }

  inlayHints(uri: Uri, part: Span): readonly InlayHint[] {
    return this.ask(uri, [], (project, file) => inlayHints(project, file, part));
  }

  signatureHelp(uri: Uri, offset: number): SignatureHelp | undefined {
    return this.ask(uri, undefined, (project, file) => signatureHelp(project, file, offset));
  }

  /** The things of all projects whose name fits the query. */
  workspaceSymbols(query: string): readonly WorkspaceSymbol[] {
    return [...this.workspace.projects()].flatMap((project) => workspaceSymbols(project.reader(), query));
  }

  lenses(uri: Uri): readonly CodeLens[] {
    return this.ask(uri, [], (project, file) => codeLenses(project, file));
  }

  actions(uri: Uri, span: Span): readonly CodeAction[] {
    return this.ask(uri, [], (project, file) => codeActions(project, file, this.findings(file.uri), span));
  }

  /** The file as it was last read. */
  file(uri: Uri): SourceFile | undefined {
    const file = normalUri(uri);
    return this.workspace.projectOf(file).file(file)?.source;
  }

  /** The way to ask the project of a file. */
  project(uri: Uri): ProjectReader {
    return this.workspace.projectOf(normalUri(uri)).reader();
  }

  private ask<T>(uri: Uri, nothing: T, answer: (project: ProjectReader, file: SourceFile) => T): T {
    const file = this.file(uri);
    const concerned = file && this.workspace.projectOf(file.uri).concerns(file.uri);
    return concerned ? answer(this.project(uri), file) : nothing;
  }
}

/** Makes a language over a platform: the door of the core. */
export function createLanguage(platform: Platform, options: Partial<LintOptions> = {}): Language {
  return new Language(platform, options);
}
