/**
 * The frame of an e-mail. It is sandboxed without scripts, and its policy loads nothing; the page reads it, to be as high as the
 * message, to mark values, and to know which one the pointer is on (docs/decisions/message-frame.md). Comments say where values
 * stand, so the message itself is drawn exactly as it is. A new message takes the old one's place when it is drawn.
 */
import type { PreviewPart } from "#protocol";
import { make } from "./dom";
import { tell } from "./host";
import { hideTooltip, showTooltip } from "./tooltip";

const policy = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'">`;
const style = `<style>
html { overflow-x: auto; overflow-y: hidden; }
img { outline: 1px dashed rgba(128, 128, 128, 0.6); outline-offset: -1px; }
.hookflow-hole { display: inline-block; position: relative; width: 0; height: 1em; vertical-align: text-bottom; }
.hookflow-hole span { position: absolute; inset: 1px auto 0 0; width: 0.5em; background: #ffe2a8cc; outline: 1px dashed #b58900; }
::highlight(hookflow-missing) { background: #ffe2a8; color: #5c3a00; }
::highlight(hookflow-value) { background: rgba(96, 165, 250, 0.4); }
</style>`;

export class HtmlFrame {
  private frame: HTMLIFrameElement | undefined;
  private html = "";
  private ranges = new Map<number, Range>();
  private part: PreviewPart | undefined;
  private partAt = 0;
  private wanted: readonly number[] = [];

  constructor(private readonly stage: HTMLElement) {
    new ResizeObserver(() => this.frame && fit(this.frame)).observe(stage);
  }

  /** The message as text, as it is read without its HTML. */
  text = "";

  /** Draws a message; `drawn` is called when it stands in the place of the one before. */
  show(html: string, part: PreviewPart, partAt: number, drawn: () => void): void {
    this.part = part;
    this.partAt = partAt;
    if (html === this.html && this.frame) {
      drawn();
      return;
    }
    this.html = html;
    const before = this.frame;
    const next = make("iframe", { title: "The message", className: "coming" });
    // No scripts, forms, popups or ways out; the page may read it, and nothing in it can act.
    next.setAttribute("sandbox", "allow-same-origin");
    next.addEventListener("load", () => {
      if (this.frame !== next) return; // A newer one is on its way.
      this.ranges = rangesOf(next);
      this.listen(next);
      fit(next);
      this.text = next.contentDocument?.body?.innerText ?? "";
      this.markMissing();
      this.mark(this.wanted);
      for (const other of this.stage.querySelectorAll("iframe")) if (other !== next) other.remove();
      next.className = "";
      const { documentElement } = next.contentDocument ?? document;
      new ResizeObserver(() => fit(next)).observe(documentElement);
      drawn();
    });
    this.frame = next;
    next.srcdoc = framed(html);
    if (before) before.after(next);
    else this.stage.append(next);
  }

  remove(): void {
    for (const frame of this.stage.querySelectorAll("iframe")) frame.remove();
    this.frame = undefined;
    this.html = "";
    this.text = "";
  }

  /** Marks values and brings the first of them into sight. */
  mark(pieces: readonly number[]): void {
    this.wanted = pieces;
    const found = pieces.flatMap((piece) => this.ranges.get(piece) ?? []);
    this.highlight("hookflow-value", found);
    const place = found[0]?.getBoundingClientRect();
    const frame = this.frame?.getBoundingClientRect();
    if (!place || !frame) return;
    const top = frame.top + place.top;
    if (top < 60 || top > window.innerHeight - 40) window.scrollBy({ top: top - window.innerHeight / 3 });
  }

  private markMissing(): void {
    const missing: Range[] = [];
    for (const [at, piece] of (this.part?.pieces ?? []).entries()) {
      const range = piece.missing ? this.ranges.get(at) : undefined;
      if (!range) continue;
      if (range.collapsed) this.ranges.set(at, holeAt(range));
      else missing.push(range);
    }
    this.highlight("hookflow-missing", missing);
  }

  private highlight(name: string, ranges: readonly Range[]): void {
    const view = this.frame?.contentWindow as (Window & typeof globalThis) | null | undefined;
    if (view?.Highlight) view.CSS.highlights.set(name, new view.Highlight(...ranges));
  }

  private listen(frame: HTMLIFrameElement): void {
    const inside = frame.contentDocument;
    if (!inside) return;
    const pieceAt = (event: MouseEvent): number | undefined => {
      for (const [piece, range] of this.ranges)
        for (const { left, right, top, bottom } of range.getClientRects())
          if (event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom) return piece;
      return undefined;
    };
    inside.addEventListener("mousemove", (event) => {
      const piece = pieceAt(event);
      const source = piece === undefined ? undefined : this.part?.pieces[piece]?.source;
      const place = frame.getBoundingClientRect();
      if (source) showTooltip(source, place.left + event.clientX, place.top + event.clientY);
      else hideTooltip();
      inside.documentElement.style.cursor = source ? "pointer" : "";
    });
    inside.addEventListener("mouseleave", hideTooltip);
    inside.addEventListener(
      "click",
      (event) => {
        // No link of a message leads anywhere from here.
        event.preventDefault();
        const piece = pieceAt(event);
        if (piece !== undefined) tell({ type: "go", kind: "piece", part: this.partAt, at: piece });
      },
      true,
    );
  }
}

/** The message with policy and styles before everything of its own, behind its document type. */
function framed(html: string): string {
  const type = /^\s*<!doctype[^>]*>/i.exec(html)?.[0] ?? "<!DOCTYPE html>";
  return type + policy + style + html.replace(/^\s*<!doctype[^>]*>/i, "");
}

/** As high as what is in it, so that one scroll bar serves all. */
function fit(frame: HTMLIFrameElement): void {
  const { documentElement, body } = frame.contentDocument ?? {};
  if (!documentElement) return;
  const height = Math.ceil(Math.max(documentElement.getBoundingClientRect().height, body?.scrollHeight ?? 0));
  // A message that is as high as its frame would grow for ever.
  if (Math.abs(height - frame.clientHeight) > 1) frame.style.height = `${Math.min(height, 50_000)}px`;
}

/** A mark where nothing was printed. It takes no room, so nothing of the message moves. */
function holeAt(range: Range): Range {
  const inside = range.startContainer.ownerDocument ?? document;
  const place = inside.createElement("span");
  place.className = "hookflow-hole";
  place.append(inside.createElement("span"));
  range.insertNode(place);
  const hole = inside.createRange();
  hole.selectNodeContents(place);
  return hole;
}

/** Where the marked values stand. */
function rangesOf(frame: HTMLIFrameElement): Map<number, Range> {
  const ranges = new Map<number, Range>();
  const inside = frame.contentDocument;
  if (!inside) return ranges;
  const walker = inside.createTreeWalker(inside, NodeFilter.SHOW_COMMENT);
  const open = new Map<number, Node>();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const [, kind, number] = /^(hf|\/hf|hf-tag):(\d+)$/.exec(node.nodeValue ?? "") ?? [];
    const piece = Number(number);
    if (kind === "hf") open.set(piece, node);
    const range = inside.createRange();
    const start = open.get(piece);
    if (kind === "/hf" && start) {
      range.setStartAfter(start);
      range.setEndBefore(node);
    } else if (kind === "hf-tag" && node.nextSibling) range.selectNode(node.nextSibling);
    else continue;
    ranges.set(piece, range);
  }
  return ranges;
}
