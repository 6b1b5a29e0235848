/** Messages other than e-mails as their reader sees them: a bubble of a chat, or a card of a phone. */
import type { PreviewPart, PreviewResult, SmsSize } from "#protocol";
import { make } from "./dom";
import { pieceText } from "./piece-text";

const bubbles = new Set(["sms", "viber", "telegram"]);

/** The message as its channel shows it. */
export function channelView(result: PreviewResult): HTMLElement {
  const at = result.parts.length - 1;
  const text = result.parts[at];
  const body = text ? textOf(text, at) : make("p");
  if (bubbles.has(result.channel)) return make("div", { className: `phone ${result.channel}` }, bubble(body, result.sms));
  if (result.channel === "email") return make("div", { className: "mail plain" }, body);
  return make("div", { className: "phone" }, card(result, body));
}

/** The lines above an e-mail, as a mail program lists it. */
export function mailHead(parts: readonly PreviewPart[]): HTMLElement {
  const line = (field: PreviewPart["field"], name: string): HTMLElement[] => {
    const at = parts.findIndex((part) => part.field === field);
    const part = parts[at];
    return part ? [make("p", { className: field }, ...labelled(name, part, at))] : [];
  };
  return make("div", { className: "mail-head" }, ...line("subject", "Subject"), ...line("preheader", "Preheader"));
}

function labelled(name: string, part: PreviewPart, at: number): (Node | string)[] {
  return [make("span", { className: "only-read", textContent: `${name}: ` }), ...textNodes(part, at)];
}

function textOf(part: PreviewPart, at: number): HTMLElement {
  return make("p", { className: "text", dir: "auto" }, ...textNodes(part, at));
}

function textNodes(part: PreviewPart, at: number): (Node | string)[] {
  return part.text.trim() === "" ? [make("em", { textContent: "empty" })] : pieceText(part, at);
}

function bubble(body: HTMLElement, size: SmsSize | undefined): HTMLElement {
  const made = make("div", { className: "bubble" }, body);
  return size ? make("div", {}, made, smsLine(size)) : made;
}

/** "142 characters in GSM-7, 1 segment, 18 left". */
function smsLine({ encoding, units, segments, left, foreign }: SmsSize): HTMLElement {
  const line = make("p", {
    className: "size",
    textContent: `${units} ${encoding} ${units === 1 ? "unit" : "units"} · ${segments} ${segments === 1 ? "segment" : "segments"} · ${left} left`,
  });
  if (foreign.length > 0) {
    const shown = foreign.slice(0, 8).map((character) => `“${character}”`);
    const more = foreign.length > shown.length ? ` and ${foreign.length - shown.length} more` : "";
    line.append(make("br"), `Not in GSM-7, so 70 characters a segment: ${shown.join(" ")}${more}`);
  }
  return line;
}

const cardNames: Readonly<Record<string, string>> = {
  mobilePush: "Mobile push",
  webPush: "Web push",
  appInbox: "App Inbox",
};

function card({ channel, parts }: PreviewResult, body: HTMLElement): HTMLElement {
  const at = parts.findIndex(({ field }) => field === "title");
  const title = parts[at];
  return make(
    "article",
    { className: `card ${channel}` },
    make("p", { className: "app", textContent: `${cardNames[channel] ?? channel} · now` }),
    ...(title ? [make("p", { className: "title", dir: "auto" }, ...textNodes(title, at))] : []),
    body,
  );
}
