/** What stands below the message: its values, which can be taken away, and the answers it reads, which can be exchanged. */
import type { PreviewAnswer, PreviewResult, PreviewVariable } from "#protocol";
import { button, element, make } from "./dom";
import { tell } from "./host";

/** What the extension knows beside the message. */
export interface PanelState {
  readonly pinned: boolean;
  readonly doubles: boolean;
  /** Webhooks whose answer was written by hand. */
  readonly edited: readonly string[];
  /** Webhooks that have answered in this session. */
  readonly lastAnswers: readonly string[];
}

/** The answer that is being written, so that a new rendering does not take it from under the fingers. */
let writing: string | undefined;

export function showValues({ variables }: PreviewResult): void {
  const section = element("values");
  const missing = variables.filter(({ value }) => value === undefined).length;
  const title = make("h2", { textContent: "Values" });
  if (missing > 0) title.append(make("span", { className: "count", textContent: `${missing} missing` }));
  if (variables.length === 0) {
    section.replaceChildren();
    return;
  }
  const table = make("table");
  const head = table.createTHead().insertRow();
  for (const name of ["In the template", "Value", "From", ""]) head.append(make("th", { scope: "col", textContent: name }));
  const body = table.createTBody();
  for (const [at, variable] of variables.entries()) body.append(row(variable, at));
  section.replaceChildren(title, table);
}

function row(variable: PreviewVariable, at: number): HTMLElement {
  const { source, value, from, path, taken, locations } = variable;
  const places = locations.map(({ range }, place) =>
    button(place === 0 ? source : `also line ${range.start.line + 1}`, () => tell({ type: "go", kind: "variable", at, place }), {
      className: place === 0 ? "source" : "place",
      title: `Go to line ${range.start.line + 1} of the template`,
    }),
  );
  const shown = value === undefined ? (taken ? "taken away" : "missing") : value === "" ? "empty" : value;
  const cell = make("td", { className: value ? "value" : "value missing", textContent: shown, dir: "auto" });
  const take = make("td", { className: "take" });
  if (path && (value !== undefined || taken)) {
    const toggle = button(taken ? "Give back" : "Take away", () => tell({ type: "take", path, taken: !taken }), {
      title: taken ? "Show the message with the value again" : "Show what a reader gets who has no such value",
    });
    toggle.setAttribute("aria-label", `${taken ? "Give back" : "Take away"} ${source}`);
    take.append(toggle);
  }
  return make("tr", {}, make("td", {}, ...places), cell, make("td", { className: "from", textContent: value ? from : "" }), take);
}

export function showAnswers({ answers }: PreviewResult, state: PanelState): void {
  const section = element("answers");
  if (answers.length === 0) {
    section.replaceChildren();
    return;
  }
  if (writing !== undefined && section.contains(document.activeElement)) return;
  const doubles = make("input", { type: "checkbox", checked: state.doubles });
  doubles.addEventListener("change", () => tell({ type: "doubles", on: doubles.checked }));
  section.replaceChildren(
    make("h2", { textContent: "Answers" }),
    ...answers.map((answer) => answerRow(answer, state)),
    make("label", { className: "option" }, doubles, "Whole numbers as doubles (5.0), as the platform seems to deliver them"),
  );
}

function answerRow(answer: PreviewAnswer, state: PanelState): HTMLElement {
  const { webhook, recordings, from } = answer;
  const select = make("select");
  const option = (value: string, text: string, selected: boolean) =>
    select.append(make("option", { value, textContent: text, selected }));
  const edited = state.edited.includes(webhook);
  if (edited) option("edited", "Written by hand", true);
  if (state.lastAnswers.includes(webhook)) option("", "Last answer", from === "last answer" || !from?.startsWith("recording"));
  for (const { id, title } of recordings) option(`=${id}`, `Recording ${title}`, from === `recording ${id}`);
  select.addEventListener("change", () => {
    const recording = select.value.startsWith("=") ? select.value.slice(1) : undefined;
    if (select.value !== "edited") tell({ type: "answer", webhook, recording });
  });
  const title = make("label", {}, `${webhook} `, ...(select.options.length > 0 ? [select] : []));
  const none = make("span", {
    className: "missing",
    textContent: from ? "" : "no answer yet: send a test, record one, or write it",
  });
  const line = make(
    "div",
    { className: "answer" },
    title,
    none,
    button("Edit", () => edit(line, answer, edited)),
  );
  if (writing === webhook) edit(line, answer, edited);
  return line;
}

/** The answer as text to write in; applied by its button or by Ctrl+Enter. */
function edit(line: HTMLElement, { webhook, body }: PreviewAnswer, edited: boolean): void {
  writing = webhook;
  const area = make("textarea", { value: body, rows: Math.min(14, body.split("\n").length + 1), spellcheck: false });
  area.setAttribute("aria-label", `Answer of ${webhook}`);
  const done = () => {
    writing = undefined;
    box.remove();
  };
  const apply = () => {
    const written = area.value;
    done();
    tell({ type: "edit", webhook, body: written });
  };
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape") done();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) apply();
  });
  const box = make(
    "div",
    { className: "writing" },
    area,
    make("div", { className: "row" }, button("Use it", apply), button("Cancel", done)),
  );
  if (edited)
    box.lastElementChild?.append(
      button("Back to the real one", () => {
        done();
        tell({ type: "answer", webhook, recording: undefined });
      }),
    );
  line.querySelector(".writing")?.remove();
  line.append(box);
  area.focus();
}
