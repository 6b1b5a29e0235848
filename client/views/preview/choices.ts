/** What somebody has chosen for a message, remembered from one opening to the next. Answers written by hand are not: they may hold anything. */
import type { Memento } from "vscode";
import type { ValuePath } from "#protocol";

export interface MessageChoices {
  readonly contact?: string | undefined;
  readonly event?: string | undefined;
  /** Webhook names to recordings that were chosen in place of the last answer. */
  readonly recordings?: Readonly<Record<string, string>>;
  readonly missing?: readonly ValuePath[];
  readonly doubles?: boolean;
}

const key = "hookflow.messages";
const remembered = 200;

export class RememberedChoices {
  constructor(private readonly state: Memento) {}

  get(message: string): MessageChoices {
    return this.all().find(([known]) => known === message)?.[1] ?? {};
  }

  /** The newest first; of very many messages the oldest are forgotten. */
  set(message: string, choices: MessageChoices): Thenable<void> {
    const others = this.all().filter(([known]) => known !== message);
    return this.state.update(key, [[message, choices], ...others].slice(0, remembered));
  }

  private all(): readonly (readonly [string, MessageChoices])[] {
    const stored = this.state.get<unknown>(key);
    return Array.isArray(stored) ? stored.filter((entry) => Array.isArray(entry) && typeof entry[0] === "string") : [];
  }
}
