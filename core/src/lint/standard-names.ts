/**
 * Whether a text is a time zone or a language by the standards that the platform names. The host's own data is asked; what a
 * host does not know for sure is taken to be right.
 */
import { once } from "../text/once";

/** Why a text is no name of the tz database; undefined when it is one, or when this host cannot tell. */
export function timeZoneFault(name: string): "form" | "unknown" | undefined {
  if (/^Etc\/(GMT|UTC)[+-]0?\d{1,2}$/.test(name) || /^(UTC|GMT|UCT|Z)$/.test(name)) return undefined;
  // `GMT+3` and `+03:00` are offsets, which hosts may accept and the tz database does not list.
  if (/^(GMT|UTC|UT)?\s*[+-]\s*\d/.test(name) || /[^\w/+-]/.test(name)) return "form";
  // The newest names that hosts of our time may not have heard of.
  if (/^Europe\/Kyiv$|^America\/Coyhaique$/.test(name)) return undefined;
  if (typeof Intl === "undefined" || !Intl.DateTimeFormat) return undefined;
  if (listedZones().has(name) || isZone(name)) return undefined;
  return isZone("Asia/Tokyo") ? "unknown" : undefined;
}

/** To look a name up costs the host a hundredth of what it takes to make a format for it. */
const listedZones = once((): ReadonlySet<string> => new Set(timeZones()));

/** All names of the tz database that the host lists; none where it cannot. */
export function timeZones(): readonly string[] {
  try {
    return ["Europe/Kyiv", ...Intl.supportedValuesOf("timeZone")];
  } catch {
    return [];
  }
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export interface LanguageFault {
  /** The tag that is surely meant, if there is one. */
  readonly meant: string | undefined;
}

/** Codes of three letters that other standards give to languages with two: in RFC 5646 a language has one code, the shorter one. */
const longCodes: ReadonlySet<string> = new Set(
  "ukr eng pol deu ger fra fre spa ita por rus ron rum ces cze slk slo hun bul ell gre tur kat geo hye arm kaz lit lav est fin swe dan nor nld dut heb ara zho chi jpn kor hin vie srp hrv slv bel aze uzb mkd mac sqi alb".split(
    " ",
  ),
);

/** Why a text is no language by RFC 5646; undefined when it is one, or when this host cannot tell. */
export function languageFault(tag: string): LanguageFault | undefined {
  if (!/^[A-Za-z]{2,8}([-_][A-Za-z\d]{1,8})*$/.test(tag)) return { meant: undefined };
  if (tag.includes("_")) return { meant: languageFault(tag.replaceAll("_", "-")) ? undefined : tag.replaceAll("_", "-") };
  if (tag.length === 2) return isUnassigned(tag.toLowerCase()) ? { meant: undefined } : undefined;
  let canonical: string | undefined;
  try {
    canonical = Intl.getCanonicalLocales(tag)[0];
  } catch {
    return { meant: undefined };
  }
  const [language = ""] = tag.split("-");
  const [short = ""] = (canonical ?? tag).split("-");
  if (longCodes.has(language.toLowerCase())) return { meant: short.length === 2 ? short + tag.slice(3) : undefined };
  return language.length === 2 && isUnassigned(language.toLowerCase()) ? { meant: undefined } : undefined;
}

/** Two letters that are no language, told only by a host that knows the others. */
function isUnassigned(language: string): boolean {
  const names = languageNames();
  let known = unassigned.get(language);
  if (known === undefined) {
    known = names !== undefined && names.of(language) === undefined;
    unassigned.set(language, known);
  }
  return known;
}

/** By code: the answers that the host gave. */
const unassigned = new Map<string, boolean>();

/** The host's names of languages; undefined where it does not know them for sure. */
const languageNames = once((): Intl.DisplayNames | undefined => {
  try {
    const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
    return names.of("uk") === "Ukrainian" && names.of("om") !== undefined ? names : undefined;
  } catch {
    return undefined;
  }
});
