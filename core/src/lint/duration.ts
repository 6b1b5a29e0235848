/** Lengths of time as the platform's fields write them. */

const minutesOf: Readonly<Record<string, number>> = { m: 1, h: 60, d: 24 * 60, month: 30 * 24 * 60 };

/** `2 hours` in minutes; undefined when the text is no length of time. A day means 24 hours. */
export function durationMinutes(text: string): number | undefined {
  const [, count, unit = ""] = /^([1-9]\d{0,8})\s*(m|min|minutes?|h|hours?|d|days?|months?)$/.exec(text) ?? [];
  if (count === undefined) return undefined;
  const minutes = unit.startsWith("month") ? minutesOf.month : minutesOf[unit.charAt(0)];
  return minutes === undefined ? undefined : Number(count) * minutes;
}
