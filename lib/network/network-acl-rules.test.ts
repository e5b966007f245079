import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { NetworkAclEntry } from "../model/documents/network-acl.ts";
import { entry, ports } from "../testing/documented-vpcs.ts";
import { parseAddress } from "./address.ts";
import type { Flow } from "./flow.ts";
import { contains, type IntervalSet } from "./interval-set.ts";
import { compileAcl, evaluateAcl } from "./network-acl-rules.ts";

const tcp: Flow = { family: 4, protocol: "tcp", port: 443 };
const https: IntervalSet = [[443, 443]];
const at = (text: string): IntervalSet => {
  const { value } = parseAddress(text)!;
  return [[value, value]];
};

function admits(entries: readonly NetworkAclEntry[], from: string, asked = https, flow = tcp): IntervalSet {
  return evaluateAcl(compileAcl(entries, flow), at(from), asked).flatMap(({ admitted }) => [...admitted]);
}

describe("the lowest number that matches decides", () => {
  test.each<[string, NetworkAclEntry[], boolean]>([
    ["nothing matches", [], false],
    ["an allowance", [entry(100, "allow")], true],
    ["a denial before an allowance", [entry(90, "deny"), entry(100, "allow")], false],
    ["a denial behind an allowance", [entry(200, "deny"), entry(100, "allow")], true],
    [
      "a denial of other addresses",
      [entry(90, "deny", { cidrBlock: "10.9.0.0/16" }), entry(100, "allow")],
      true,
    ],
    ["a denial of another port", [entry(90, "deny", ports(80, 80)), entry(100, "allow")], true],
    ["a denial of another protocol", [entry(90, "deny", { protocol: "17" }), entry(100, "allow")], true],
    ["an allowance of IPv6", [entry(100, "allow", { cidrBlock: null, ipv6CidrBlock: "::/0" })], false],
    ["every protocol, whose ports mean nothing", [entry(100, "allow", { fromPort: 80, toPort: 80 })], true],
  ])("%s", (_, entries, expected) => {
    expect(admits(entries, "10.0.1.5").length > 0).toBe(expected);
  });
});

test("ports are admitted as far as the rules go, whatever lies between them", () => {
  const entries = [entry(90, "deny", ports(3_389, 3_389)), entry(100, "allow", ports(1_024, 60_000))];
  expect(admits(entries, "10.0.1.5", [[1_024, 65_535]])).toEqual([
    [1_024, 3_388],
    [3_390, 60_000],
  ]);
});

const anEntry = fc.record({
  ruleNumber: fc.integer({ min: 1, max: 50 }),
  action: fc.constantFrom("allow" as const, "deny" as const),
  protocol: fc.constantFrom("-1", "6", "17"),
  cidrBlock: fc.constantFrom("0.0.0.0/0", "10.0.0.0/8", "10.0.1.0/24", "10.0.1.5/32", "192.168.0.0/16"),
  ipv6CidrBlock: fc.constant(null),
  fromPort: fc.constantFrom(0, 443, 1_024),
  toPort: fc.constantFrom(1_024, 65_535),
});

test("sets of addresses and ports are decided as each of them is alone", () => {
  const addresses = ["10.0.1.5", "10.0.1.6", "10.3.0.1", "192.168.1.1", "52.94.0.1"];
  const entries = fc.uniqueArray(anEntry, { maxLength: 6, selector: ({ ruleNumber }) => ruleNumber });
  fc.assert(
    fc.property(
      entries,
      fc.constantFrom(...addresses),
      fc.constantFrom(80, 443, 1_024, 50_000),
      (list, address, port) => {
        const { value } = parseAddress(address)!;
        const together = evaluateAcl(compileAcl(list, tcp), [[0, 0xffffffff]], [[0, 65_535]]);
        const of = together.filter((decision) => contains(decision.addresses, value));
        expect(of).toHaveLength(1);
        expect(contains(of[0]!.admitted, port)).toBe(admits(list, address, [[port, port]]).length > 0);
      },
    ),
  );
});
