/** What is worked out once. */

/** A constant that is worked out when it is first asked for: what the host says, what takes time. */
export function once<T>(work: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: work() };
    return known.value;
  };
}

/** Answers about one subject, each worked out once and kept as long as the subject lives. */
export type Memory<Subject> = <T>(work: (subject: Subject) => T) => T;

/** A memory for a subject; an answer is kept under the function that gave it. */
export function memoryOf<Subject>(subject: () => Subject): Memory<Subject> {
  let known: Map<unknown, unknown> | undefined;
  return (work) => {
    known ??= new Map();
    return remembered(known, work, subject());
  };
}

/** One answer from a map of them by the functions that give them; it is worked out when it is not there. */
export function remembered<Subject, T>(known: Map<unknown, unknown>, work: (subject: Subject) => T, subject: Subject): T {
  const answer = known.get(work) as T | undefined;
  if (answer !== undefined || known.has(work)) return answer as T;
  const made = work(subject);
  known.set(work, made);
  return made;
}
