/**
 * What client and server say to each other beyond the language server protocol: names and shapes only.
 * docs/protocol.md tells each in words.
 */

export { commandIds, settingIds } from "./generated/manifest";
export * from "./requests";
