/** The addresses of the documents that show exchanges: which exchange, and which side of it. What an address says is never trusted. */
import { idPattern } from "./exchange";

export const scheme = "hookflow-response";

export type View =
  /** The newest exchange of a webhook, by its file. */
  | { readonly view: "latest"; readonly webhook: string }
  /** One exchange: all of it, its body laid out or as it came, or what is compared of it. */
  | { readonly view: "report" | "body" | "raw" | "compare"; readonly id: string }
  /** A text that lives as long as the session: a request that was not sent, one side of a comparison. */
  | { readonly view: "text"; readonly key: string };

/** Path and query of a document. @param name what its tab says */
export function addressOf(name: string, view: View): { readonly path: string; readonly query: string } {
  return { path: `/${name.replace(/[\\/?#\p{Cc}]/gu, "_")}`, query: JSON.stringify(view) };
}

export function viewOf(query: string): View | undefined {
  let given: Readonly<Record<string, unknown>>;
  try {
    given = JSON.parse(query) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
  if (typeof given !== "object" || given === null) return undefined;
  const { view, webhook, id, key } = given;
  if (view === "latest" && typeof webhook === "string") return { view, webhook };
  if (view === "text" && typeof key === "string") return { view, key };
  if ((view === "report" || view === "body" || view === "raw" || view === "compare") && typeof id === "string")
    return idPattern.test(id) ? { view, id } : undefined;
  return undefined;
}
