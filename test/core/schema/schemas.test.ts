/** The schemas: each block, start, stop and task takes all its settings, everything is described, and faults read as sentences. */
import assert from "node:assert/strict";
import Ajv from "ajv";
import { checkSchema } from "#core/schema/check";
import type { JsonSchema } from "#core/schema/json-schema";
import { schemaKinds, schemaOf } from "#core/schema/schema-kinds";
import { dereference } from "#core/schema/visit";
import { parseYaml } from "#core/yaml/index";
import { workspace } from "../../support/workspace";

const workflow = schemaOf("workflow");
const blocks = Object.entries(workflow.definitions ?? {}).filter(([name, schema]) => /^block-/.test(name) && !schema.oneOf);

/** A value with every setting that a schema has. */
function whole(schema: JsonSchema): unknown {
  const found = dereference(schema, workflow);
  if (found.const !== undefined) return found.const;
  if (found.enum) return found.enum[0];
  const type = [found.type ?? "string"].flat()[0];
  if (type === "object") {
    const entries = Object.entries(found.properties ?? {});
    const kept = found.maxProperties === undefined ? entries : entries.slice(0, found.maxProperties);
    return Object.fromEntries(kept.map(([key, child]) => [key, whole(child)]));
  }
  if (type === "array") return [whole(found.items ?? {})];
  if (type === "boolean") return true;
  if (type === "integer" || type === "number") return found.minimum ?? 1;
  const samples = [...(found.examples ?? []), "2 hours", "10:30", "2027-01-31", "text"];
  return samples.find((sample) => !found.pattern || new RegExp(found.pattern).test(String(sample)));
}

const problems = (value: object) => {
  const { root } = parseYaml(JSON.stringify(value));
  assert.ok(root);
  return checkSchema("workflow", root, () => false).map(({ message }) => message);
};
const withBlock = (block: unknown) => ({ name: "A", start: { type: "event", event: "e", next: "b" }, blocks: { b: block } });

suite("schemas", () => {
  for (const kind of schemaKinds)
    test(`${kind} is JSON Schema draft-07, and every property is described`, () => {
      assert.ok(new Ajv({ strict: false }).validateSchema(schemaOf(kind)));
      const bare: string[] = [];
      const look = (schema: JsonSchema, path: string): void => {
        for (const [key, child] of Object.entries(schema.properties ?? {})) {
          const found = dereference(child, schemaOf(kind));
          // The tag that has already chosen a task needs no text of its own.
          if (!found.description && found.const === undefined) bare.push(`${path}.${key}`);
          look(child, `${path}.${key}`);
        }
        if (schema.items) look(schema.items, `${path}[]`);
        for (const [name, child] of Object.entries(schema.definitions ?? {})) look(child, `${path}#${name}`);
      };
      look(schemaOf(kind), kind);
      assert.deepEqual(bare, []);
    });

  test("there are all blocks, tasks and conditions of the platform", () => {
    assert.equal(blocks.filter(([name]) => /^block-task-/.test(name)).length, 11);
    assert.equal(blocks.filter(([name]) => /^block-condition-/.test(name)).length, 8);
    assert.equal(blocks.filter(([name]) => !/^block-(task|condition)-/.test(name)).length, 31);
  });

  for (const [name, schema] of blocks)
    test(`${name} takes all its settings`, () => {
      assert.deepEqual(problems(withBlock(whole(schema))), []);
    });

  for (const [name, schema] of Object.entries(workflow.definitions ?? {}).filter(([key]) => /^(start|stop)-/.test(key)))
    test(`${name} takes all its settings`, () => {
      const value = whole(schema);
      const base = withBlock({ type: "end" });
      assert.deepEqual(problems(name.startsWith("start-") ? { ...base, start: value } : { ...base, stop: [value] }), []);
    });

  test("faults read as sentences that never speak of a schema", () => {
    const wrong = [
      ...problems(withBlock({ type: "emial", next: "b" })),
      ...problems(withBlock({ type: "email", next: "b" })),
      ...problems(withBlock({ type: "split", percent: 120, a: "b", b: "b" })),
      ...problems(withBlock({ type: "timer", wait: "soon", next: "b" })),
      ...problems(withBlock({ type: "condition", task: "regexp", yes: "b", no: "b" })),
      ...problems(withBlock("end")),
      ...problems({ name: "A", start: { type: "manual", next: "b" }, blocks: { b: { type: "end" } } }),
    ];
    assert.deepEqual(wrong, [
      "`type` is `emial`, which does not exist",
      "One of `template`, `text` or `message` is missing in `b`",
      "`percent` is `120`, more than 99",
      "`wait` is `soon`, which has the wrong form",
      "`task` is `regexp`, which does not exist",
      "`b` must be a map, not text",
      "`type` is `manual`, which does not exist",
    ]);
    assert.doesNotMatch(wrong.join(), /schema/i);
  });

  test("what has the wrong form says how to write the right one, and long lists are cut", async () => {
    const place = await workspace(
      "# file: a.webhook.yaml\nname:\n  - a\ndescription: [a]\nmethod: POST\nurl: https://x.example.com\nheaders:\n  - X-A: b\nbody: hello\n# file: b.workflow.yaml\nname: b\nstart: { type: evnt, next: z }\nblocks:\n  a: { type: timr, next: z }\n  z: { type: end }\n",
    );
    const helps = place.uris.flatMap((uri) => place.language.findings(uri).map(({ help }) => help ?? ""));
    for (const help of [
      "Write `|` behind `name:` to make the lines below it a text",
      "Write one text",
      "Write `key: value` on each line, without a dash",
      "Write `format:` and what belongs to it on the lines below, indented",
    ])
      assert.ok(helps.includes(help), helps.join("\n"));
    assert.ok(Math.max(...helps.map(({ length }) => length)) < 130, helps.join("\n"));
  });
});
