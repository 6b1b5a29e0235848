/** The name under which an API key travels, as a form suggests it. No editor. */
import type { PlanConnector } from "#protocol";

export const usualParameter: Readonly<Record<PlanConnector["in"], string>> = { header: "X-Api-Key", query: "api_key" };

/** A name of the person's own stays when the key goes somewhere else. */
export function parameterFor(place: PlanConnector["in"], parameter: string): string {
  const isOwn = parameter !== "" && !Object.values(usualParameter).includes(parameter);
  return isOwn ? parameter : usualParameter[place];
}
