/** What is said when a request cannot be made, and the ways on. Different kinds of problem are different questions. No editor. */
import type { PlanProblem, TestData } from "#protocol";

export interface PlanQuestion {
  /** What it is about; others are asked about afterwards, if they are still there. */
  readonly problems: readonly PlanProblem[];
  readonly message: string;
  readonly ways: readonly Way[];
}

export type Way = "Show" | "Fill In" | "Send Empty" | "New Contact Sample" | "Send Escaped" | "Send As It Is";

/** What nobody can go past comes first, then what decides over the rest: a value that is missing may break the body once it is there. */
const order: readonly PlanProblem["kind"][] = ["definition", "address", "header", "unresolved", "breaking"];

/** @param lacksContact a contact is needed, and the workspace has none */
export function planQuestion(problems: readonly PlanProblem[], lacksContact: boolean): PlanQuestion | undefined {
  const kind = order.find((one) => problems.some((problem) => problem.kind === one));
  const own = problems.filter((problem) => problem.kind === kind);
  const [first] = own;
  if (!first) return undefined;
  const isWithoutContact = kind === "unresolved" && lacksContact;
  const sentences = [
    "Not sent",
    ...(isWithoutContact ? ["There is no contact sample yet"] : []),
    ...new Set(own.map(({ message }) => message)),
    // What is advised where samples can be chosen from is no advice where there is none.
    isWithoutContact ? "Fill in what is missing, send it empty, or make a contact sample" : first.help,
  ];
  const ways: Way[] =
    kind === "unresolved"
      ? ["Fill In", "Send Empty", ...(isWithoutContact ? (["New Contact Sample"] as const) : [])]
      : kind === "breaking"
        ? ["Send Escaped", "Send As It Is"]
        : [];
  return {
    problems: own,
    message: `${sentences.join(". ")}.`,
    ways: [...(own.some(({ location }) => location) && !isWithoutContact ? (["Show"] as const) : []), ...ways],
  };
}

/** What a way on adds to the data; undefined for one that has to ask first, or leads elsewhere. */
export function dataOf(way: Way | undefined): TestData | undefined {
  if (way === "Send Empty") return { unresolved: "empty" };
  if (way === "Send Escaped") return { breaking: "escape" };
  return way === "Send As It Is" ? { breaking: "as-is" } : undefined;
}
