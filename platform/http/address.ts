/**
 * Which addresses a request may reach. A definition from a pull request can name any host, and any host can resolve to
 * this machine, its network or the metadata service of a cloud; so the decision is made on the address that is dialled,
 * in whatever spelling or tunnel it comes.
 */
import { BlockList, isIP, isIPv4 } from "node:net";

/** `forbidden` is never dialled; `private` only when a person allowed the host. */
export type Reach = "public" | "private" | "forbidden";

/** @param address an IPv4 or IPv6 address, without brackets; what is no address is forbidden */
export function reachOf(address: string): Reach {
  const plain = address.replace(/%.*$/, "");
  const family = isIP(plain);
  if (family === 0) return "forbidden";
  if (family === 4) return judge(plain, "ipv4");
  const words = wordsOf(plain);
  const inner = embedded(words);
  return inner === undefined ? judge(plain, "ipv6") : judge(inner, "ipv4");
}

function judge(address: string, family: "ipv4" | "ipv6"): Reach {
  if (forbidden.check(address, family)) return "forbidden";
  return closed.check(address, family) ? "private" : "public";
}

/** Link-local, metadata, multicast, unspecified: no webhook lives there. */
const forbidden = blockList(
  ["0.0.0.0", 8],
  ["169.254.0.0", 16], // link-local, and the metadata service of most clouds
  ["100.100.100.200", 32], // metadata at Alibaba
  ["168.63.129.16", 32], // the host of an Azure machine
  ["192.0.0.192", 32], // metadata at Oracle
  ["224.0.0.0", 3],
  ["::", 128],
  ["fe80::", 10],
  ["fd00:ec2::254", 128], // metadata at Amazon
  ["2001::", 32], // Teredo hides an IPv4 address by inverting it
  ["ff00::", 8],
);

/** This machine and the networks around it. */
const closed = blockList(
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["::1", 128],
  ["64:ff9b:1::", 48],
  ["fc00::", 7],
  ["fec0::", 10],
);

function blockList(...ranges: readonly (readonly [network: string, prefix: number])[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, isIPv4(network) ? "ipv4" : "ipv6");
  return list;
}

/** The IPv4 address inside an IPv6 one: mapped, compatible, NAT64 or 6to4. */
function embedded(words: readonly number[]): string | undefined {
  const [a, b, c] = words;
  const zeros = (from: number, to: number) => words.slice(from, to).every((word) => word === 0);
  if (zeros(0, 5) && (words[5] === 0xffff || (words[5] === 0 && (words[6] ?? 0) !== 0))) return dotted(words[6], words[7]);
  if (zeros(0, 4) && words[4] === 0xffff && words[5] === 0) return dotted(words[6], words[7]);
  if (a === 0x64 && b === 0xff9b && zeros(2, 6)) return dotted(words[6], words[7]);
  if (a === 0x2002) return dotted(b, c);
  return undefined;
}

function dotted(high = 0, low = 0): string {
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join(".");
}

/** The eight words of an IPv6 address. */
function wordsOf(address: string): number[] {
  // The URL parser writes every spelling, with dots or without, in one form.
  const [head = "", tail] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split("::");
  const words = (text: string | undefined) => (text ? text.split(":").map((word) => Number.parseInt(word, 16)) : []);
  const [before, after] = [words(head), words(tail)];
  return tail === undefined ? before : [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}
