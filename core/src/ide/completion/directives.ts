/** Directives after `#` where a message is written; in HTML mail inside comments, as the platform's editor wants them. */
import type { SourceFile } from "../../model/source-file";
import type { ProjectReader } from "../../project/reader";
import type { ReferencePlace } from "../../reference/tree";
import { type MacroNode, macrosOf, parse } from "../../velocity/index";
import { cursorAt, itemAt } from "./cursor";
import { cursorMark } from "./cursor-mark";
import type { Completion, SchemaPlace } from "./item";

interface Directive {
  readonly name: string;
  readonly head: string;
  /** What stands behind the cursor: the end of a block. */
  readonly tail: string;
  readonly doc: string;
}

const directives: readonly Directive[] = [
  {
    name: "if",
    head: `#if(${cursorMark})`,
    tail: "#end",
    doc: "Prints its body when the condition holds: a value that is there, not empty, not 0.",
  },
  {
    name: "foreach",
    head: `#foreach($item in ${cursorMark})`,
    tail: "#end",
    doc: "Prints its body for each item; `$foreach.count` counts from 1.",
  },
  { name: "set", head: `#set(${cursorMark})`, tail: "", doc: "Gives a name a value: `#set($total = $mathTool.add($a, $b))`." },
  { name: "elseif", head: `#elseif(${cursorMark})`, tail: "", doc: "Another condition of the `#if` before it." },
  { name: "else", head: "#{else}", tail: "", doc: "What is printed when no condition held. In braces, text may follow at once." },
  { name: "end", head: "#end", tail: "", doc: "Ends an `#if` or `#foreach`." },
  { name: "break", head: "#break", tail: "", doc: "Leaves the `#foreach` around it." },
];

/** What each directive does, by its name without `#`. */
export const directiveDocs: ReadonlyMap<string, string> = new Map(directives.map(({ name, doc }) => [name, doc]));

/** The completions for a directive that is being typed; empty elsewhere. */
export function directiveCompletions(
  project: ProjectReader,
  file: SourceFile,
  at: SchemaPlace | undefined,
  offset: number,
): readonly Completion[] {
  const cursor = cursorAt(file, at, offset);
  if (!cursor || !texts.has(cursor.place)) return [];
  const before = cursor.text.slice(0, cursor.offset);
  const typed = /(^|[^#\\&])(#\{?\w*)$/.exec(before)?.[2];
  if (typed === undefined) return [];
  const start = cursor.offset - typed.length;
  const rest = cursor.text.slice(cursor.offset);
  const word = /^\w*\}?/.exec(rest)?.[0].length ?? 0;
  const commented = /<!--\s*$/.test(cursor.text.slice(0, start));
  const wrap = !commented && cursor.place === "message" && isHtmlMail(project, file, cursor.value.block, cursor.text);
  const ordered = [...directives, ...macros(cursor.text)];
  return ordered.flatMap((directive) => {
    const parts = wrap
      ? [`<!--${directive.head}-->`, directive.tail && `<!--${directive.tail}-->`]
      : [directive.head, commented ? "" : directive.tail];
    return itemAt(cursor, { start, end: cursor.offset + word }, parts.join(""), {
      label: `#${directive.name}`,
      kind: "directive",
      detail: "",
      origin: wrap ? "in a comment" : "",
      documentation: [{ text: directive.doc, source: "own" }],
      filter: `${typed.startsWith("#{") ? "#{" : "#"}${directive.name}`,
    });
  });
}

/** The places whose texts hold directives; in a URL a hash begins another part of it. */
const texts: ReadonlySet<ReferencePlace> = new Set(["message", "json", "xml", "text"]);

/** The macros that the text defines, as it calls them. */
function macros(text: string): readonly Directive[] {
  if (!/#\{?macro/.test(text)) return [];
  return [...macrosOf(parse(text).tree)].flatMap(([name, macro]) => {
    const parameters = parametersOf(text, macro);
    const doc = `A macro of this text${parameters ? ` with ${parameters}` : ""}.`;
    return name ? [{ name, head: `#${name}(${parameters ? cursorMark : ""})`, tail: "", doc }] : [];
  });
}

/** What a macro takes, as it is written: `$name $sign="!"`. */
export function parametersOf(text: string, { parameters }: MacroNode): string {
  return parameters.map(({ span }) => text.slice(span.start, span.end).trim()).join(" ");
}

/** Whether the text is the HTML of an e-mail: there the platform's pages put directives into comments. */
function isHtmlMail(project: ProjectReader, file: SourceFile, block: string | undefined, text: string): boolean {
  if (!/<\w+[^>]*>/.test(text)) return false;
  if (file.kind === "template") {
    const shown = project.messagesShowing(file.uri);
    return shown.length > 0 && shown.every((place) => place.block.type === "email");
  }
  const own = project.file(file.uri)?.workflow;
  return block !== undefined && own?.blocks.get(block)?.type === "email";
}
