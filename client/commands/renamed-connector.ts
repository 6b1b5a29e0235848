/** Tells a renamed connector from one that went and another that came. */
import type { PlanConnector } from "#protocol";

/**
 * The connector that got a new name between two readings of the workspace.
 * @param newName the name that a person gave it by the editor's rename
 * @returns undefined where more than this one rename happened, so that nobody can be sure
 */
export function renamedConnector(
  before: readonly PlanConnector[],
  after: readonly PlanConnector[],
  newName: string,
): { readonly from: PlanConnector; readonly to: PlanConnector } | undefined {
  const come = [...after];
  const gone = before.filter(({ name, type }) => {
    const at = come.findIndex((other) => other.name === name && other.type === type);
    if (at >= 0) come.splice(at, 1);
    return at < 0;
  });
  const [from] = gone;
  const [to] = come;
  const isSure = from && to && gone.length === 1 && come.length === 1 && to.name === newName && to.type === from.type;
  return isSure ? { from, to } : undefined;
}
