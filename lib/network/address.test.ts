import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { describe, expect, test } from "vitest";
import { formatAddress, formatAddresses, intervalsOf, parseAddress, parseBlock } from "./address.ts";

describe("an address", () => {
  test.each([
    ["0.0.0.0", 4, 0],
    ["10.0.1.5", 4, 0x0a000105],
    ["255.255.255.255", 4, 0xffffffff],
    ["::", 6, 0n],
    ["64:ff9b::a00:105", 6, (0x64ff9bn << 96n) | 0x0a000105n],
  ])("%s is a number of family %i", (text, family, value) => {
    expect(parseAddress(text)).toEqual({ family, value });
    expect(formatAddress(value)).toBe(text);
  });

  test.each([
    "",
    "10.0.1",
    "10.0.1.256",
    "10.0.1.5.6",
    "10..1.5",
    "1.2.3.",
    "0x0a.0.0.1",
    "host",
    "fe80:::1",
  ])("%j is none", (text) => expect(parseAddress(text)).toBeUndefined());

  test("is the same when written and read again", () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const parsed = parseAddress(text)!;
        expect(parseAddress(formatAddress(parsed.value))).toEqual(parsed);
      }),
    );
  });
});

describe("a block", () => {
  test("holds the addresses that a library for addresses puts into it", () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV4(), fc.integer({ min: 0, max: 32 }), (block, address, length) => {
        const [from, to] = parseBlock(`${block}/${length}`)!.interval;
        const { value } = parseAddress(address)!;
        expect(from <= value && value <= to).toBe(
          ipaddr.IPv4.parse(address).match(ipaddr.IPv4.parse(block), length),
        );
      }),
    );
  });

  test("of IPv6 holds the addresses that a library for addresses puts into it", () => {
    fc.assert(
      fc.property(fc.ipV6(), fc.ipV6(), fc.integer({ min: 0, max: 128 }), (block, address, length) => {
        const [from, to] = parseBlock(`${block}/${length}`)!.interval;
        const { value } = parseAddress(address)!;
        const [one, other] = [ipaddr.IPv6.parse(address), ipaddr.IPv6.parse(block)];
        expect(from <= value && value <= to).toBe(one.match(other, length));
      }),
    );
  });

  test.each(["10.0.0.0", "10.0.0.0/33", "10.0.0/8", "::/129", "pl-1", "10.0.0.0/x"])("%j is none", (text) => {
    expect(parseBlock(text)).toBeUndefined();
  });

  test("of one family says nothing of the other: everything of IPv4 is nothing of IPv6", () => {
    expect(intervalsOf(["0.0.0.0/0", "::/0"], 4)).toEqual([[0, 0xffffffff]]);
    expect(intervalsOf(["0.0.0.0/0"], 6)).toEqual([]);
  });
});

test("addresses are written one by one, in ranges, and cut off with their number", () => {
  expect(formatAddresses([[0x0a000001, 0x0a000001]])).toBe("10.0.0.1");
  expect(
    formatAddresses(
      [
        [1, 1],
        [3, 5],
        [7, 7],
        [9, 9],
      ],
      2,
    ),
  ).toBe("0.0.0.1, 0.0.0.3–0.0.0.5 and 2 more");
});
