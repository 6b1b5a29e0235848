// How figures are collected and printed: a value, its goal, and the ratio, which is what compares between machines.

const rows = [];
let part = "";

export function heading(title) {
  part = title;
  console.log(`\n${title}`);
}

/** @param {number | undefined} goal at most this much, or at least when `atLeast` */
export function figure(name, value, { unit = "ms", goal, atLeast = false } = {}) {
  const ratio = goal === undefined ? undefined : value / goal;
  const missed = ratio !== undefined && (atLeast ? ratio < 1 : ratio > 1);
  rows.push({ part, name, value, unit, goal, atLeast, missed });
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  const against = goal === undefined ? "" : `goal ${atLeast ? "≥" : "≤"} ${goal} ${unit}${missed ? "  MISSED" : ""}`;
  console.log(`  ${name.padEnd(58)} ${value.toFixed(digits).padStart(8)} ${unit.padEnd(6)} ${against}`);
}

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function time(work) {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** All figures as a page. */
export function page(machine) {
  const lines = [
    "# Benchmarks",
    "",
    "Written by `npm run bench -- --record`; figures of one machine compare only with each other.",
    "",
    machine,
  ];
  let last = "";
  for (const row of rows) {
    if (row.part !== last) lines.push("", `## ${row.part}`, "", "| What | Measured | Goal | |", "|---|---|---|---|");
    last = row.part;
    const digits = row.value >= 100 ? 0 : row.value >= 10 ? 1 : 2;
    const goal = row.goal === undefined ? "" : `${row.atLeast ? "≥" : "≤"} ${row.goal} ${row.unit}`;
    lines.push(
      `| ${row.name} | ${row.value.toFixed(digits)} ${row.unit} | ${goal} | ${row.goal === undefined ? "" : row.missed ? "missed" : "met"} |`,
    );
  }
  return `${lines.join("\n")}\n`;
}
