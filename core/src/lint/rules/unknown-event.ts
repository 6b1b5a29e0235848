import { fileKinds } from "../../model/kinds";
import { nearest } from "../../text/nearest";
import { nameFix } from "../name-fix";
import { defineRule } from "../rule";

/** Event types that the platform itself sends; samples of them are seldom kept. */
const systemEvents =
  /^(subscribe(Update)?FromApi|regularEventType-|alertSettings|pageViewed$|productViewed$|productCategoryViewed$|cartUpdated$|productImpressions$|productAddedToWishlist$|searchRequest$)/i;

/** Hints at an event type that no sample has, while there are samples of others. */
export const rule = defineRule({
  id: "unknown-event",
  severity: "hint",
  summary: "Workflows name event types that samples show.",
  fixable: true,
  about: fileKinds,
  check(file, report) {
    const uses = file.source.names.filter(({ kind }) => kind === "event");
    if (uses.length === 0 || !file.workflow) return;
    for (const { name, scalar, path } of uses) {
      if (name.includes("$") || systemEvents.test(name) || file.isMasked(scalar.span)) continue;
      if (file.project.events(name).length > 0 || file.project.hasNameless("event")) continue;
      const known = new Set([
        ...file.project.allEvents().map(({ event }) => event),
        ...file.project.eventDefinitions().map(({ key }) => key),
      ]);
      if (known.size === 0 || known.has(name)) continue;
      const near = nearest(name, known);
      // An event that only stops, is launched or asked for needs no sample: it is told of when another spelling has some.
      if (path[0] !== "start" && (near === undefined || plain(near) !== plain(name))) continue;
      report({
        span: scalar.span,
        message: `No event sample has the type \`${name.slice(0, 60)}\``,
        help: near ? `Did you mean \`${near}\`?` : "Add a sample of it, so that what it brings can be checked",
        fix: nameFix(file.source.document, scalar, near, true),
      });
    }
  },
});

/** A key without case and separators, in which slips are made. */
function plain(key: string): string {
  return key.toLowerCase().replace(/[\s._-]/g, "");
}
