/** The questions of a form as the editor asks them: a line of text or a choice, with a way back and a sentence about what is wrong. */
import * as vscode from "vscode";
import { plain } from "../plain";
import type { Step, StepPlace } from "./run-steps";

interface Question extends Partial<StepPlace> {
  readonly title: string;
}

interface TextQuestion extends Question {
  readonly prompt: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  /** One sentence, or undefined when the text will do. */
  readonly problem?: (text: string) => string | undefined | Promise<string | undefined>;
}

/** A line of text. An empty one is an answer too, unless `problem` says no. */
export function askText(question: TextQuestion): Promise<{ readonly text: string } | "back" | "cancel"> {
  const input = vscode.window.createInputBox();
  dress(input, question);
  input.prompt = question.prompt;
  input.value = question.value ?? "";
  input.placeholder = question.placeholder;
  input.password = question.password ?? false;
  const problemOf = async () => question.problem?.(input.value);
  return new Promise((resolve) => {
    input.onDidChangeValue(() => {
      // While somebody types, an old complaint is in the way; what is wrong is said when they want to go on.
      input.validationMessage = undefined;
    });
    input.onDidAccept(async () => {
      input.busy = true;
      input.enabled = false;
      try {
        const problem = await problemOf();
        if (problem === undefined) {
          resolve({ text: input.value });
          input.hide();
        } else input.validationMessage = problem;
      } catch (error) {
        input.validationMessage = error instanceof Error ? error.message : String(error);
      } finally {
        input.busy = false;
        input.enabled = true;
      }
    });
    end(input, resolve);
    input.show();
  });
}

/** A step of a form that asks for a line of text. @param put the answers with this one in them */
export function textStep<T>(question: (answers: T) => TextQuestion, put: (answers: T, text: string) => T): Step<T> {
  return {
    async ask(answers, place) {
      const answer = await askText({ ...place, ...question(answers) });
      return typeof answer === "string" ? answer : put(answers, answer.text);
    },
  };
}

export interface ChoiceItem<T> {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly icon?: string;
  readonly value: T;
}

/** One of several. */
export function askChoice<T>(
  question: Question & { readonly placeholder?: string; readonly active?: T },
  items: readonly ChoiceItem<T>[],
): Promise<{ readonly value: T } | "back" | "cancel"> {
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly value: T }>();
  dress(pick, question);
  pick.placeholder = question.placeholder;
  pick.items = items.map(({ label, description, detail, icon, value }) => ({
    label: plain(label),
    value,
    ...(description === undefined ? {} : { description: plain(description) }),
    ...(detail === undefined ? {} : { detail: plain(detail) }),
    ...(icon === undefined ? {} : { iconPath: new vscode.ThemeIcon(icon) }),
  }));
  pick.activeItems = pick.items.filter(({ value }) => value === question.active);
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      // A click selects without making its row the active one.
      const [chosen] = pick.selectedItems.length ? pick.selectedItems : pick.activeItems;
      if (!chosen) return;
      resolve({ value: chosen.value });
      pick.hide();
    });
    end(pick, resolve);
    pick.show();
  });
}

function dress(
  input: vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>,
  { title, step, total, canGoBack }: Question,
): void {
  input.title = plain(title);
  input.ignoreFocusOut = true;
  // Of a single question there is nothing to count.
  if (total !== 1) {
    input.step = step;
    input.totalSteps = total;
  }
  if (canGoBack) input.buttons = [vscode.QuickInputButtons.Back];
}

function end(input: vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>, resolve: (way: "back" | "cancel") => void): void {
  input.onDidTriggerButton(() => {
    resolve("back");
    input.hide();
  });
  // A promise takes its first answer: hiding after one changes nothing.
  input.onDidHide(() => {
    resolve("cancel");
    input.dispose();
  });
}
