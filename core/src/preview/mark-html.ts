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
      // All values of one tag have their marks before it; one that would lie before what is written already is left out.
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

/** Elements whose content is no markup: a comment there would be shown, or would change what a script says. */
const rawElement = /^<(script|style|title|textarea|xmp|iframe|noembed|noframes|plaintext)(?=[\s/>])/i;

/** Walks over HTML once, as far as it is asked: offsets must not go backwards. */
class HtmlScanner {
  #at = 0;
  /** The piece of markup or text around `#at`. */
  #current: { readonly kind: Place["kind"]; readonly start: number; readonly end: number } = { kind: "text", start: 0, end: 0 };
  /** The raw element whose content begins at `#at`. */
  #raw: string | undefined;
  /** The end of the raw content that was passed last: its closing tag begins there. */
  #rawEnd = -1;
  /** Whether the piece around `#at` is the content of a raw element. */
  #inRaw = false;

  constructor(private readonly html: string) {}

  placeOf(offset: number): Place {
    while (this.#current.end <= offset && this.#at < this.html.length) this.#next();
    const { kind, start, end } = this.#current;
    // Before the closing tag of raw content nothing can be put, and nothing behind the opening one.
    if (offset >= end) return { kind: this.#raw === undefined ? "text" : "raw", start: end };
    if (start === this.#rawEnd) return { kind: "raw", start };
    // At the border between two pieces the offset belongs to the one that begins there; before markup it is text.
    return offset === start && !this.#inRaw ? { kind: "text", start } : { kind, start };
  }

  #next(): void {
    const { html } = this;
    const start = this.#at;
    this.#inRaw = this.#raw !== undefined;
    if (this.#raw !== undefined) {
      const close = this.#raw === "plaintext" ? undefined : new RegExp(`</${this.#raw}(?=[\\s/>])`, "gi");
      if (close) close.lastIndex = start;
      const end = close?.exec(html)?.index;
      this.#rawEnd = end ?? -1;
      this.#raw = undefined;
      // Also without content, so that nothing is put between `<title>` and `</title>`.
      this.#take("raw", end);
    } else if (/^<(?:[a-z]|\/[a-z])/i.test(html.slice(start, start + 3))) {
      this.#raw = rawElement.exec(html.slice(start, start + 12))?.[1];
      this.#take("tag", tagEnd(html, start));
    } else if (/^<[!?/]/.test(html.slice(start, start + 2))) {
      this.#take("raw", commentEnd(html, start));
    } else {
      const markup = html.indexOf("<", start + 1);
      this.#take("text", markup < 0 ? html.length : markup);
    }
  }

  /** What is not closed has no end: nothing stands behind it. */
  #take(kind: Place["kind"], end = Number.POSITIVE_INFINITY): void {
    this.#current = { kind, start: this.#at, end };
    this.#at = Math.min(end, this.html.length);
  }
}

/** Behind a comment, or what a browser takes for one: `<!doctype html>`, `<![endif]>`, `<?xml?>`. Undefined: it is not closed. */
function commentEnd(html: string, start: number): number | undefined {
  const at = html.startsWith("<!--", start) ? start + 4 : start;
  const rest = at === start ? />/g : /^(?:>|->)|--!?>/g;
  const match = rest.exec(html.slice(at));
  return match ? at + match.index + match[0].length : undefined;
}

/** Behind the `>` that closes a tag. One in the quotes of an attribute's value does not; quotes elsewhere are no quotes. */
function tagEnd(html: string, start: number): number | undefined {
  const attribute = /[\s/]+|=?[^\s/>=]*(?:\s*=\s*(?:"[^"]*(?:"|$)|'[^']*(?:'|$)|[^\s"'>][^\s>]*)?)?/y;
  const name = /<\/?[^\s/>]*/y;
  name.lastIndex = start;
  let at = start + (name.exec(html)?.[0].length ?? 1);
  while (at < html.length && html[at] !== ">") {
    attribute.lastIndex = at;
    // Whatever is left over is one sign that means nothing.
    at += Math.max(1, attribute.exec(html)?.[0].length ?? 1);
  }
  return at < html.length ? at + 1 : undefined;
}
