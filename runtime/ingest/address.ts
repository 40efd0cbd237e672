import { isIPv4, isIPv6 } from "node:net";

/** IPv4 blocks under which no page is published: the IANA special-purpose registry, multicast, reserved space, one metadata address. */
const IPV4_BLOCKS = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "168.63.129.16/32",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "192.175.48.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
].map((block) => range(block, ipv4Bits, 32n));

/** The only IPv6 block that is handed out to the public Internet. */
const IPV6_PUBLIC = range("2000::/3", ipv6Bits, 128n);

/** Special-purpose blocks inside it. */
const IPV6_BLOCKS = ["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"].map((block) =>
  range(block, ipv6Bits, 128n),
);

type Range = { bits: bigint; shift: bigint };

/** Whether a page may be published at this IP address, written without brackets; text that is no address, or has a zone id, is not public. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) {
    const bits = ipv4Bits(address);
    return !IPV4_BLOCKS.some((block) => contains(block, bits));
  }
  if (!isIPv6(address) || address.includes("%")) return false;
  const bits = ipv6Bits(address);
  return contains(IPV6_PUBLIC, bits) && !IPV6_BLOCKS.some((block) => contains(block, bits));
}

function range(block: string, bitsOf: (address: string) => bigint, width: bigint): Range {
  const [address = "", length = ""] = block.split("/");
  const shift = width - BigInt(length);
  return { bits: bitsOf(address) >> shift, shift };
}

function contains(block: Range, bits: bigint): boolean {
  return bits >> block.shift === block.bits;
}

function ipv4Bits(address: string): bigint {
  return BigInt(address.split(".").reduce((bits, part) => bits * 256 + Number(part), 0));
}

function ipv6Bits(address: string): bigint {
  const [left = "", right] = address.split("::");
  const head = groups(left);
  const tail = right === undefined ? [] : groups(right);
  const gap = new Array<bigint>(8 - head.length - tail.length).fill(0n);
  return [...head, ...gap, ...tail].reduce((bits, group) => (bits << 16n) | group, 0n);
}

function groups(text: string): bigint[] {
  if (text === "") return [];
  return text.split(":").flatMap((part) => {
    if (!part.includes(".")) return [BigInt(`0x${part}`)];
    const bits = ipv4Bits(part);
    return [bits >> 16n, bits & 0xffffn];
  });
}
