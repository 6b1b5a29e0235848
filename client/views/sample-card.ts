/** A sample's card as Markdown, in which nothing of the sample is Markdown. No editor. */
import type { SampleCard } from "#protocol";

const mostRows = 30;

export function cardLines({ title, detail, values, segments }: SampleCard): readonly string[] {
  const rows = values.slice(0, mostRows).map(([name, value]) => `| ${cell(name)} | ${cell(value)} |`);
  const more = values.length > mostRows ? ["", `and ${values.length - mostRows} more`] : [];
  return [
    `**${cell(title)}**${detail && detail !== title ? ` · ${cell(detail)}` : ""}`,
    "",
    ...(rows.length ? ["| | |", "|---|---|", ...rows] : ["No values."]),
    ...more,
    ...(segments.length ? ["", `Segments: ${segments.map(cell).join(", ")}`] : []),
  ];
}

/** One line, every sign of Markdown and HTML as itself; links that a renderer would make of plain addresses are broken. */
function cell(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/[\\`*_{}[\]()#+\-.!|<>&~$@:]/g, (sign) => (sign === "<" ? "&lt;" : sign === "&" ? "&amp;" : `\\${sign}`));
}
