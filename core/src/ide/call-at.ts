/** The method call that a cursor stands in, in a template that need not be finished. */

export interface CallAt {
  /** The reference up to the dot before the method: `$mathTool`, `$!{items.get(0)`. */
  readonly owner: string;
  /** Where the owner begins. */
  readonly start: number;
  readonly method: string;
  /** Which argument the cursor is in, from 0. */
  readonly argument: number;
}

/** The innermost open call around the offset of a decoded text, or undefined. Looks back 1,000 characters at most. */
export function callAt(text: string, offset: number): CallAt | undefined {
  const from = Math.max(0, offset - 1000);
  const before = text.slice(from, offset);
  const starts = [...before.matchAll(/\$!?\{?[A-Za-z_]\w*/g)].reverse();
  for (const start of starts) {
    const call = openCall(before, start.index, start.index + start[0].length);
    if (call) return { ...call, start: from + start.index };
  }
  return undefined;
}

export interface MacroCallAt {
  readonly name: string;
  /** Where the `#` stands. */
  readonly start: number;
  /** Which argument the cursor is in, from 0. */
  readonly argument: number;
}

/** The call of a directive or macro whose parentheses are open at the offset; its arguments are parted by blanks or commas. */
export function macroCallAt(text: string, offset: number): MacroCallAt | undefined {
  const from = Math.max(0, offset - 1000);
  const before = text.slice(from, offset);
  for (const call of [...before.matchAll(/#@?\{?([A-Za-z_]\w*)\}?[ \t]*\(/g)].reverse()) {
    const argument = openArgument(before, call.index + call[0].length);
    if (argument !== undefined) return { name: call[1] ?? "", start: from + call.index, argument };
  }
  return undefined;
}

/** How many arguments are behind the cursor at the end of the text; undefined when the parentheses are closed before. */
function openArgument(text: string, at: number): number | undefined {
  let depth = 0;
  let done = 0;
  let isInside = false;
  for (let place = at; place < text.length; place++) {
    const sign = text[place] ?? "";
    if (depth === 0 && /[\s,]/.test(sign)) {
      if (isInside) done++;
      isInside = false;
      continue;
    }
    isInside = true;
    if (sign === "'" || sign === '"') {
      const close = text.indexOf(sign, place + 1);
      if (close < 0) return done;
      place = close;
    } else if ("([{".includes(sign)) depth++;
    else if (sign === ")" && depth === 0) return undefined;
    else if (")]}".includes(sign)) depth--;
  }
  return done;
}

/**
 * Where the reference begins whose next step is being typed at the end of the text, calls with their arguments included:
 * `$data.get('WH5').get(0).na`. Undefined when there is no dot to type behind.
 */
export function chainStart(before: string): number | undefined {
  const from = Math.max(0, before.length - 1000);
  const text = before.slice(from);
  for (const start of [...text.matchAll(/\$!?\{?[A-Za-z_]\w*/g)].reverse()) {
    let at = start.index + start[0].length;
    for (;;) {
      const rest = text.slice(at);
      if (/^\.\w*$/.test(rest)) return from + start.index;
      const call = /^\.[A-Za-z_]\w*\(/.exec(rest);
      const step = call ? undefined : /^(?:\.[A-Za-z_]\w*|\[[^\]]*\])/.exec(rest);
      const end = call ? argumentsAt(text, at + call[0].length).end : step ? at + step[0].length : undefined;
      if (end === undefined) break;
      at = end;
    }
  }
  return undefined;
}

/** Follows `.name`, `(…)` and `[…]` from the end of a name; the call is open when the text ends inside its parentheses. */
function openCall(text: string, start: number, nameEnd: number): Omit<CallAt, "start"> | undefined {
  let at = nameEnd;
  while (at < text.length) {
    const method = /^\.([A-Za-z_]\w*)\(/.exec(text.slice(at));
    if (method) {
      const inside = argumentsAt(text, at + method[0].length);
      if (inside.end === undefined) return { owner: text.slice(start, at), method: method[1] ?? "", argument: inside.commas };
      at = inside.end;
      continue;
    }
    const step = /^(?:\.[A-Za-z_]\w*|\[[^\]]*\])/.exec(text.slice(at));
    if (!step) return undefined;
    at += step[0].length;
  }
  return undefined;
}

/** Where the arguments that begin at `at` end, or how many commas stand before the open end of the text. */
function argumentsAt(text: string, at: number): { readonly end: number | undefined; readonly commas: number } {
  let depth = 0;
  let commas = 0;
  for (let place = at; place < text.length; place++) {
    const sign = text[place] ?? "";
    if (sign === "'" || sign === '"') {
      const close = text.indexOf(sign, place + 1);
      if (close < 0) return { end: undefined, commas };
      place = close;
    } else if ("([{".includes(sign)) depth++;
    else if (sign === ")" && depth === 0) return { end: place + 1, commas };
    else if (")]}".includes(sign)) depth--;
    else if (sign === "," && depth === 0) commas++;
  }
  return { end: undefined, commas };
}
