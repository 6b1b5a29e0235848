/**
 * Ignore patterns of `hookflow.yaml`: `*`, `**` and `?`, relative to the configuration. Matched by hand in time linear in
 * pattern times path: a pattern comes from a stranger's pull request, and general pattern libraries can be made to hang.
 */

/** Whether a path is ignored. A pattern without a slash matches a name at any depth; one that names a folder takes all in it. */
export function isIgnored(path: string, patterns: readonly string[]): boolean {
  return patterns.some((written) => {
    const pattern = written.replace(/^\.?\//, "").replace(/\/$/, "");
    return matchesGlob(path, pattern === "" || pattern.includes("/") ? pattern : `**/${pattern}`);
  });
}

/** Whether a path, or a folder it is in, matches a pattern from its first part to its last. */
export function matchesGlob(path: string, pattern: string): boolean {
  if (!pattern || pattern.length > 1024) return false;
  const want = pattern.split("/");
  const have = path.split("/");
  // reach[i]: the first i parts of the pattern match the parts of the path so far.
  let reach = [true, ...want.map(() => false)];
  reach = overStars(reach, want);
  for (const part of have) {
    const next = want.map(() => false);
    next.unshift(false);
    for (const [at, piece] of want.entries()) {
      if (!reach[at]) continue;
      if (piece === "**") {
        next[at] = true;
        // At the end it takes all that is below.
        if (at === want.length - 1) next[at + 1] = true;
      } else if (matchesPart(part, piece)) next[at + 1] = true;
    }
    reach = overStars(next, want);
    if (reach[want.length]) return true;
  }
  return false;
}

/** `**` may stand for nothing. */
function overStars(reach: boolean[], want: readonly string[]): boolean[] {
  for (const [at, piece] of want.entries()) if (reach[at] && piece === "**" && at + 1 < want.length) reach[at + 1] = true;
  return reach;
}

/** `*` and `?` within one part: the two-pointer walk, which goes back to the last star only. */
function matchesPart(text: string, pattern: string): boolean {
  let at = 0;
  let want = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    if (want < pattern.length && (pattern[want] === "?" || pattern[want] === text[at]) && pattern[want] !== "*") {
      at++;
      want++;
    } else if (pattern[want] === "*") {
      star = want++;
      resume = at;
    } else if (star >= 0) {
      want = star + 1;
      at = ++resume;
    } else return false;
  }
  while (pattern[want] === "*") want++;
  return want === pattern.length;
}
