// The walls of the house, in words → biome.walls.json, which Biome holds every import against.

/** The rooms of the core in the order of the data flow: each imports only from those before it. */
const flow = [
  "text",
  "yaml",
  "velocity",
  "reference",
  "schema",
  "model",
  "shape",
  "project",
  "scope",
  "usage",
  "request",
  "lint",
  "preview",
  "ide",
];
/** Rooms that know `text` and nothing else of the core. */
const islands = ["yaml", "velocity"];

const anyNode = ["node:*", "node:*/*"];
const yaml = { group: ["yaml", "yaml/**"], message: "Only core/src/yaml knows the yaml package: ask its index instead." };
const velocityjs = { group: ["velocityjs", "velocityjs/**"], message: "velocityjs is for the differential test alone." };
const world = {
  group: [...anyNode, "vscode", "undici", "#platform/**", "#protocol", "#server/**", "#client/**", "#cli/**"],
  message: "The core knows no editor, no Node and no network: take a port of platform.ts as a parameter.",
};
const protocols = {
  group: ["vscode-languageserver", "vscode-languageserver/**", "vscode-languageclient", "vscode-languageclient/**"],
  message: "The core speaks no protocol: give plain data, the server converts it.",
};

function room(name) {
  const forbidden = islands.includes(name)
    ? flow.filter((other) => other !== name && other !== "text")
    : flow.slice(flow.indexOf(name) + 1);
  const message = islands.includes(name)
    ? `core/src/${name} is an island: it knows text and nothing else of the core.`
    : `A room of the core imports only from rooms before it in the data flow, and ${name} comes before this one.`;
  const later = forbidden.flatMap((other) => [`../${other}/**`, `../../${other}/**`]);
  return override(
    [`core/src/${name}/**`],
    [world, protocols, velocityjs, ...(name === "yaml" ? [] : [yaml]), ...(later.length ? [{ group: later, message }] : [])],
  );
}

const serverStrangers = ["vscode", "undici", "undici/**", "#platform/http", "#platform/endpoint", "#client/**", "#cli/**"];
serverStrangers.push("node:http", "node:https", "node:http2", "node:net", "node:tls", "node:dgram");
const serverWall = "The language server opens no socket and depends on no other shell.";
const clientStrangers = ["undici", "undici/**", "#server/**", "#cli/**"];
const clientWall = "The client depends on no other shell; requests leave through #platform/http.";

const shells = [
  [
    "platform",
    ["vscode", "#protocol", "#server/**", "#client/**", "#cli/**"],
    "The platform knows the ports of the core and no shell.",
  ],
  [
    "protocol",
    [...anyNode, "vscode", "undici", "#platform/**", "#server/**", "#client/**", "#cli/**"],
    "The protocol is names and shapes: it imports no implementation.",
  ],
  ["server", serverStrangers, serverWall],
  ["client", clientStrangers, clientWall],
  [
    "cli",
    ["vscode", "undici", "undici/**", "#client/**", "#server/**"],
    "The command line depends on no other shell; requests leave through #platform/http.",
  ],
];

/** What also runs in a browser: all of a shell but its `node/`, and the platforms that need no machine. */
const anywhere = [
  {
    includes: ["platform/browser/**", "platform/files/**", "platform/memory/**", "platform/velocity/browser*.ts"],
    more: [...anyNode, "undici", "#platform/node", "#platform/http", "#platform/endpoint"],
    shell: "platform",
    message: "This platform also runs in a browser: no Node here.",
  },
  {
    includes: ["server/**", "!server/node/**"],
    more: [...anyNode, "vscode-languageserver/node", "#platform/node", "**/node/**"],
    shell: "server",
    message: "The server also runs as a web worker: what needs Node comes in through ServerPlatform, from server/node.",
  },
  {
    includes: ["client/**", "!client/node/**"],
    more: [...anyNode, "vscode-languageclient/node", "#platform/node", "#platform/http", "#platform/endpoint", "**/node/**"],
    shell: "client",
    message: "This part of the client also runs in a browser: what needs Node belongs in client/node.",
  },
];

function override(includes, patterns) {
  return { includes, linter: { rules: { style: { noRestrictedImports: { level: "error", options: { patterns } } } } } };
}

/** @returns pairs of file and text */
export async function wallFiles() {
  const overrides = [
    ...flow.map(room),
    override(["core/src/*.ts"], [world, protocols, velocityjs, yaml]),
    ...shells.map(([name, group, message]) => override([`${name}/**`], [{ group, message }, yaml, velocityjs])),
    // The last override that fits a file counts, so these hold what the ones above say as well.
    ...anywhere.map(({ includes, more, shell, message }) =>
      override(includes, [
        { group: more, message },
        ...shells.flatMap(([name, group, sentence]) => (name === shell ? [{ group, message: sentence }] : [])),
        yaml,
        velocityjs,
      ]),
    ),
  ];
  return [["biome.walls.json", `${JSON.stringify({ overrides }, null, 2)}\n`]];
}
