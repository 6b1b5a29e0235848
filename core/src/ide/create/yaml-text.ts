/** Values and keys of files that are written anew, in the plainest form that reads back as the same text. */
import { scalarSource } from "../../yaml/index";

/** A value behind a key that stands at this indentation. */
export function yamlValue(text: string, parentIndent = 0): string {
  return scalarSource(text, { place: { flow: false, key: false, parentIndent } });
}

export function yamlKey(text: string, parentIndent = 2): string {
  return scalarSource(text, { place: { flow: false, key: true, parentIndent }, keepString: false });
}

/** A value of several lines, as a block that keeps them. */
export function yamlBlock(text: string, parentIndent: number): string {
  return scalarSource(text, { place: { flow: false, key: false, parentIndent }, style: "literal" });
}
