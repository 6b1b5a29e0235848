/**
 * Which addresses a request may reach. A definition from a pull request can name any host, and any host can resolve to
 * this machine, its network or the metadata service of a cloud; so the sender decides on the address that is dialled, in
 * whatever spelling or tunnel it comes, and the checks tell of the host as far as it can be judged without asking a resolver.
 */

/** `forbidden` is never dialled; `private` only when a person allowed the host. */
export type Reach = "public" | "private" | "forbidden";

/** @param address an IPv4 or IPv6 address, without brackets; what is no address is forbidden */
export function reachOf(address: string): Reach {
  const plain = address.replace(/%.*$/, "");
  const bytes = bytesOf(plain);
  if (!bytes) return "forbidden";
  if (bytes.length === 4) return judge(bytes);
  return judge(embedded(bytes) ?? bytes);
}

/**
 * The reach of a URL's host name as a URL parser writes it: of a literal address, and of the few names that always mean one.
 * @returns undefined for a name, which only a resolver can judge
 */
export function reachOfHost(hostname: string): Reach | undefined {
  const host = hostname.replace(/\.$/, "").toLowerCase();
  if (host === "localhost" || host.endsWith(".localhost")) return "private";
  if (host === "metadata.google.internal") return "forbidden";
  const address = host.replace(/^\[(.*)\]$/, "$1");
  return bytesOf(address) ? reachOf(address) : undefined;
}

type Range = readonly [network: string, prefix: number];

/** Link-local, metadata, multicast, unspecified: no webhook lives there. */
const forbidden = subnets([
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
]);

/** This machine and the networks around it. */
const closed = subnets([
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
]);

interface Subnet {
  readonly bytes: readonly number[];
  readonly prefix: number;
}

function subnets(ranges: readonly Range[]): readonly Subnet[] {
  return ranges.map(([network, prefix]) => ({ bytes: bytesOf(network) ?? [], prefix }));
}

function judge(bytes: readonly number[]): Reach {
  if (forbidden.some((subnet) => holds(subnet, bytes))) return "forbidden";
  return closed.some((subnet) => holds(subnet, bytes)) ? "private" : "public";
}

function holds(subnet: Subnet, bytes: readonly number[]): boolean {
  if (subnet.bytes.length !== bytes.length) return false;
  return subnet.bytes.every((byte, at) => {
    const bits = Math.min(8, Math.max(0, subnet.prefix - at * 8));
    const mask = (0xff << (8 - bits)) & 0xff;
    return (byte & mask) === ((bytes[at] ?? 0) & mask);
  });
}

/** The IPv4 address inside an IPv6 one: mapped, compatible, NAT64 or 6to4. */
function embedded(bytes: readonly number[]): readonly number[] | undefined {
  const words = Array.from({ length: 8 }, (_, at) => ((bytes[at * 2] ?? 0) << 8) | (bytes[at * 2 + 1] ?? 0));
  const zeros = (from: number, to: number) => words.slice(from, to).every((word) => word === 0);
  const last = bytes.slice(12);
  if (zeros(0, 5) && (words[5] === 0xffff || (words[5] === 0 && words[6] !== 0))) return last;
  if (zeros(0, 4) && words[4] === 0xffff && words[5] === 0) return last;
  if (words[0] === 0x64 && words[1] === 0xff9b && zeros(2, 6)) return last;
  if (words[0] === 0x2002) return bytes.slice(2, 6);
  return undefined;
}

/** Four bytes of an IPv4 address in its plain form, sixteen of an IPv6 one in any form; undefined for anything else. */
function bytesOf(address: string): readonly number[] | undefined {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(address)) {
    const bytes = address.split(".").map(Number);
    return bytes.every((byte) => byte < 256) ? bytes : undefined;
  }
  if (!/^[\da-f:.]*:[\da-f:.]*$/i.test(address)) return undefined;
  let host: string;
  try {
    // The URL parser writes every spelling, with dots or without, in one form.
    host = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  } catch {
    return undefined;
  }
  const [head = "", tail] = host.split("::");
  const words = (text: string | undefined) => (text ? text.split(":").map((word) => Number.parseInt(word, 16)) : []);
  const [before, after] = [words(head), words(tail)];
  const all = tail === undefined ? before : [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
  return all.flatMap((word) => [word >> 8, word & 0xff]);
}
