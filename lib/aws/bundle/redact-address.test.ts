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

const networks = ["10.0.0.0/16", "10.0.16.0/20", "172.31.0.0/16", "192.168.0.0/16", "2a05:d018:1::/56"];
const inNetworks = createAddressMap("a key", networks);

test.each(networks)("the first addresses of %s stay the first ones", (network) => {
  const [base, length] = network.split("/") as [string, string];
  const mapped = inNetworks.address(network).split("/")[0]!;
  expect(inNetworks.address(base)).toBe(mapped);
  for (const step of [1, 2, 3]) expect(inNetworks.address(after(base, step))).toBe(after(mapped, step));
  const host = inNetworks.address(after(base, 7));
  expect(host).not.toBe(after(base, 7));
  expect(ipaddr.parse(host).match(ipaddr.parseCIDR(`${mapped}/${length}`))).toBe(true);
});

function after(base: string, step: number): string {
  const bytes = ipaddr.parse(base).toByteArray();
  return ipaddr.fromByteArray([...bytes.slice(0, -1), bytes.at(-1)! + step]).toString();
}

test("no address comes out as it went in, but what means the same to everyone", () => {
  const common = new Set(["unspecified", "loopback", "linkLocal", "multicast", "broadcast", "reserved"]);
  fc.assert(
    fc.property(address, (one) => {
      fc.pre(!common.has(ipaddr.parse(one).range()));
      expect(inNetworks.address(one)).not.toBe(one);
    }),
  );
});

test.each(["64:ff9b::", "::ffff:"])(
  "an address of IPv4 behind %s is the one that it is without",
  (prefix) => {
    const mapped = ipaddr.parse(map.address(`${prefix}10.1.2.3`)).toByteArray();
    expect(mapped.slice(-4).join(".")).toBe(map.address("10.1.2.3"));
    expect(mapped.slice(0, 12)).toEqual(ipaddr.parse(`${prefix}10.1.2.3`).toByteArray().slice(0, 12));
  },
);

test.each([
  ["203.0.113.7", /^203\.0\.113\./],
  ["198.51.100.7", /^198\.51\.100\./],
  ["100.64.3.4", /^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./],
  ["172.20.3.4", /^172\.(?:1[6-9]|2\d|3[01])\./],
  ["172.40.3.4", /^172\.(?!1[6-9]\.|2\d\.|3[01]\.)/],
])("%s stays in the block that gives it its meaning", (one, block) => {
  expect(map.address(one)).toMatch(block);
});

test.each(["fd00:ec2::253", "fd00:ec2::254", "169.254.169.253"])(
  "%s, the same in every VPC, stays",
  (own) => {
    expect(map.address(own)).toBe(own);
  },
);
