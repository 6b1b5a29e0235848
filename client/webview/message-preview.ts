/**
 * The script of the message panel. It builds its page with text nodes only; the message itself stands in a frame without
 * scripts; a new one takes the old one's place when it is drawn.
 */
import type { PreviewResult, SampleItem } from "#protocol";

interface Host {
  postMessage(message: unknown): void;
}
declare function acquireVsCodeApi(): Host;

const host = acquireVsCodeApi();
const element = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;

/** The message's frame has a policy of its own: nothing is loaded, nothing is sent, nothing runs. */
const framePolicy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'">`;

let frame: HTMLIFrameElement | undefined;
let text: HTMLPreElement | undefined;

window.addEventListener("message", ({ data }: MessageEvent<{ type?: unknown; result?: PreviewResult | null }>) => {
  if (data?.type === "show") show(data.result ?? null);
});

for (const width of ["desktop", "phone"] as const)
  element(width).addEventListener("click", () => {
    element("stage").dataset.width = width;
    for (const other of ["desktop", "phone"]) element(other).setAttribute("aria-pressed", String(other === width));
  });
for (const what of ["contact", "event"] as const)
  element<HTMLSelectElement>(what).addEventListener("change", ({ target }) =>
    host.postMessage({ type: "choose", what, id: (target as HTMLSelectElement).value }),
  );
host.postMessage({ type: "ready" });

function show(result: PreviewResult | null): void {
  if (!result) {
    problems([
      { severity: "error", message: "There is no message here: the block or its template is missing", location: undefined },
    ]);
    return;
  }
  choices("contact", result.contacts, result.contact);
  choices("event", result.events, result.event);
  const subject = element("subject");
  subject.hidden = result.subject === undefined;
  subject.textContent = result.subject ?? "";
  problems(result.problems);
  if (result.isHtml) showHtml(result.text);
  else showText(result.text, result.channel);
  variables(result);
}

function showHtml(html: string): void {
  text?.remove();
  text = undefined;
  const next = document.createElement("iframe");
  next.title = "The message";
  // No scripts and an origin of its own: nothing in the message can reach this page.
  next.setAttribute("sandbox", "");
  frame = next;
  // The old message stays until the new one is drawn, so that typing does not flicker.
  next.className = "coming";
  next.addEventListener("load", () => {
    if (frame !== next) return; // A newer one is on its way.
    for (const other of element("stage").querySelectorAll("iframe")) if (other !== next) other.remove();
    next.className = "";
  });
  next.srcdoc = framePolicy + html;
  element("stage").append(next);
}

function showText(message: string, channel: string): void {
  for (const other of element("stage").querySelectorAll("iframe")) other.remove();
  frame = undefined;
  if (!text) {
    text = document.createElement("pre");
    element("stage").append(text);
  }
  text.className = channel === "email" ? "plain" : "bubble";
  text.textContent = message.trim() === "" ? "The message is empty" : message;
}

function choices(id: "contact" | "event", items: readonly SampleItem[], chosen: string | undefined): void {
  const select = element<HTMLSelectElement>(id);
  const label = select.parentElement;
  if (label) label.hidden = items.length === 0;
  const wanted = items.map((item) => `${item.id}\n${item.title}`).join("\n\n");
  if (select.dataset.items !== wanted) {
    select.replaceChildren(
      ...items.map((item) => Object.assign(document.createElement("option"), { value: item.id, textContent: item.title })),
    );
    select.dataset.items = wanted;
  }
  if (chosen !== undefined) select.value = chosen;
}

function problems(list: PreviewResult["problems"]): void {
  const section = element("problems");
  section.hidden = list.length === 0;
  section.replaceChildren(
    ...list.map((problem, at) => {
      const line = document.createElement("button");
      line.type = "button";
      line.className = problem.severity;
      line.textContent = `${problem.severity === "error" ? "The platform would fail this message: " : ""}${problem.message}${problem.location ? ` (line ${problem.location.range.start.line + 1})` : ""}`;
      line.addEventListener("click", () => host.postMessage({ type: "go", kind: "problem", at }));
      return line;
    }),
  );
}

function variables({ variables: list }: PreviewResult): void {
  const section = element("variables");
  if (list.length === 0) {
    section.replaceChildren();
    return;
  }
  const table = document.createElement("table");
  for (const [at, variable] of list.entries()) {
    const row = table.insertRow();
    const go = document.createElement("button");
    go.type = "button";
    go.textContent = variable.text;
    go.title = "Go to it in the template";
    go.addEventListener("click", () => host.postMessage({ type: "go", kind: "variable", at }));
    row.insertCell().append(go);
    const value = row.insertCell();
    value.textContent = variable.value ?? "missing";
    value.className = variable.value === undefined ? "missing" : "value";
    row.insertCell().textContent = variable.value === undefined ? "" : variable.from;
  }
  const title = document.createElement("h2");
  title.textContent = "Variables";
  section.replaceChildren(title, table);
}
