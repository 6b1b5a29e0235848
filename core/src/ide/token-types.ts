/** The protocol's own token types, those that are used. */
export const tokenTypes = [
  "variable",
  "parameter",
  "property",
  "enumMember",
  "class",
  "namespace",
  "method",
  "function",
  "keyword",
  "operator",
  "string",
  "number",
  "comment",
] as const;
