/** Whether a text is JSON, by the engine's own reader, which is many times faster than ours; what it reads is thrown away. */
export function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
