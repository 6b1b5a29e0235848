/** What is thrown where a pattern is wrong. */

/** The pattern is not a Java regular expression, or uses what is not supported. */
export class BadRegex extends Error {
  /** Where in the pattern, in UTF-16 units: of what is not closed the sign that opens it. */
  at = 0;

  /** @param sure whether Java refuses the pattern too; else it may only be unknown here */
  constructor(
    message: string,
    readonly sure = true,
  ) {
    super(message);
  }
}
