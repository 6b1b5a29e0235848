import { drifts } from "../drift";
import { defineRule } from "../rule";

/** Reports where the newest recording of a webhook contradicts the older ones: a field of another type, or one that is gone. */
export const rule = defineRule({
  id: "recording-drift",
  severity: "warning",
  summary: "The newest recording of a webhook has the fields of the older ones, with the same types.",
  about: ["response"],
  check(file, report) {
    const own = file.recording;
    const body = file.source.document?.root;
    const node = body?.kind === "map" ? body.get("body") : undefined;
    if (!own || !node || own.recordedAt === "" || !isSuccess(own.status) || file.source.document?.masked) return;
    const all = file.project.recordings(own.webhook).filter(({ status, recordedAt }) => isSuccess(status) && recordedAt !== "");
    // Of several recordings only the newest tells how things are now.
    if (all.some(({ recordedAt, uri }) => recordedAt >= own.recordedAt && uri !== file.source.uri)) return;
    const older = all.filter(({ uri, body }) => uri !== file.source.uri && body !== null).slice(0, 10);
    if (older.length === 0) return;
    // An endpoint may leave a field out for one contact and not for another.
    const alike = older.filter(({ madeOf }) => madeOf !== undefined && madeOf === own.madeOf);
    for (const drift of drifts(node, older, file.project, alike)) {
      const { message, help, span, related } = drift;
      report({ span, message, help, related });
    }
  },
});

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
