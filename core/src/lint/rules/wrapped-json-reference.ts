import type { DataMap } from "../../model/data";
import { isDataMap } from "../../model/data";
import { scalarOf } from "../../model/read";
import { active } from "../../model/source-file";
import type { MessagePlace } from "../../project/reader";
import { eventsOf } from "../../scope/scope-at";
import { replaceInValue } from "../fixes";
import type { CheckedFile, CheckedReference } from "../rule";
import { defineRule } from "../rule";

/** Reports a message that addresses an object by its name although the block's JSON field has put its inside into `data`. */
export const rule = defineRule({
  id: "wrapped-json-reference",
  severity: "warning",
  summary: "Where the JSON field holds an object, its inside is data in the message.",
  domain: ["F23"],
  fixable: true,
  check(file, report) {
    // Most messages have no JSON field, and then no reference is looked at.
    const wrappers = new Map<string, readonly Wrapper[] | undefined>();
    for (const checked of file.references) {
      const { reference, value } = checked;
      if (value.place !== "message" || reference.local || reference.path[0]?.kind !== "property") continue;
      if (reference.form !== "data" && reference.form !== "velocity") continue;
      const key = value.block ?? "";
      if (!wrappers.has(key)) wrappers.set(key, wrappersOf(file, checked));
      const found = wrappers.get(key);
      const field = reference.path[0].name;
      // Every message that shows the text must say the same, and the samples must show the object.
      if (!found?.length || !found.every(({ name, inside }) => name === reference.name && isInside(inside, name, field)))
        continue;
      const [wrapper] = found;
      const written = unwrapped(checked.text, reference.name);
      const edits = written === undefined ? undefined : replaceInValue(file.source.document, value, reference.span, written);
      report({
        span: checked.span,
        message: `The JSON field has put the inside of \`${reference.name}\` into \`data\`, so \`${reference.name}\` is not there`,
        help: written === undefined ? `Read \`${field}\` straight from \`data\`` : `Write \`${written}\``,
        related: wrapper
          ? [
              {
                uri: wrapper.place.workflow.file.uri,
                span: wrapper.place.block.node.get("json")?.key.span ?? checked.span,
                message: "The JSON field",
              },
            ]
          : [],
        fix: edits && written !== undefined ? { title: `Change to \`${written}\``, edits } : undefined,
      });
    }
  },
});

interface Wrapper {
  readonly place: MessagePlace;
  readonly name: string;
  /** What the samples show inside of the object. */
  readonly inside: readonly DataMap[];
}

/** The objects that the messages which show a text unwrap; undefined when one of them unwraps nothing, or nobody knows what. */
function wrappersOf(file: CheckedFile, { value }: CheckedReference): readonly Wrapper[] | undefined {
  const block = value.block === undefined ? undefined : file.workflow?.blocks.get(value.block);
  const places =
    file.source.kind === "template"
      ? file.project.messagesShowing(file.source.uri)
      : file.workflow && block
        ? [{ workflow: file.workflow, block }]
        : [];
  const found = places.map((place) => wrapperOf(file, place));
  const known = found.filter((wrapper) => wrapper !== undefined);
  return known.length === found.length ? known : undefined;
}

function wrapperOf(file: CheckedFile, place: MessagePlace): Wrapper | undefined {
  const { workflow, block } = place;
  const scalar = scalarOf(block.node, "json");
  const json = scalar && workflow.file.values.find((value) => value.scalar === scalar);
  if (!json) return undefined;
  const [reference, ...more] = active(json);
  const whole =
    reference &&
    more.length === 0 &&
    reference.path.length === 0 &&
    json.text.trim() === json.text.slice(reference.span.start, reference.span.end);
  if (!whole) return undefined;
  // Beside contact data the event's data is said to come in a wrapper of its own.
  if ([...workflow.blocks.values()].some(({ node }) => scalarOf(node, "task")?.text === "getContact")) return undefined;
  const values = eventsOf(file.project, workflow).flatMap(({ parameters }) => parameters.get(reference.name) ?? []);
  const inside = values.filter(isDataMap);
  return inside.length > 0 && inside.length === values.length ? { place, name: reference.name, inside } : undefined;
}

function isInside(inside: readonly DataMap[], name: string, field: string): boolean {
  return inside.some((object) => object.has(field)) && !inside.some((object) => object.has(name));
}

/** The reference without its first step, for the spellings in which that is only leaving something out. */
function unwrapped(text: string, name: string): string | undefined {
  const called = text.replace(/\.get\(\s*(['"])(.*?)\1\s*\)/, (call, _quote, key: string) => (key === name ? "" : call));
  if (called !== text && /^\$!?\{?data\./.test(called)) return called;
  const shorter = text.replace(
    new RegExp(`^(\\$!?\\{?(?:data\\.)?)${name.replace(/\W/g, "\\$&")}\\.(?=[A-Za-z_])(?!get\\()`),
    "$1",
  );
  return shorter === text ? undefined : shorter;
}
