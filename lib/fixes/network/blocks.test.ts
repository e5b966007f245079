import fc from "fast-check";
import { expect, test } from "vitest";
import { contains, freeAddress, overlaps } from "./blocks.ts";

test.each([
  ["10.0.0.0/8", "10.1.0.0/16", true, true],
  ["10.1.0.0/16", "10.0.0.0/8", true, false],
  ["10.0.0.0/16", "10.1.0.0/16", false, false],
  ["0.0.0.0/0", "192.0.2.1/32", true, true],
  ["::/0", "2001:db8::/32", true, true],
  ["0.0.0.0/0", "2001:db8::/32", false, false],
])("%s and %s: overlap %s, the first holds the second %s", (one, other, overlap, hold) => {
  expect([overlaps(one, other), contains(one, other)]).toEqual([overlap, hold]);
});

test("a free address is in its block, nobody's yet and none of AWS's own", () => {
  expect(freeAddress("10.0.1.0/24", new Set())).toBe("10.0.1.4");
  expect(freeAddress("10.0.1.0/24", new Set(["10.0.1.4", "10.0.1.5"]))).toBe("10.0.1.6");
  expect(freeAddress("223.255.255.0/24", new Set())).toBe("223.255.255.4");
  // The smallest subnet that AWS makes has room for eleven.
  fc.assert(
    fc.property(fc.integer({ min: 16, max: 28 }), fc.nat({ max: 11 }), (length, count) => {
      const taken = new Set<string>();
      for (let index = 0; index < count; index++) {
        const address = freeAddress(`10.0.0.0/${length}`, taken) ?? "";
        expect(taken.has(address)).toBe(false);
        expect(contains(`10.0.0.0/${length}`, `${address}/32`)).toBe(true);
        taken.add(address);
      }
    }),
  );
});

test("a block that is full has none, and one of IPv6 is asked otherwise", () => {
  const all = new Set(Array.from({ length: 16 }, (_, index) => `10.0.0.${index}`));
  expect(freeAddress("10.0.0.0/28", all)).toBeUndefined();
  expect(freeAddress("2001:db8::/64", new Set())).toBeUndefined();
});
