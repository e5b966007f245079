import ipaddr from "ipaddr.js";

/** Whether two blocks of one family have an address in common: then the one holds the other. */
export function overlaps(one: string, other: string): boolean {
  const [a, b] = [ipaddr.parseCIDR(one), ipaddr.parseCIDR(other)];
  if (a[0].kind() !== b[0].kind()) return false;
  return a[1] <= b[1] ? b[0].match(a) : a[0].match(b);
}

/** Whether all of the other block is in the one. */
export function contains(one: string, other: string): boolean {
  return overlaps(one, other) && ipaddr.parseCIDR(one)[1] <= ipaddr.parseCIDR(other)[1];
}

/** The block's first addresses that nothing has and AWS does not keep for itself, in order. */
export function freeAddress(cidr: string, taken: ReadonlySet<string>): string | undefined {
  const [address, length] = ipaddr.parseCIDR(cidr);
  if (address.kind() !== "ipv4") return undefined;
  const base = ipaddr.IPv4.networkAddressFromCIDR(cidr).toByteArray();
  const first = base.reduce((number, byte) => number * 256 + byte, 0);
  const last = first + 2 ** (32 - length) - 1;
  // AWS keeps the first four and the last one.
  for (let number = first + 4; number < last; number++) {
    const text = [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join(".");
    if (!taken.has(text)) return text;
  }
  return undefined;
}
