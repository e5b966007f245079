import { createHmac } from "node:crypto";
import ipaddr from "ipaddr.js";

/** Other addresses for the same structure: what lay within a network still does, and what was private still is. */
export type AddressMap = { address(text: string): string };

/** They mean the same to everyone, and stay whole: this network, loopback, link-local, multicast; Amazon's own services. */
const common = [
  "0.0.0.0/8",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "224.0.0.0/3",
  "fd00:ec2::/32",
  "::/8",
  "fe00::/7",
];

/** What is in one stays in it, and nothing else comes there: private, shared and documentation addresses. */
const special = [
  ...["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16", "198.18.0.0/15"],
  ...["192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.51.100.0/24", "203.0.113.0/24"],
  ...["2001::/32", "2001:db8::/32"],
];

/** In front of what tells whose a public address is. */
const keptBits = { 4: 8, 6: 16 } as const;

/** Translated and mapped addresses of IPv4 stand in these, and are told as those are. */
const holdingIpv4 = ["64:ff9b::/96", "::ffff:0:0/96"].map((each) => bitsOfBlock(each).prefix);

type Family = keyof typeof keptBits;

/**
 * Maps each bit by all that stand before it (Crypto-PAn), so common prefixes stay common, and of the same length. Two things
 * differ from that: the first address of each of the `networks`, and the two behind it, stay what they are in their network, as
 * the resolver is known by its place; and the first bit that may change does, so that no address comes out as it went in.
 */
export function createAddressMap(key: string, networks: readonly string[] = []): AddressMap {
  const steady = steadyPrefixes(networks);
  const flips = new Map<string, 0 | 1>();
  const isSteady = (prefix: string) =>
    prefix.length - 2 < keptBits[familyOf(prefix)] ||
    steady.has(prefix) ||
    commonPrefixes.some((each) => prefix.startsWith(each));
  const flipAfter = (prefix: string, isFirst: boolean): 0 | 1 => {
    const known = flips.get(prefix);
    if (known !== undefined) return known;
    const bit = (createHmac("sha256", key).update(prefix).digest()[0]! & 1) as 0 | 1;
    const flip = isSteady(prefix) ? 0 : isFirst ? 1 : bit;
    flips.set(prefix, flip);
    return flip;
  };

  const mapBits = (family: Family, bits: string, length: number): string => {
    const within = family === 6 ? holdingIpv4.find((each) => `6:${bits}`.startsWith(each)) : undefined;
    if (within !== undefined) return bits.slice(0, 96) + mapBits(4, bits.slice(96), Math.max(0, length - 96));
    let mapped = "";
    let isFirst = true;
    for (let bit = 0; bit < length; bit += 1) {
      const flip = flipAfter(`${family}:${bits.slice(0, bit)}`, isFirst);
      if (flip === 1) isFirst = false;
      mapped += String(Number(bits[bit]) ^ flip);
    }
    // Behind a network's length there are no bits to hide, and a mask with some is refused by many.
    return mapped.padEnd(bits.length, "0");
  };

  return {
    address(text) {
      const [address = "", length] = text.split("/");
      if (!ipaddr.isValid(address)) return text;
      const bytes = ipaddr.parse(address).toByteArray();
      const bits = bitsOf(bytes);
      const mapped = mapBits(
        bytes.length === 4 ? 4 : 6,
        bits,
        length === undefined ? bits.length : Math.min(Number(length), bits.length),
      );
      const octets = bytes.map((_, index) => Number.parseInt(mapped.slice(index * 8, index * 8 + 8), 2));
      const written = ipaddr.fromByteArray(octets).toString();
      return length === undefined ? written : `${written}/${length}`;
    },
  };
}

const commonPrefixes = common.map((each) => bitsOfBlock(each).prefix);

/** Prefixes behind which the next bit stays: on the way to what is special, and on that to the base of a network. */
function steadyPrefixes(networks: readonly string[]): Set<string> {
  const steady = new Set<string>();
  for (const block of [...common, ...special]) {
    const { prefix } = bitsOfBlock(block);
    for (let end = 2; end < prefix.length; end += 1) steady.add(prefix.slice(0, end));
  }
  for (const block of networks) {
    const { prefix, size } = bitsOfBlock(block);
    for (let end = prefix.length; end < size + 2; end += 1) steady.add(prefix.padEnd(end, "0"));
    // The last two bits of the first four addresses.
    steady.add(`${prefix.padEnd(size, "0")}1`);
  }
  return steady;
}

/** `4:00001010` is 10.0.0.0/8. */
function bitsOfBlock(block: string): { prefix: string; size: number } {
  const [address, length] = ipaddr.parseCIDR(block);
  const bytes = address.toByteArray();
  const prefix = `${bytes.length === 4 ? 4 : 6}:${bitsOf(bytes).slice(0, length)}`;
  return { prefix, size: bytes.length * 8 };
}

function familyOf(prefix: string): Family {
  return prefix.startsWith("4") ? 4 : 6;
}

function bitsOf(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(2).padStart(8, "0")).join("");
}
