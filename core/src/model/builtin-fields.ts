/**
 * The contact fields that every account has, with each name under which the platform's documentation reads them.
 * Sources: the pages "Webhooks in Workflows", "Contact Fields in the System" and "Personalization by Merge Tags".
 * Names that the documentation does not state but that follow from its own naming are accepted as well: an unknown name
 * is an error, so a guess must lean towards silence.
 */

export interface BuiltinField {
  /** The key in a contact sample. */
  readonly property: string;
  readonly title: string;
  readonly type: "text" | "number";
  /** How references spell it; the first is the one that completion writes. Case does not matter. */
  readonly names: readonly string[];
  readonly fact: string;
}

export const builtinFields: readonly BuiltinField[] = [
  { property: "email", title: "Email", type: "text", names: ["EMAIL", "emailAddress"], fact: "One per contact." },
  {
    property: "phone",
    title: "Phone",
    type: "text",
    names: ["PHONE", "phoneNumber", "SMS"],
    fact: "International digits, without text or special signs.",
  },
  {
    property: "firstName",
    title: "First name",
    type: "text",
    names: ["FIRSTNAME", "name"],
    fact: "At most 40 characters.",
  },
  { property: "lastName", title: "Last name", type: "text", names: ["LASTNAME"], fact: "At most 40 characters." },
  { property: "town", title: "Town", type: "text", names: ["TOWN", "city"], fact: "A standard field." },
  { property: "region", title: "Region", type: "text", names: ["REGION"], fact: "A standard field." },
  { property: "address", title: "Address", type: "text", names: ["ADDRESS"], fact: "A standard field." },
  { property: "postcode", title: "Postcode", type: "text", names: ["POSTCODE"], fact: "A standard field." },
  {
    property: "languageCode",
    title: "Language",
    type: "text",
    names: ["languageCode", "LANGUAGE"],
    fact: "By RFC 5646, such as `en` or `es-AR`.",
  },
  {
    property: "timeZone",
    title: "Time zone",
    type: "text",
    names: ["timeZone"],
    fact: "A tz database name, such as `Europe/Kyiv`.",
  },
  {
    property: "contactKey",
    title: "Contact key",
    type: "text",
    names: ["contactKey", "contact_key"],
    fact: "Identifier in the source database.",
  },
  {
    property: "externalCustomerId",
    title: "External ID",
    type: "text",
    names: ["externalCustomerId"],
    fact: "The primary key in your own system.",
  },
  {
    property: "id",
    title: "Contact ID",
    type: "number",
    names: ["contact_ID", "contactId"],
    fact: "Digits only, given by the platform.",
  },
];

/** Additional fields that every account has from the start: the list *Personal* (S-ADD). They can be renamed, so nobody is offered them. */
export const defaultFields: readonly string[] = ["PERSONAL.BIRTHDAY", "PERSONAL.GENDER"];

/** Identifies one run of a workflow; the only name whose case counts although no event carries it. */
export const runIdName = "workflowInstanceId";

/**
 * Event parameters that identify a contact, by name without regard to case, with the contact property they match.
 * In order of the platform's priority. Source: "Advanced Workflow Block Parameters", "Segmentation by User Events".
 */
export const identifierNames: readonly (readonly [name: string, property: string])[] = [
  ["contactid", "id"],
  ["contact_id", "id"],
  ["externalcustomerid", "externalCustomerId"],
  ["email", "email"],
  ["emailaddress", "email"],
  ["useremail", "email"],
  ["contactemail", "email"],
  ["phone", "phone"],
  ["sms", "phone"],
  ["phonenumber", "phone"],
  ["pushtoken", "token"],
  ["mobpushtoken", "token"],
  ["telegrambottoken", "token"],
];

/** The contact property that an event parameter of this name identifies a contact by, if any. */
export function identifiedBy(parameter: string): string | undefined {
  const lower = parameter.toLowerCase();
  return identifierNames.find(([name]) => name === lower)?.[1];
}
