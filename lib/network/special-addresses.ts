import { type Family, intervalsOf, privateSpace } from "./address.ts";
import { contains, type IntervalSet, type Point, subtract, toSet } from "./interval-set.ts";

/** What carriers number their customers with (RFC 6598). */
export const sharedSpace: IntervalSet = toSet(intervalsOf(["100.64.0.0/10"], 4));

/** What organisations number their own networks with in IPv6. */
export const privateSpace6: IntervalSet = toSet(intervalsOf(["fc00::/7"], 6));

/** The special-purpose registries of IANA: no public service has an address in them. */
const reserved: IntervalSet = toSet([
  ...privateSpace,
  ...intervalsOf(
    [
      "0.0.0.0/8",
      "127.0.0.0/8",
      "169.254.0.0/16",
      "192.0.0.0/24",
      "192.0.2.0/24",
      "192.88.99.0/24",
      "198.18.0.0/15",
      "198.51.100.0/24",
      "203.0.113.0/24",
      "224.0.0.0/3",
    ],
    4,
  ),
]);

const global6: IntervalSet = intervalsOf(["2000::/3"], 6);
const reserved6: IntervalSet = toSet(intervalsOf(["2001::/32", "2001:db8::/32", "2002::/16"], 6));

const everything4: IntervalSet = [[0, 0xffffffff]];

/** What is left for public services. */
export const unreserved: { [Each in Family]: IntervalSet } = {
  4: subtract(everything4, reserved),
  6: subtract(global6, reserved6),
};

const nat64Prefix = 0x64ff9bn << 96n;
export const nat64Space: IntervalSet = [[nat64Prefix, nat64Prefix + 0xffffffffn]];

/** IPv4 addresses as they look in IPv6 behind DNS64. */
export function toNat64(addresses: IntervalSet): IntervalSet {
  return addresses.map(([from, to]) => [nat64Prefix + BigInt(from), nat64Prefix + BigInt(to)]);
}

export function fromNat64(addresses: IntervalSet): IntervalSet {
  return addresses.map(([from, to]) => [
    Number(BigInt(from) - nat64Prefix),
    Number(BigInt(to) - nat64Prefix),
  ]);
}

const linkLocal: IntervalSet = intervalsOf(["169.254.0.0/16"], 4);
const linkLocal6: IntervalSet = intervalsOf(["fe80::/10"], 6);

export function isLinkLocal(address: Point): boolean {
  return contains(typeof address === "bigint" ? linkLocal6 : linkLocal, address);
}
