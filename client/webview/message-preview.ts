/**
 * The script of the message panel. It builds its page with text nodes only; an e-mail stands in a frame of its own, which runs
 * nothing. What somebody chooses goes to the extension, and the message comes back rendered.
 */
import type { PreviewResult, SampleItem } from "#protocol";
import { channelView, mailHead } from "./message/channels";
import { button, choiceGroup, element, make } from "./message/dom";
import { tell } from "./message/host";
import { HtmlFrame } from "./message/html-frame";
import { pieceText } from "./message/piece-text";
import { type PanelState, showAnswers, showValues } from "./message/side";

interface Shown {
  readonly type: "show";
  readonly result: PreviewResult | null;
  readonly state: PanelState;
}
interface Marked {
  readonly type: "mark";
  readonly marks: readonly { readonly part: number; readonly piece: number }[];
}

type View = "message" | "text" | "source";
const views: readonly (readonly [View, string])[] = [
  ["message", "Message"],
  ["text", "Text"],
  ["source", "Source"],
];

const stage = element("stage");
/** Each view keeps a place of its own, so that going from one to the other draws nothing anew. */
const places = new Map(
  views.map(([view]) => {
    const place = make("div", { id: `view-${view}`, hidden: view !== "message" });
    place.setAttribute("role", "tabpanel");
    place.setAttribute("aria-labelledby", `tab-${view}`);
    stage.append(place);
    return [view, place] as const;
  }),
);
const message = places.get("message") ?? stage;
const head = make("div");
const sheet = make("div", { className: "sheet" });
message.append(head, sheet);
const frame = new HtmlFrame(sheet);
let shown: PreviewResult | null = null;

tabs();
choiceGroup(
  element("width"),
  [
    ["desktop", "Desktop"],
    ["phone", "Phone"],
  ],
  "desktop",
  (width) => {
    stage.dataset.width = width;
  },
);
choiceGroup(
  element("colors"),
  [
    ["light", "Light"],
    ["dark", "Dark"],
  ],
  "light",
  (colors) => {
    stage.dataset.colors = colors;
  },
);
for (const what of ["contact", "event"] as const)
  element<HTMLSelectElement>(what).addEventListener("change", ({ target }) =>
    tell({ type: "choose", what, id: (target as HTMLSelectElement).value }),
  );
const pin = element("pin");
pin.addEventListener("click", () => tell({ type: "pin", on: pin.getAttribute("aria-pressed") !== "true" }));
window.addEventListener("message", ({ data }: MessageEvent<Shown | Marked>) => {
  if (data?.type === "show") show(data);
  else if (data?.type === "mark") mark(data.marks);
});
tell({ type: "ready" });

function show({ result, state }: Shown): void {
  shown = result;
  pin.setAttribute("aria-pressed", String(state.pinned));
  pin.textContent = state.pinned ? "Pinned" : "Pin";
  stage.hidden = !result;
  if (!result) {
    problems([
      { severity: "error", message: "There is no message here: the block or its template is missing", location: undefined },
    ]);
    return;
  }
  choices("event", result.events, result.event);
  choices("contact", result.contacts, result.contact);
  problems(result.problems);
  const isMail = result.markedHtml !== undefined;
  element("looks").hidden = !isMail;
  if (!isMail) select("message");
  head.replaceChildren(...(result.channel === "email" ? [mailHead(result.parts)] : []));
  const at = result.parts.length - 1;
  const part = result.parts[at];
  if (result.markedHtml !== undefined && part) {
    sheet.querySelector(":scope > :not(iframe)")?.remove();
    // A message that knows dark colors gets them; a mail program turns the colors of others around.
    stage.dataset.dark = /prefers-color-scheme|color-scheme/i.test(result.markedHtml) ? "own" : "turned";
    frame.show(result.markedHtml, part, at, textViews);
  } else {
    frame.remove();
    sheet.replaceChildren(channelView(result));
  }
  textViews();
  showValues(result);
  showAnswers(result, state);
}

/** The views beside the message: its text without HTML, and what was printed. */
function textViews(): void {
  const at = (shown?.parts.length ?? 0) - 1;
  const part = shown?.parts[at];
  const pre = (...children: readonly (Node | string)[]) => make("pre", { dir: "auto", tabIndex: 0 }, ...children);
  places.get("text")?.replaceChildren(pre(frame.text.trim() || "This message has no text without its HTML"));
  places.get("source")?.replaceChildren(pre(...(part ? pieceText(part, at) : [])));
}

function mark(marks: Marked["marks"]): void {
  const last = (shown?.parts.length ?? 0) - 1;
  const names = new Set(marks.map(({ part, piece }) => `${part}:${piece}`));
  let first: HTMLElement | undefined;
  for (const piece of stage.querySelectorAll<HTMLElement>("[data-piece]")) {
    const wanted = names.has(piece.dataset.piece ?? "");
    piece.classList.toggle("marked", wanted);
    if (wanted && piece.offsetParent) first ??= piece;
  }
  first?.scrollIntoView({ block: "nearest" });
  frame.mark(marks.flatMap(({ part, piece }) => (part === last ? [piece] : [])));
}

function tabs(): void {
  const list = element("views");
  for (const [view, label] of views) {
    const tab = button(label, () => select(view), { id: `tab-${view}` });
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", `view-${view}`);
    list.append(tab);
  }
  list.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const all = views.map(([view]) => view);
    const at = all.findIndex((view) => element(`tab-${view}`) === document.activeElement);
    const next = step && at >= 0 ? all[(at + step + all.length) % all.length] : undefined;
    if (!next) return;
    select(next);
    element(`tab-${next}`).focus();
  });
  select("message");
}

function select(chosen: View): void {
  for (const [view, place] of places) {
    place.hidden = view !== chosen;
    const tab = element(`tab-${view}`);
    tab.setAttribute("aria-selected", String(view === chosen));
    tab.tabIndex = view === chosen ? 0 : -1;
  }
}

function choices(id: "contact" | "event", items: readonly SampleItem[], chosen: string | undefined): void {
  const list = element<HTMLSelectElement>(id);
  element(`${id}-label`).hidden = items.length === 0;
  const wanted = JSON.stringify(items.map((item) => [item.id, item.title]));
  if (list.dataset.items !== wanted) {
    list.replaceChildren(...items.map((item) => make("option", { value: item.id, textContent: item.title })));
    list.dataset.items = wanted;
  }
  if (chosen !== undefined) list.value = chosen;
}

function problems(list: PreviewResult["problems"]): void {
  const section = element("problems");
  section.hidden = list.length === 0;
  const fails = list.some(({ severity }) => severity === "error");
  section.replaceChildren(
    ...(fails && shown
      ? [make("p", { className: "fails", textContent: "The platform would send nothing of this message." })]
      : []),
    ...list.map((problem, at) => {
      const line = problem.location ? ` (line ${problem.location.range.start.line + 1})` : "";
      return button(`${problem.message}${line}`, () => tell({ type: "go", kind: "problem", at }), {
        className: problem.severity,
      });
    }),
  );
}
