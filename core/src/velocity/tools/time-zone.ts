/** Time zones by the names Java knows: `GMT+3`, `UTC`, `Europe/Kyiv`. Offsets come from Intl, never from the machine's zone. */

const minute = 60_000;
const firstRules = Date.UTC(1900, 0, 1);

/** The offset of a zone at a time, in milliseconds; a zone nobody knows is GMT, as in Java. */
export function zoneOffset(zone: string, time: number): number {
  const fixed = /^(?:GMT|UTC)([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(zone);
  if (fixed !== null) {
    const minutes = Number(fixed[2]) * 60 + Number(fixed[3] ?? 0);
    return (fixed[1] === "-" ? -minutes : minutes) * minute;
  }
  // Before the first rules Java takes the standard time of today.
  if (time < firstRules) return Math.min(zoneOffset(zone, Date.UTC(2024, 0, 1)), zoneOffset(zone, Date.UTC(2024, 6, 1)));
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

/** Short names that Java has for zones by their long English names; Intl has them for American zones only. */
const shortNames: ReadonlyMap<string, string> = new Map([
  ["Coordinated Universal Time", "UTC"],
  ["Greenwich Mean Time", "GMT"],
  ["British Summer Time", "BST"],
  ["Irish Standard Time", "IST"],
  ["Western European Standard Time", "WET"],
  ["Western European Summer Time", "WEST"],
  ["Central European Standard Time", "CET"],
  ["Central European Summer Time", "CEST"],
  ["Eastern European Standard Time", "EET"],
  ["Eastern European Summer Time", "EEST"],
  ["Moscow Standard Time", "MSK"],
  ["Israel Standard Time", "IST"],
  ["Israel Daylight Time", "IDT"],
  ["India Standard Time", "IST"],
  ["China Standard Time", "CST"],
  ["Japan Standard Time", "JST"],
  ["Korean Standard Time", "KST"],
  ["Australian Eastern Standard Time", "AEST"],
  ["Australian Eastern Daylight Time", "AEDT"],
  ["Australian Western Standard Time", "AWST"],
  ["New Zealand Standard Time", "NZST"],
  ["New Zealand Daylight Time", "NZDT"],
  ["South Africa Standard Time", "SAST"],
  ["East Africa Time", "EAT"],
  ["West Africa Standard Time", "WAT"],
]);

/** Offsets of the short names that a date may be written with, in minutes. */
const offsets: ReadonlyMap<string, number> = new Map([
  ["GMT", 0],
  ["UTC", 0],
  ["UT", 0],
  ["WET", 0],
  ["WEST", 60],
  ["BST", 60],
  ["CET", 60],
  ["CEST", 120],
  ["EET", 120],
  ["EEST", 180],
  ["MSK", 180],
  ["EST", -300],
  ["EDT", -240],
  ["CST", -360],
  ["CDT", -300],
  ["MST", -420],
  ["MDT", -360],
  ["PST", -480],
  ["PDT", -420],
]);

/** The offset of a zone by its short name, in milliseconds. */
export function offsetOf(name: string): number | undefined {
  const minutes = offsets.get(name);
  return minutes === undefined ? undefined : minutes * minute;
}

/** How a zone is written: `UTC`, `EET`, or in full. Java's names are those of today, whenever the time is. */
export function zoneName(zone: string, time: number, locale: string, long: boolean): string {
  const fixed = /^(GMT|UTC)([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(zone);
  if (fixed !== null) return `GMT${fixed[2]}${(fixed[3] ?? "").padStart(2, "0")}:${fixed[4] ?? "00"}`;
  if (zone === "UTC") return long ? "Coordinated Universal Time" : zone;
  if (zone === "GMT") return long ? "Greenwich Mean Time" : zone;
  const summer = isSummer(zone, time);
  const recent = [Date.UTC(2024, 0, 1), Date.UTC(2024, 6, 1)].find((one) => isSummer(zone, one) === summer) ?? time;
  const name = intlName(zone, recent, locale, "long");
  if (name === undefined) return long ? "Greenwich Mean Time" : "GMT";
  if (long) return name;
  return shortNames.get(intlName(zone, recent, "en-US", "long") ?? "") ?? intlName(zone, recent, locale, "short") ?? zone;
}

/** Whether clocks are set forward: the offset is not the smaller one of that year. */
function isSummer(zone: string, time: number): boolean {
  const year = new Date(time).getUTCFullYear();
  return zoneOffset(zone, time) > Math.min(zoneOffset(zone, Date.UTC(year, 0, 1)), zoneOffset(zone, Date.UTC(year, 6, 1)));
}

function intlName(zone: string, time: number, locale: string, style: "short" | "long"): string | undefined {
  try {
    const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: style }).formatToParts(time);
    return parts.find(({ type }) => type === "timeZoneName")?.value;
  } catch {
    return undefined;
  }
}
