import type { Span } from "../../text/span";
import { type JsonText, jsonBodies } from "../json-body";
import { defineRule } from "../rule";

/** Reports a name that is twice in one object of a JSON body: most programs keep the last, some the first. */
export const rule = defineRule({
  id: "duplicate-json-name",
  severity: "warning",
  summary: "Each name is once in an object of a JSON body.",
  check(file, report) {
    for (const body of jsonBodies(file))
      for (const { name, span, first } of body.json.once(duplicates))
        report({
          span: body.value.toFile(span),
          message: `The name \`${name.slice(0, 60)}\` is in this object already, and programs differ in which of the two they read`,
          help: "Remove one of them",
          related: [{ uri: file.source.uri, span: body.value.toFile(first), message: "The first one" }],
        });
  },
});

interface Duplicate {
  readonly name: string;
  readonly span: Span;
  readonly first: Span;
}

function duplicates({ text, tokens, references }: JsonText): readonly Duplicate[] {
  const found: Duplicate[] = [];
  const open: (Map<string, Span> | undefined)[] = [];
  let nextReference = 0;
  for (const [at, token] of tokens.entries()) {
    const sign = token.kind === "punctuation" ? text[token.start] : "";
    if (sign === "{") open.push(new Map());
    else if (sign === "[") open.push(undefined);
    else if (sign === "}" || sign === "]") open.pop();
    const next = tokens[at + 1];
    const names = open.at(-1);
    if (token.kind !== "string" || !names || !next || text[next.start] !== ":" || next.kind !== "punctuation") continue;
    while ((references[nextReference]?.span.end ?? token.end) <= token.start) nextReference++;
    // A name with a variable in it can be any name.
    if ((references[nextReference]?.span.start ?? token.end) < token.end) continue;
    const written = text.slice(token.start, token.end);
    const name = written.includes("\\") ? String(JSON.parse(written)) : written.slice(1, -1);
    const first = names.get(name);
    if (first) found.push({ name, span: token, first });
    else names.set(name, token);
  }
  return found;
}
