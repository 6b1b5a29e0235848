/**
 * The texts of a file that the template engine refuses, each with its faults: messages, and the URL, headers and body of a
 * webhook, which go through the same engine. What the engine prints as it stands (`#1`, `#fff`, `$5`) is no fault: its parser
 * decides, and nothing here does.
 */
import type { ReadText } from "../model/read-text";
import type { ReferenceValue } from "../model/source-file";
import { requestPlaces, requestTemplate } from "../model/value-template";
import type { CheckedFile } from "./rule";
import { type TemplateFault, templateFaults } from "./template-faults";

export interface RefusedText {
  readonly value: ReferenceValue;
  /** In order of place; never empty. */
  readonly faults: readonly TemplateFault[];
}

/** Worked out once for all rules. */
export function refusedTexts(file: CheckedFile): readonly RefusedText[] {
  return file.once(readTexts);
}

/** Whether the engine refuses a value, so that nothing is to be said of what it would print. */
export function isRefused(file: CheckedFile, value: ReferenceValue): boolean {
  return refusedTexts(file).some((refused) => refused.value === value);
}

function readTexts({ source, isMasked }: CheckedFile): readonly RefusedText[] {
  return source.values.flatMap((value) => {
    if (value.scalar && isMasked(value.scalar.span)) return [];
    const faults = value.template
      ? value.read.once(templateFaults)
      : requestPlaces.has(value.place)
        ? value.read.once(requestFaults)
        : [];
    return faults.length ? [{ value, faults }] : [];
  });
}

/** What can be refused at all; most values hold `$name` and `$<name>` alone and need no second reading. */
const refusable = /#\{?[@a-z*[]|\$!?\{|\$!?[A-Za-z][\w.-]*[([]/;

function requestFaults(value: ReadText): readonly TemplateFault[] {
  return refusable.test(value.text) ? templateFaults(value.once(requestTemplate)) : [];
}
