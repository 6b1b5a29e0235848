/** What a code action is: edits of files, new files, and a command that a person's editor may run afterwards. */
import type { Finding } from "../../lint/rule";
import type { Uri } from "../../platform";
import type { TextEdit } from "../../text/edit";
import type { WantedSecret } from "./secret-places";

export interface CodeAction {
  readonly title: string;
  readonly kind: "quickfix" | "suppress" | "extract" | "rewrite" | "fix-all";
  /** What it mends, for those that mend something. */
  readonly finding?: Finding;
  readonly edits: ReadonlyMap<Uri, readonly TextEdit[]>;
  /** Files that are made, with their text; never one that is there. */
  readonly creates?: readonly { readonly uri: Uri; readonly text: string }[];
  readonly preferred: boolean;
  /** A connector whose secret comes next: taken along from where it stands, or asked for. */
  readonly secret?: WantedSecret;
}
