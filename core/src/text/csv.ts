/**
 * A text of comma-separated values as rows (RFC 4180), with what spreadsheets do besides: a byte order mark, semicolons or tabs
 * between the fields, any kind of line end. Nothing is guessed about values: they are text.
 */

export interface CsvTable {
  readonly separator: "," | ";" | "\t";
  /** The first row. */
  readonly header: readonly string[];
  /** The others, without empty lines; `line` is where each begins, counted from 1. */
  readonly rows: readonly { readonly line: number; readonly values: readonly string[] }[];
}

export type CsvResult = { readonly ok: true; readonly value: CsvTable } | { readonly ok: false; readonly message: string };

/** Reads a whole table. Every row must have as many fields as the first one. */
export function readCsv(source: string): CsvResult {
  const text = source.replace(/^\ufeff/, "");
  const separator = separatorOf(text);
  const rows: { line: number; values: string[] }[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const row = { line, values: [] as string[] };
    for (;;) {
      const field = readField(text, at, separator);
      if (!field.ok) return { ok: false, message: `Line ${line}: ${field.message}` };
      row.values.push(field.value);
      line += field.lines;
      at = field.end;
      if (text[at] !== separator) break;
      at++;
    }
    if (text[at] === "\r" && text[at + 1] === "\n") at++;
    if (at < text.length) line++;
    at++;
    if (row.values.length > 1 || row.values[0] !== "") rows.push(row);
  }
  const [header, ...rest] = rows;
  if (!header) return { ok: false, message: "The file is empty" };
  const odd = rest.find(({ values }) => values.length !== header.values.length);
  if (odd)
    return {
      ok: false,
      message: `Line ${odd.line} has ${odd.values.length} fields and the first line ${header.values.length}: a field that holds the separator needs quotes`,
    };
  return { ok: true, value: { separator, header: header.values, rows: rest } };
}

type Field =
  | { readonly ok: true; readonly value: string; readonly end: number; readonly lines: number }
  | { readonly ok: false; readonly message: string };

function readField(text: string, start: number, separator: string): Field {
  const isEnd = (at: number) => at >= text.length || text[at] === separator || text[at] === "\r" || text[at] === "\n";
  if (text[start] !== '"') {
    let end = start;
    while (!isEnd(end)) end++;
    return { ok: true, value: text.slice(start, end), end, lines: 0 };
  }
  let value = "";
  for (let at = start + 1; ; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { ok: false, message: "a quote is opened here and never closed" };
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      if (!isEnd(quote + 1)) return { ok: false, message: "something stands between a closing quote and the next separator" };
      return { ok: true, value, end: quote + 1, lines: (value.match(/\r\n|\r|\n/g) ?? []).length };
    }
    value += '"';
    at = quote + 2;
  }
}

/** The one that stands most often in the first line, outside of quotes. */
function separatorOf(text: string): CsvTable["separator"] {
  const counts = { ",": 0, ";": 0, "\t": 0 };
  let quoted = false;
  for (const sign of text) {
    if (sign === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (sign === "\n" || sign === "\r") break;
    else if (sign === "," || sign === ";" || sign === "\t") counts[sign]++;
  }
  if (counts[";"] > counts[","] && counts[";"] >= counts["\t"]) return ";";
  return counts["\t"] > counts[","] ? "\t" : ",";
}
