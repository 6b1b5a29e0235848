/** A form of several steps, one question at a time: the order, going back, and steps that earlier answers make needless. No editor. */

/** Where a question stands in its form, for showing. */
export interface StepPlace {
  /** Counted from 1 among the questions that the answers so far ask for. */
  readonly step: number;
  /** Undefined while an answer that is still to come says which questions there are. */
  readonly total: number | undefined;
  readonly canGoBack: boolean;
}

/** What a question came to: the answers so far with this one, or a way out. */
export type StepAnswer<T> = T | "back" | "cancel";

export interface Step<T> {
  /** Whether the answers so far need this question at all. */
  wanted?(answers: T): boolean;
  /** Whether its answer says which questions follow. */
  readonly decides?: boolean;
  ask(answers: T, place: StepPlace): Promise<StepAnswer<T>>;
}

/**
 * Asks all questions in order. Going back keeps the answers, so that a question shows what was answered before.
 * @returns undefined when the person gave up
 */
export async function runSteps<T extends object>(steps: readonly Step<T>[], start: T): Promise<T | undefined> {
  let answers = start;
  const asked: number[] = [];
  for (let at = nextOf(steps, answers, 0); at < steps.length; ) {
    const isOpen = steps.slice(at).some((step) => step.decides);
    const total = isOpen ? undefined : steps.filter((step) => step.wanted?.(answers) ?? true).length;
    const answer = await steps[at]?.ask(answers, { step: asked.length + 1, total, canGoBack: asked.length > 0 });
    if (answer === undefined || answer === "cancel") return undefined;
    if (answer === "back") {
      at = asked.pop() ?? at;
      continue;
    }
    answers = answer;
    asked.push(at);
    at = nextOf(steps, answers, at + 1);
  }
  return answers;
}

function nextOf<T>(steps: readonly Step<T>[], answers: T, from: number): number {
  let at = from;
  while (at < steps.length && steps[at]?.wanted?.(answers) === false) at++;
  return at;
}
