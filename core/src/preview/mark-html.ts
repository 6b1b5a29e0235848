/**
 * Where values stand in the HTML of a message, as comments: `<!--hf:3-->` before and `<!--/hf:3-->` behind what the piece 3 printed. A
 * comment changes nothing of what a reader sees, neither the layout nor what selectors match. A value inside a tag cannot
 * have comments around it, so its tag is marked from before. Scripts, styles and other raw texts are left alone.
 */

export interface Printed {
  readonly start: number;
  readonly end: number;
}

/**
 * The HTML with its marks.
 * @param pieces in order of place, none inside another; the number of a mark is the index in this list
 */
export function markHtml(html: string, pieces: readonly Printed[]): string {
  let marked = "";
  let done = 0;
  const put = (at: number, mark: string): void => {
    marked += html.slice(done, at) + mark;
    done = at;
  };
  const scanner = new HtmlScanner(html);
  for (const [index, { start, end }] of pieces.entries()) {
    const place = scanner.placeOf(start);
    if (place.kind === "tag") {
      // Several values of one tag share its start; a mark that would lie before what is written already is left out.
      if (place.start >= done) put(place.start, `<!--hf-tag:${index}-->`);
    } else if (place.kind === "text" && start >= done) {
      put(start, `<!--hf:${index}-->`);
      // A value with markup of its own may end inside a tag or a comment; then its end is not marked.
      if (scanner.placeOf(end).kind === "text") put(end, `<!--/hf:${index}-->`);
    }
  }
  return marked + html.slice(done);
}

/** A place in HTML: in text, inside a tag that begins at `start`, or where nothing can be marked. */
type Place = { readonly kind: "text" | "tag" | "raw"; readonly start: number };

const rawElements = /^<(script|style|title|textarea|xmp|iframe|noembed|noframes|plaintext)\b/i;

/** Walks over HTML once, as far as it is asked: offsets must not go backwards. */
class HtmlScanner {
  #at = 0;
  /** The piece of markup or text around `#at`. */
  #current: { readonly kind: Place["kind"]; readonly start: number; readonly end: number } = { kind: "text", start: 0, end: 0 };
  #raw: string | undefined;

  constructor(private readonly html: string) {}

  placeOf(offset: number): Place {
    while (this.#current.end <= offset && this.#at < this.html.length) this.#next();
    // At the border between two pieces the offset belongs to the one that begins there; before a tag it is text.
    const { kind, start } = this.#current;
    return offset === start && kind === "tag" ? { kind: "text", start } : { kind, start };
  }

  #next(): void {
    const { html } = this;
    const start = this.#at;
    if (this.#raw) {
      const close = new RegExp(`</${this.#raw}`, "gi");
      close.lastIndex = start;
      const end = close.exec(html)?.index ?? html.length;
      this.#raw = undefined;
      if (end > start) return this.#take("raw", end);
    }
    if (html[start] !== "<") {
      const tag = html.indexOf("<", start);
      return this.#take("text", tag < 0 ? html.length : tag);
    }
    if (html.startsWith("<!--", start)) {
      const end = html.indexOf("-->", start + 4);
      return this.#take("raw", end < 0 ? html.length : end + 3);
    }
    if (!/^<[a-z/!?]/i.test(html.slice(start, start + 2))) {
      const tag = html.indexOf("<", start + 1);
      return this.#take("text", tag < 0 ? html.length : tag);
    }
    const raw = rawElements.exec(html.slice(start, start + 12))?.[1];
    this.#raw = raw;
    this.#take("tag", tagEnd(html, start));
  }

  #take(kind: Place["kind"], end: number): void {
    this.#current = { kind, start: this.#at, end };
    this.#at = end;
  }
}

/** Behind the `>` that closes a tag; one in quotes does not. */
function tagEnd(html: string, start: number): number {
  let quote = "";
  for (let at = start + 1; at < html.length; at++) {
    const unit = html.charAt(at);
    if (quote) {
      if (unit === quote) quote = "";
    } else if (unit === '"' || unit === "'") quote = unit;
    else if (unit === ">") return at + 1;
  }
  return html.length;
}
