/**
 * Where a template asks for a value before it prints it: inside an `#if` whose condition names it, in any of its parts. What
 * the condition says of it is not worked out, so this leans towards silence.
 */
import type { ReferenceValue } from "../model/source-file";
import type { Reference } from "../reference/tree";
import { encloses, type Span } from "../text/span";
import { walk } from "../velocity/index";

interface Guard {
  readonly span: Span;
  readonly conditions: readonly Span[];
}

/** Tells of references whether they are guarded; each template is walked once. */
export class Guards {
  private readonly known = new Map<ReferenceValue, readonly Guard[]>();

  covers(value: ReferenceValue, reference: Reference): boolean {
    return this.guardsOf(value).some(
      ({ span, conditions }) =>
        encloses(span, reference.span) &&
        value.list.references.some(
          (asked) => asked.name === reference.name && conditions.some((condition) => encloses(condition, asked.span)),
        ),
    );
  }

  private guardsOf(value: ReferenceValue): readonly Guard[] {
    const known = this.known.get(value);
    if (known) return known;
    const guards: Guard[] = [];
    if (value.template)
      walk(value.template.tree, (node) => {
        if (node.kind !== "if") return;
        guards.push({ span: node.span, conditions: node.branches.flatMap(({ condition }) => condition?.span ?? []) });
      });
    this.known.set(value, guards);
    return guards;
  }
}
