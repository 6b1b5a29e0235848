/** A rendered text with its values as elements: each says where it comes from and leads there. */
import type { PreviewPart } from "#protocol";
import { make } from "./dom";
import { tell } from "./host";
import { hideTooltip, showTooltip } from "./tooltip";

/** The text, values and all. */
export function pieceText(part: PreviewPart, at: number): Node[] {
  const nodes: Node[] = [];
  let done = 0;
  for (const [index, piece] of part.pieces.entries()) {
    if (piece.start < done) continue;
    if (piece.start > done) nodes.push(document.createTextNode(part.text.slice(done, piece.start)));
    const span = make("span", {
      className: piece.missing ? "piece missing" : "piece",
      textContent: part.text.slice(piece.start, piece.end),
    });
    span.dataset.piece = `${at}:${index}`;
    span.addEventListener("click", () => tell({ type: "go", kind: "piece", part: at, at: index }));
    span.addEventListener("mousemove", ({ clientX, clientY }) => showTooltip(piece.source, clientX, clientY));
    span.addEventListener("mouseleave", hideTooltip);
    nodes.push(span);
    done = piece.end;
  }
  nodes.push(document.createTextNode(part.text.slice(done)));
  return nodes;
}
