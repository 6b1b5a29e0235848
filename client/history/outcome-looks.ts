/** How each outcome of a test looks, everywhere it is shown: in the status bar, the history and the list of webhooks. No editor. */
import type { Summary } from "./summary";

export interface OutcomeLook {
  /** Name of the editor's icon. */
  readonly icon: string;
  /** Name of the editor's colour; undefined: the text's own. */
  readonly color: string | undefined;
}

export const outcomeLooks: Readonly<Record<Summary["kind"], OutcomeLook>> = {
  good: { icon: "pass", color: "testing.iconPassed" },
  doubtful: { icon: "info", color: "list.warningForeground" },
  redirect: { icon: "arrow-right", color: "charts.blue" },
  bad: { icon: "warning", color: "list.warningForeground" },
  failed: { icon: "error", color: "testing.iconFailed" },
  cancelled: { icon: "circle-slash", color: undefined },
};
