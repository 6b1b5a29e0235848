/** Sentences that are written with code in backticks, for where the editor shows a backtick as one: notifications and dialogs. */
export function spoken(text: string): string {
  return text.replace(/`([^`]*)`/g, '"$1"');
}
