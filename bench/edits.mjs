// An edit of an open file until its findings are there: in the core alone, and through the protocol beside a peer; how many
// files it makes be checked again, and how its cost grows.
import { figure, heading, percentile, time } from "./figures.mjs";
import { timeEdits } from "./lsp.mjs";
import { yamlLanguageServerEdits } from "./peers.mjs";
import { longTemplate, longWebhook, steepWebhook, workspaceFiles } from "./workspace.mjs";

/** As many edits as a person types in a few minutes: the engine warms up behind the first dozens, as in a session. */
const times = 250;
/**
 * In a workspace of a thousand files.
 * @param core ours, loaded
 * @param {(options: object) => Promise<any>} startOurs starts our server
 * @param {string} folder that workspace
 * @param {boolean} peers whether to measure them too
 */
export async function edits(core, startOurs, folder, peers) {
  heading("Edit to findings, in a workspace of 1,000 files");
  for (const [lines, goal] of [
    [300, 5],
    [1500, 16],
    [6000, 60],
  ]) {
    const { edited, inBody, completed, parses, inTemplate } = await editsInCore(core, lines);
    figure(`${lines} lines, in the core, p95`, percentile(edited, 0.95), { goal });
    figure(`${lines} lines, in the core, median`, percentile(edited, 0.5));
    figure(`${lines} lines, inside the long body, in the core, p95`, percentile(inBody, 0.95), { goal });
    figure(`${lines} lines, inside the long body, in the core, median`, percentile(inBody, 0.5));
    figure(`${lines} lines of a template, in the core, p95`, percentile(inTemplate, 0.95), { goal });
    figure(`${lines} lines of a template, in the core, median`, percentile(inTemplate, 0.5));
    figure(`${lines} lines, times only reading the YAML`, percentile(edited, 0.5) / percentile(parses, 0.5), { unit: "x" });
    figure(`${lines} lines, completion p95`, percentile(completed, 0.95), lines === 1500 ? { goal: 10 } : {});
    const server = await startOurs({ folder });
    // Answered when the workspace has been read.
    await server.request("hookflow/webhooks");
    const uri = `file://${folder}/open.webhook.yaml`;
    const ours = (await timeEdits(server, uri, longWebhook("open", lines), "POST", "PAST", 40)).slice(10);
    // A name that is there already: a warning in the middle of the body.
    const other = `file://${folder}/other.webhook.yaml`;
    const inside = (await timeEdits(server, other, longWebhook("other", lines), '"field99"', '"field98"', 40)).slice(10);
    await server.end();
    figure(`${lines} lines, over the protocol, p95`, percentile(ours, 0.95));
    figure(`${lines} lines, inside the long body, over the protocol, p95`, percentile(inside, 0.95));
    if (!peers) continue;
    const theirs = (await yamlLanguageServerEdits(folder, lines, 16)).slice(4);
    figure(`${lines} lines, yaml-language-server, p95`, percentile(theirs, 0.95));
    figure(`${lines} lines, times faster`, percentile(theirs, 0.95) / percentile(ours, 0.95), {
      unit: "x",
      goal: 5,
      atLeast: true,
    });
    figure(`${lines} lines, times faster without its wait of 200 ms`, (percentile(theirs, 0.5) - 200) / percentile(ours, 0.5), {
      unit: "x",
    });
  }
}

async function editsInCore(core, lines) {
  const text = longWebhook("open", lines);
  const page = longTemplate(lines);
  const language = await languageOn(core, { ...workspaceOf(1000), [open]: text, [template]: page });
  const completed = [];
  const complete = (place) => completed.push(time(() => language.completions(open, place)));
  const edited = editTimes(language, open, text, text.indexOf("town=") + 5, times, complete);
  const inBody = editTimes(language, open, text, text.indexOf("some text", text.length / 2), times);
  const inTemplate = editTimes(language, template, page, page.indexOf("Line ", page.length / 2), times);
  const parses = Array.from({ length: 20 }, () => time(() => core.parseYaml(text)));
  return { edited, inBody, inTemplate, completed: completed.slice(warmUp), parses: parses.slice(5) };
}

const open = "file:///w/open.webhook.yaml";
const template = "file:///w/team-00/order-placed-0000.vm";
const warmUp = 10;

function workspaceOf(count) {
  return Object.fromEntries(Object.entries(workspaceFiles(count)).map(([name, text]) => [`file:///w/${name}`, text]));
}

async function languageOn(core, files) {
  const language = core.createLanguage({ files: core.memoryFiles(files), clock: core.fixedClock(), log: core.collectingLog() });
  await language.workspace.addFolder("file:///w");
  return language;
}

/** Milliseconds of each edit at a place, those that warm up left out. */
function editTimes(language, uri, text, place, count, done) {
  language.findings(uri);
  return Array.from({ length: count }, (_, at) => {
    const changed = `${text.slice(0, place)}x${at}${text.slice(place)}`;
    const taken = time(() => {
      language.changed(language.workspace.openFile(uri, changed, at + 2));
      language.findings(uri);
    });
    done?.(place + 2);
    return taken;
  }).slice(warmUp);
}

/** What an edit costs in files and workspaces that grow: what it touches, not what exists. */
export async function growth(core) {
  heading("Growth of an edit, in the core");
  const medianIn = async (files, text) => {
    const language = await languageOn(core, { ...files, [open]: text });
    return percentile(editTimes(language, open, text, text.indexOf("town=") + 5, 60), 0.5);
  };
  const few = workspaceOf(100);
  const byLines = {};
  for (const lines of [300, 3000, 30_000]) {
    byLines[lines] = await medianIn(few, steepWebhook("open", lines));
    figure(`${lines} lines, median`, byLines[lines]);
  }
  figure("30000 lines against ten times 3000", byLines[30_000] / byLines[3000] / 10, { unit: "x", goal: 2 });
  const byFiles = {};
  for (const count of [100, 1000, 10_000]) {
    byFiles[count] = await medianIn(workspaceOf(count), longWebhook("open", 300));
    figure(`300 lines among ${count} files, median`, byFiles[count]);
  }
  figure("among 10000 files against among 100", byFiles[10_000] / byFiles[100], { unit: "x", goal: 1.5 });
}

/** How many files are checked again for an edit: what depends on it, whatever else is there. */
export async function dependents(core) {
  heading("Files checked again for one edit, in a workspace of 1,000 files");
  const files = workspaceOf(1000);
  const language = await languageOn(core, files);
  for (const uri of Object.keys(files)) language.findings(uri);
  const group = "team-00/";
  const cases = [
    ["a webhook's URL", `${group}order-status-0000.webhook.yaml`, (text) => text.replace("/orders/", "/order/")],
    ["a webhook's name", `${group}order-status-0000.webhook.yaml`, (text) => text.replace("order_status_0000", "status_0000")],
    ["a template", `${group}order-placed-0000.vm`, (text) => `${text}!`],
    ["a workflow", `${group}order-placed-0000.workflow.yaml`, (text) => text.replace("3 days", "4 days")],
    ["an event sample", `${group}order-0000.event.json`, (text) => text.replace("42.5", "43.5")],
    ["a recording", `${group}order_status_0000.response.json`, (text) => text.replace("packed", "sent")],
    ["a contact sample", `${group}ann-0000.contact.yaml`, (text) => text.replace("Lviv", "Kyiv")],
    ["hookflow.yaml", "hookflow.yaml", (text) => `${text}rules: {}\n`],
  ];
  for (const [what, name, change] of cases) {
    const uri = `file:///w/${name}`;
    const before = language.file(uri)?.text ?? "";
    const affected = language.changed(language.workspace.openFile(uri, change(before), 2));
    figure(what, affected.size, { unit: "files" });
    for (const other of affected) language.findings(other);
    language.changed(language.workspace.openFile(uri, before, 3));
    for (const other of Object.keys(files)) language.findings(other);
  }
}
