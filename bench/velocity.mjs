// The Velocity engine: reading and rendering templates that grow, a long loop, and two others beside it: velocityjs, of which
// only the parser runs, and Debian's Java engine where Java and its package are there.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import v8 from "node:v8";
import vm from "node:vm";
import { figure, heading, percentile, time } from "./figures.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const unit =
  "<p>Hello $!{name}, #if($total > 10)you get $mathTool.add($total, 1)#else nothing#end for $!data.get('WH5').get('promocode')</p>\n";
const context = { name: "Ann", total: 20, data: { WH5: { promocode: "LVIV-15" } } };
const loop = "#foreach($item in $items)#if($item.price > 10)$item.name, #end#end";
const sizes = [25, 50, 100, 200, 400];
const parseGoals = { 200: { goal: 40 } };
const renderGoals = { 200: { goal: 100 } };
const javaFolder = "/usr/share/java";
const jars = ["velocity", "commons-collections3", "commons-lang", "slf4j-nop"];

function median(work, { times = 15, skipped = 5 } = {}) {
  return percentile(Array.from({ length: times }, () => time(work)).slice(skipped), 0.5);
}

function ofSize(kilobytes) {
  return unit.repeat(Math.ceil((kilobytes * 1024) / unit.length));
}

/** @param peers whether the packages of bench/package.json are there */
export function velocity(core, peers, work) {
  heading("Velocity");
  // The largest template asks for more than the default number of steps.
  const limits = { steps: 1_000_000 };
  const parses = {};
  for (const size of sizes) {
    const template = ofSize(size);
    parses[size] = median(() => core.parse(template));
    figure(`parse, ${size} KB`, parses[size], parseGoals[size]);
    figure(
      `render, ${size} KB`,
      median(() => core.render(template, context, { limits })),
      renderGoals[size],
    );
  }
  figure("parse, 400 KB against twice 200 KB", parses[400] / (2 * parses[200]), { unit: "x", goal: 1.5 });
  const items = Array.from({ length: 10_000 }, (_, at) => ({ name: `item-${at}`, price: at % 20 }));
  figure(
    "loop of 10,000 items with #if",
    median(() => core.render(loop, { items }, { limits })),
    { goal: 60 },
  );
  figure(
    "heap that 100 previews of 200 KB leave behind",
    heapAfter(() => core.render(ofSize(200), context, { limits }), 100),
    {
      unit: "MB",
      goal: 5,
    },
  );
  if (peers) besideVelocityjs(parses);
  besideJava(work);
}

function heapAfter(run, times) {
  v8.setFlagsFromString("--expose-gc");
  const collect = vm.runInNewContext("gc");
  const used = () => {
    collect();
    return process.memoryUsage().heapUsed / 2 ** 20;
  };
  for (let at = 0; at < 10; at++) run();
  const before = used();
  for (let at = 0; at < times; at++) run();
  return Math.max(0, used() - before);
}

function besideVelocityjs(parses) {
  const require = createRequire(path.join(here, "package.json"));
  const { parse } = require("velocityjs");
  for (const size of [25, 50, 100]) {
    const theirs = median(() => parse(ofSize(size)), { times: 3, skipped: 1 });
    figure(`parse, ${size} KB, velocityjs`, theirs);
    figure(`parse, ${size} KB, times faster`, theirs / parses[size], { unit: "x" });
  }
}

/** Debian's engine on the same templates; it runs in a machine that has become warm as well. */
function besideJava(work) {
  const classpath = jars.map((name) => path.join(javaFolder, `${name}.jar`)).filter((file) => existsSync(file));
  if (!classpath.some((file) => file.endsWith("velocity.jar"))) return;
  mkdirSync(work, { recursive: true });
  const files = Object.fromEntries(sizes.map((size) => [size, path.join(work, `${size}.vm`)]));
  // Its arithmetic tool is another package.
  for (const [size, file] of Object.entries(files))
    writeFileSync(file, ofSize(Number(size)).replaceAll("$mathTool.add($total, 1)", "$total.toString().length()"));
  const args = ["-cp", classpath.join(path.delimiter), path.join(here, "Velocity.java"), ...Object.values(files)];
  const { status, stdout } = spawnSync("java", args, { encoding: "utf8", cwd: work });
  if (status !== 0) return;
  for (const line of stdout.trim().split("\n")) {
    const [name, milliseconds] = line.split("\t");
    figure(`${name}, Velocity 1.7 in Java`, Number(milliseconds));
  }
}
