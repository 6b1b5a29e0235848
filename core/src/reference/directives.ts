/** What of the template language a text holds besides references; what such a text prints is known only with values. */

/** Whether directives (`#foreach`), comments of the template language or raw stretches stand in a text. */
export function hasDirectives(text: string): boolean {
  return /(^|[^\\])#([#*]|\[\[|\{?(if|foreach|set|macro|define|evaluate|parse|include|stop|break|end|else))/.test(text);
}
