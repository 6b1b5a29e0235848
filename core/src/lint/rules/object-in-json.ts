import { nameOf } from "../../request/render-value";
import { isOfManyEvents } from "../event-evidence";
import { jsonBodies } from "../json-body";
import { defineRule } from "../rule";

/** Reports an object or a list that is put into a JSON body as a whole: the template engine prints it in Java's way. */
export const rule = defineRule({
  id: "object-in-json",
  severity: "warning",
  summary: "Objects and lists are put into a JSON body member by member.",
  domain: ["W14"],
  check(file, report) {
    const bodies = jsonBodies(file);
    if (bodies.length === 0) return;
    const many = isOfManyEvents(file);
    for (const checked of file.references) {
      const { reference, value, found } = checked;
      if (reference.local || !bodies.some((body) => body.value === value && body.placeOf(reference))) continue;
      const answer = found();
      if (answer.kind !== "known" || !answer.shape || (many && answer.entry.origin === "event")) continue;
      const types = [...answer.shape.types].filter((type) => type !== "null");
      if (types.length === 0 || !types.every((type) => type === "list" || type === "object")) continue;
      report({
        span: checked.span,
        message: `\`${checked.text}\` is ${types.includes("list") ? "a list" : "an object"}, and the platform prints it as Java text, not as JSON`,
        help: types.includes("list")
          ? `Print its items: \`[#foreach($i in $${nameOf(reference)})…#if($foreach.hasNext),#end#end]\``
          : "Print its members one by one",
      });
    }
  },
});
