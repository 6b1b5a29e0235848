/** Answers for programs: one object for one webhook, a list for several. */
import type { HttpHop, HttpResponse } from "#core/platform";
import { bodyText, type Redactor } from "#core/request/index";
import { jsonText } from "../output";
import type { Sent } from "../sent";

/** @param asList whether several webhooks were meant */
export function sentJson(all: readonly Sent[], asList: boolean): string {
  const objects = all.map(objectOf);
  return `${jsonText(asList ? objects : objects[0])}\n`;
}

/** Masked value by value: a mask over the document as a whole could change its keys, or miss a text that JSON escapes. */
function objectOf({ planned, response, failure, faults, notes, redactor }: Sent): object {
  const { plan, file } = planned;
  const masked = (text: string) => redactor.text(text);
  return {
    file,
    webhook: plan?.webhook ?? null,
    method: plan?.method ?? null,
    url: plan ? masked(plan.url) : null,
    ...(response ? answer(response, redactor) : {}),
    ...(failure
      ? {
          failure: {
            kind: failure.kind,
            code: failure.code ?? null,
            phase: failure.phase,
            milliseconds: Math.round(failure.elapsed),
            hops: (failure.hops ?? []).map((hop) => hopOf(hop, redactor)),
          },
        }
      : {}),
    faults: faults.map(({ kind, message, help }) => ({ kind, message: masked(message), help: masked(help) })),
    notes: notes.map(masked),
  };
}

function answer(response: HttpResponse, redactor: Redactor): object {
  const { timings, tls } = response;
  const body = bodyText(response);
  const rounded = Object.fromEntries(Object.entries(timings).map(([phase, time]) => [phase, Math.round(time)]));
  return {
    status: response.status,
    reason: redactor.text(response.reason),
    headers: response.headers.map(([name, value]) => ({ name: redactor.text(name), value: redactor.text(value) })),
    body: redactor.text(body.text),
    bodyNotes: body.notes.map((note) => redactor.text(note)),
    truncated: response.truncated,
    bytes: { wire: response.wireBytes, decoded: response.body.length },
    milliseconds: Math.round(timings.total),
    timings: rounded,
    remoteAddress: response.remoteAddress ?? null,
    tls: tls ?? null,
    route: response.route ?? null,
    answeredBy: response.answeredBy ?? null,
    hops: (response.hops ?? []).map((hop) => hopOf(hop, redactor)),
  };
}

function hopOf({ method, url, status, location, rule, removed, milliseconds }: HttpHop, redactor: Redactor): object {
  return {
    method,
    url: redactor.text(url),
    status,
    location: redactor.text(location),
    rule,
    removed: removed.map((part) => redactor.text(part)),
    milliseconds: Math.round(milliseconds),
  };
}
