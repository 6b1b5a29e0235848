/** Beginnings of webhooks that people need again and again. What a person must decide stands in them as a reference. No editor. */
import type { PlanConnector, WebhookDraft } from "#protocol";

export interface WebhookTemplate {
  readonly title: string;
  readonly detail: string;
  readonly method: "GET" | "POST";
  /** Put behind the address that the person gives, unless it has a query of its own. */
  readonly query: string;
  readonly headers: WebhookDraft["headers"];
  readonly body: WebhookDraft["body"];
  /** The kind of connector that signs it. */
  readonly signedBy: Pick<PlanConnector, "type" | "in" | "parameter"> | undefined;
}

const apiKey = { type: "apiKey", in: "header", parameter: "X-Api-Key" } as const;
const bearer = { type: "bearer", in: "header", parameter: "X-Api-Key" } as const;
const basic = { type: "basic", in: "header", parameter: "X-Api-Key" } as const;
const json = (content: string) => ({ format: "json", content }) as const;

export const webhookTemplates: readonly WebhookTemplate[] = [
  {
    title: "POST JSON with an API key",
    detail: "The contact's id and e-mail as JSON, the key in a header",
    method: "POST",
    query: "",
    headers: [],
    body: json('{\n  "contactId": "$<contact_ID>",\n  "email": "$<EMAIL>"\n}\n'),
    signedBy: apiKey,
  },
  {
    title: "GET by e-mail with a token",
    detail: "Asks for a customer by the contact's e-mail, with a bearer token",
    method: "GET",
    query: "?email=$<EMAIL>",
    headers: [],
    body: undefined,
    signedBy: bearer,
  },
  {
    title: "POST JSON with login and password",
    detail: "The contact's id and phone as JSON, Basic authentication",
    method: "POST",
    query: "",
    headers: [],
    body: json('{\n  "contactId": "$<contact_ID>",\n  "phone": "$<PHONE>"\n}\n'),
    signedBy: basic,
  },
  {
    title: "POST XML",
    detail: "The contact as an XML document",
    method: "POST",
    query: "",
    headers: [],
    body: { format: "xml", content: "<contact>\n  <id>$<contact_ID></id>\n  <email>$<EMAIL></email>\n</contact>\n" },
    signedBy: undefined,
  },
  {
    title: "POST a run's mark",
    detail: "Tells your system which run of the workflow reached which contact",
    method: "POST",
    query: "",
    headers: [["X-Run", "$workflowInstanceId"]],
    body: json('{ "contact": "$<contact_ID>", "run": "$workflowInstanceId" }\n'),
    signedBy: undefined,
  },
];

/** The webhook that a template becomes. */
export function fromTemplate(
  { method, query, headers, body }: WebhookTemplate,
  name: string,
  url: string,
  connector: string | undefined,
): WebhookDraft {
  return { name, method, url: /[?#]/.test(url) ? url : url + query, headers, body, connector, notes: [] };
}
