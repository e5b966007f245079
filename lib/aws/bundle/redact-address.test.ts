import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { expect, test } from "vitest";
import { createAddressMap } from "./redact-address.ts";

const map = createAddressMap("a key");
const octet = fc.integer({ min: 0, max: 255 });
const address = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join("."));

function commonBits(one: string, other: string): number {
  const bitsOf = (text: string) =>
    ipaddr
      .parse(text)
      .toByteArray()
      .map((byte) => byte.toString(2).padStart(8, "0"))
      .join("");
  const [left, right] = [bitsOf(one), bitsOf(other)];
  const index = [...left].findIndex((bit, position) => bit !== right[position]);
  return index === -1 ? left.length : index;
}

test("two addresses share as long a prefix after as before", () => {
  fc.assert(
    fc.property(address, address, (one, other) => {
      expect(commonBits(map.address(one), map.address(other))).toBe(commonBits(one, other));
    }),
  );
});

test("a private address stays private, and a public one public", () => {
  fc.assert(
    fc.property(address, (one) => {
      expect(ipaddr.parse(map.address(one)).range()).toBe(ipaddr.parse(one).range());
    }),
  );
});

test("a network holds what it held", () => {
  fc.assert(
    fc.property(address, fc.integer({ min: 0, max: 32 }), (one, length) => {
      const network = `${ipaddr.IPv4.networkAddressFromCIDR(`${one}/${length}`)}/${length}`;
      expect(ipaddr.parse(map.address(one)).match(ipaddr.parseCIDR(map.address(network)))).toBe(true);
    }),
  );
});

test.each(["0.0.0.0/0", "::/0", "127.0.0.1", "169.254.169.253", "fe80::1", "not an address"])(
  "%s means the same to everyone and stays",
  (text) => {
    expect(map.address(text)).toBe(text);
  },
);

test("other keys give other addresses", () => {
  expect(createAddressMap("another").address("10.1.2.3")).not.toBe(map.address("10.1.2.3"));
  expect(map.address("2a05:d018:1::1")).toMatch(/^2a05:/);
});

test.each(["fd00:ec2::253", "fd00:ec2::254", "169.254.169.253"])(
  "%s, the same in every VPC, stays",
  (own) => {
    expect(map.address(own)).toBe(own);
  },
);
