/** Time zones by the names Java knows: `GMT+3`, `UTC`, `Europe/Kyiv`. Offsets come from Intl, never from the machine's zone. */

const minute = 60_000;

/** The offset of a zone at a time, in milliseconds; a zone nobody knows is GMT, as in Java. */
export function zoneOffset(zone: string, time: number): number {
  const fixed = /^(?:GMT|UTC)([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(zone);
  if (fixed !== null) {
    const minutes = Number(fixed[2]) * 60 + Number(fixed[3] ?? 0);
    return (fixed[1] === "-" ? -minutes : minutes) * minute;
  }
  const parts = zoneParts(zone, time);
  if (parts === undefined) return 0;
  return (
    Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second) - Math.floor(time / 1000) * 1000
  );
}

/** The time at which clocks in the zone show what UTC clocks show at `local`. */
export function fromLocal(zone: string, local: number): number {
  const guess = local - zoneOffset(zone, local);
  return local - zoneOffset(zone, guess);
}

function zoneParts(
  zone: string,
  time: number,
): { year: number; month: number; day: number; hour: number; minute: number; second: number } | undefined {
  if (zone === "UTC" || zone === "GMT" || !Number.isFinite(time) || Math.abs(time) > 8.64e15) return undefined;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    return undefined;
  }
  const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return {
    year: part("year"),
    month: part("month"),
    day: part("day"),
    hour: part("hour"),
    minute: part("minute"),
    second: part("second"),
  };
}

/** How a zone is written: `UTC`, `EET`, or in full. */
export function zoneName(zone: string, time: number, locale: string, long: boolean): string {
  const fixed = /^(GMT|UTC)([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(zone);
  if (fixed !== null) return `GMT${fixed[2]}${(fixed[3] ?? "").padStart(2, "0")}:${fixed[4] ?? "00"}`;
  if (zone === "UTC" || zone === "GMT")
    return long ? (zone === "UTC" ? "Coordinated Universal Time" : "Greenwich Mean Time") : zone;
  try {
    const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: long ? "long" : "short" }).formatToParts(time);
    return parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
  } catch {
    return "GMT";
  }
}
