/** Answers for programs: one object for one webhook, a list for several. */
import type { HttpFailure, HttpHop, HttpResponse } from "#core/platform";
import { bodyText, type PlannedValue, type Redactor } from "#core/request/index";
import { jsonText } from "../output";
import type { Sent, SentRequest } from "../sent";

/** @param asList whether several webhooks were meant */
export function sentJson(all: readonly Sent[], asList: boolean): string {
  const objects = all.map(objectOf);
  return `${jsonText(asList ? objects : objects[0])}\n`;
}

/** Masked value by value: a mask over the document as a whole could change its keys, or miss a text that JSON escapes. */
function objectOf({ planned, request, response, failure, faults, notes, redactor }: Sent): object {
  const { plan, file } = planned;
  const masked = (text: string) => redactor.text(text);
  return {
    file,
    webhook: plan?.webhook ?? null,
    method: plan?.method ?? null,
    url: request || plan ? masked((request ?? plan)?.url ?? "") : null,
    sample: { contact: planned.values.contact?.id ?? null, event: planned.values.event?.id ?? null },
    ...(request ? { request: requestOf(request, plan?.values ?? [], masked) } : {}),
    ...(response ? answer(response, redactor) : {}),
    ...(failure
      ? {
          failure: {
            kind: failure.kind,
            code: failure.code ?? null,
            phase: failure.phase,
            milliseconds: Math.round(failure.elapsed),
            arrived: failure.arrived ? arrived(failure.arrived, redactor) : null,
            hops: (failure.hops ?? []).map((hop) => hopOf(hop, redactor)),
          },
        }
      : {}),
    faults: faults.map(({ kind, message, help }) => ({ kind, message: masked(message), help: masked(help) })),
    notes: notes.map(masked),
  };
}

/** What left, as the endpoint got it, and where its values came from. */
function requestOf(
  { method, url, headers, added, body }: SentRequest,
  values: readonly PlannedValue[],
  masked: (text: string) => string,
): object {
  const pairs = (all: SentRequest["headers"]) => all.map(([name, value]) => ({ name: masked(name), value: masked(value) }));
  return {
    method,
    url: masked(url),
    headers: pairs(headers),
    addedHeaders: pairs(added),
    body: body === undefined ? null : masked(body),
    values: values.map(({ name, place, from, value }) => ({ name, place, from: masked(from), value: masked(value) })),
  };
}

type Arrived = NonNullable<HttpFailure["arrived"]>;

/** Of an answer, or of what came of one. */
function head({ status, reason, headers, ...rest }: Arrived, truncated: boolean, redactor: Redactor): object {
  const body = bodyText({ status, headers, truncated, ...rest }, redactor);
  return {
    status,
    reason: redactor.text(reason),
    headers: headers.map(([name, value]) => ({ name: redactor.text(name), value: redactor.text(value) })),
    body: body.text,
    bodyNotes: body.notes,
  };
}

function arrived(came: Arrived, redactor: Redactor): object {
  return { ...head(came, true, redactor), bytes: { wire: came.wireBytes, decoded: came.body.length } };
}

function answer(response: HttpResponse, redactor: Redactor): object {
  const { timings, tls } = response;
  const rounded = Object.fromEntries(Object.entries(timings).map(([phase, time]) => [phase, Math.round(time)]));
  return {
    ...head(response, response.truncated, redactor),
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
