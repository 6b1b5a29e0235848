/** Whether a text can be the value of a contact field of a type. What the platform does not say of a type is not judged. */

import type { Severity } from "../model/config";
import type { AdditionalField } from "../model/contact-fields";
import { nearest } from "../text/nearest";

export interface ValueFault {
  readonly message: string;
  readonly help: string;
  readonly severity: Severity;
  /** The text that is surely meant. */
  readonly meant?: string;
}

const smallest = -2147483648;
const largest = 2147483647;

/** What is wrong with a value, if anything. */
export function valueFault(field: AdditionalField, text: string): ValueFault | undefined {
  switch (field.type) {
    case "text":
      return tooLong(text, 1000);
    case "textArea":
      return tooLong(text, 5000);
    case "number":
      return numberFault(
        field,
        text,
        /^[-+]?\d+$/,
        "a whole number",
        Math.max(field.minimum ?? smallest, smallest),
        Math.min(field.maximum ?? largest, largest),
      );
    case "decimal":
      return numberFault(field, text, /^[-+]?\d+([.,]\d+)?$/, "a number", field.minimum, field.maximum);
    case "date":
      return dateFault(text);
    case "dateTime":
      return dateTimeFault(text);
    case "dropdown":
      return choiceFault(field, text);
    case "checkboxes": {
      const faults = text.split(",").map((part) => choiceFault(field, part.trim()));
      const { meant: _whole, ...fault } = faults.find((one) => one !== undefined) ?? {};
      return "message" in fault ? (fault as ValueFault) : undefined;
    }
    default:
      return undefined;
  }
}

function tooLong(text: string, most: number): ValueFault | undefined {
  if (text.length <= most) return undefined;
  return {
    message: `The text has ${text.length} characters, and the field takes ${most}`,
    help: "Shorten it",
    severity: "warning",
  };
}

function numberFault(
  { key }: AdditionalField,
  text: string,
  form: RegExp,
  what: string,
  least: number | undefined,
  most: number | undefined,
): ValueFault | undefined {
  const shown = text.slice(0, 40);
  if (!form.test(text))
    return { message: `\`${key}\` takes ${what}, and \`${shown}\` is none`, help: `Write ${what}`, severity: "warning" };
  const value = Number(text.replace(",", "."));
  if (least !== undefined && value < least)
    return {
      message: `\`${shown}\` is less than ${least}, the least that \`${key}\` takes`,
      help: "Write a greater number",
      severity: "warning",
    };
  if (most !== undefined && value > most)
    return {
      message: `\`${shown}\` is more than ${most}, the most that \`${key}\` takes`,
      help: "Write a smaller number",
      severity: "warning",
    };
  return undefined;
}

/** Dates are imported in these forms; years first only with dashes. */
function dateFault(text: string): ValueFault | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const [, otherDay, otherMonth, otherYear] = /^(\d{2})[/.](\d{2})[/.](\d{4}|\d{2})$/.exec(text) ?? [];
  if (isDay(year, month, day) || isDay(otherYear, otherMonth, otherDay)) return undefined;
  const [, y = "", m = "", d = ""] = /^(\d{4})[/.](\d{2})[/.](\d{2})$/.exec(text) ?? [];
  const meant = isDay(y, m, d) ? `${y}-${m}-${d}` : undefined;
  return {
    message: `\`${text.slice(0, 40)}\` is no date of the form \`yyyy-MM-dd\``,
    help: meant ? `Write \`${meant}\`` : "Write it as `2026-01-03`",
    severity: "error",
    ...(meant && { meant }),
  };
}

function dateTimeFault(text: string): ValueFault | undefined {
  const [, year, month, day, between, time] =
    /^(\d{4})-(\d{2})-(\d{2})( ?T ?| ?)(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)$/.exec(text) ?? [];
  const right = isDay(year, month, day) && /^([01]\d|2[0-3]):[0-5]\d/.test(time ?? "");
  if (right && between === "T") return undefined;
  const meant = right ? `${year}-${month}-${day}T${time}` : undefined;
  return {
    message: right
      ? `\`${text.slice(0, 40)}\` has no \`T\` between date and time`
      : `\`${text.slice(0, 40)}\` is no date with time of the form \`yyyy-MM-ddTHH:mm\``,
    help: meant ? `Write \`${meant}\`` : "Write it as `2026-01-03T16:42`",
    severity: "error",
    ...(meant && { meant }),
  };
}

function isDay(year: string | undefined, month: string | undefined, day: string | undefined): boolean {
  if (year === undefined || month === undefined || day === undefined) return false;
  const [m, d] = [Number(month), Number(day)];
  // A year of two digits may be any, so any 29th of February may be right.
  const y = year.length === 4 ? Number(year) : 2000;
  return m >= 1 && m <= 12 && d >= 1 && d <= new Date(Date.UTC(y, m, 0)).getUTCDate();
}

function choiceFault({ key, values }: AdditionalField, text: string): ValueFault | undefined {
  if (values.length === 0 || text === "" || values.includes(text)) return undefined;
  const meant = values.find((value) => value.toLowerCase() === text.toLowerCase()) ?? nearest(text, values);
  const some = values.slice(0, 8).map((value) => `\`${value}\``);
  return {
    message: `\`${text.slice(0, 40)}\` is no value of \`${key}\`${meant?.toLowerCase() === text.toLowerCase() ? ": case counts" : ""}`,
    help: meant ? `Did you mean \`${meant}\`?` : `The values are ${some.join(", ")}`,
    severity: "warning",
    ...(meant && { meant }),
  };
}
