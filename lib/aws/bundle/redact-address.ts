import { createHmac } from "node:crypto";
import ipaddr from "ipaddr.js";

/** Other addresses for the same structure: what lay within a network still does, and what was private still is. */
export type AddressMap = { address(text: string): string };

/**
 * How many bits in front stay as they are, so that no range changes its meaning: private, shared, link-local, loopback.
 * It depends on the first octet alone, or two networks that share a prefix could part.
 */
function keptBitsOfIpv4([first = 0, second = 0]: readonly number[]): number {
  if (first === 0 || first === 127 || first >= 224) return 32;
  if (first === 169) return second === 254 ? 32 : 16;
  if (first === 100) return 10;
  if (first === 172) return 12;
  if (first === 192 || first === 198) return 16;
  return 8;
}

function keptBitsOfIpv6(bytes: readonly number[]): number {
  const isNat64 = bytes.slice(0, 12).join(".") === "0.100.255.155.0.0.0.0.0.0.0.0";
  if (isNat64) return 96;
  const [first = 0] = bytes;
  return first === 0 || first === 0xfe || first === 0xff ? 128 : 16;
}

/** The same in every VPC: Amazon's resolver, its clock and the instance metadata. */
const ofAmazon: ReadonlySet<string> = new Set(["fd00:ec2::253", "fd00:ec2::123", "fd00:ec2::254"]);

/** Maps each bit by all that stand before it (Crypto-PAn), so common prefixes stay common, and of the same length. */
export function createAddressMap(key: string): AddressMap {
  const flips = new Map<string, number>();
  const flipAfter = (prefix: string): number => {
    const known = flips.get(prefix);
    if (known !== undefined) return known;
    const flip = createHmac("sha256", key).update(prefix).digest()[0]! & 1;
    flips.set(prefix, flip);
    return flip;
  };

  const mapBytes = (bytes: readonly number[], kept: number, length: number): number[] => {
    const bits = bytes.map((byte) => byte.toString(2).padStart(8, "0")).join("");
    const family = bytes.length === 4 ? "4:" : "6:";
    let mapped = bits.slice(0, Math.min(kept, length));
    for (let bit = kept; bit < length; bit += 1) {
      mapped += String(Number(bits[bit]) ^ flipAfter(family + bits.slice(0, bit)));
    }
    // Behind a network's length there are no bits to hide, and a mask with some is refused by many.
    mapped = mapped.padEnd(bits.length, "0");
    return bytes.map((_, index) => Number.parseInt(mapped.slice(index * 8, index * 8 + 8), 2));
  };

  return {
    address(text) {
      const [address = "", length] = text.split("/");
      if (!ipaddr.isValid(address) || ofAmazon.has(ipaddr.parse(address).toString())) return text;
      const bytes = ipaddr.parse(address).toByteArray();
      const size = bytes.length * 8;
      const kept = bytes.length === 4 ? keptBitsOfIpv4(bytes) : keptBitsOfIpv6(bytes);
      const mapped = mapBytes(bytes, kept, length === undefined ? size : Number(length));
      const written = ipaddr.fromByteArray(mapped).toString();
      return length === undefined ? written : `${written}/${length}`;
    },
  };
}
