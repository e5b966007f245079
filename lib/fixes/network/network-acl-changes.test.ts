import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { NetworkAcl } from "../../model/documents/network-acl.ts";
import { aDocument, aScope, aSnapshot } from "../../testing/a-document.ts";
import { entry } from "../../testing/documented-vpcs.ts";
import { carryOut, combine } from "./change.ts";
import { admit } from "./network-acl-changes.ts";
import type { Passage } from "./network-acl-numbers.ts";

const blocks = ["0.0.0.0/0", "10.0.0.0/8", "10.0.1.0/24", "192.0.2.0/24"];
const somePorts = fc.constantFrom<[number | null, number | null]>(
  [null, null],
  [443, 443],
  [400, 500],
  [1024, 65_535],
);
const someEntries = fc
  .uniqueArray(
    fc.record({
      number: fc.integer({ min: 1, max: 12 }),
      action: fc.constantFrom("allow" as const, "deny" as const),
      cidrBlock: fc.constantFrom(...blocks),
      ports: somePorts,
    }),
    { selector: ({ number }) => number, maxLength: 8 },
  )
  .map((entries) =>
    entries
      .toSorted((one, other) => one.number - other.number)
      .map(({ number, action, cidrBlock, ports: [fromPort, toPort] }) =>
        entry(number, action, { cidrBlock, fromPort, toPort, protocol: fromPort === null ? "-1" : "6" }),
      ),
  );
const passage: Passage = {
  direction: "egress",
  cidr: "10.0.1.0/24",
  fromPort: 443,
  toPort: 443,
  peers: ["10.0.1.7/32"],
  why: "",
};

/** By hand, and not as the product does it: the first entry that matches decides, and what none matches is denied. */
function admits(
  { egress }: NetworkAcl,
  place: "10.0.1.7" | "10.9.9.9" | "192.0.2.7" | "8.8.8.8",
  port: number,
) {
  const holders: Record<string, readonly string[]> = {
    "10.0.1.7": ["0.0.0.0/0", "10.0.0.0/8", "10.0.1.0/24"],
    "10.9.9.9": ["0.0.0.0/0", "10.0.0.0/8"],
    "192.0.2.7": ["0.0.0.0/0", "192.0.2.0/24"],
    "8.8.8.8": ["0.0.0.0/0"],
  };
  const first = egress.find(
    ({ cidrBlock, fromPort, toPort }) =>
      holders[place]!.includes(cidrBlock ?? "") &&
      (fromPort === null || (fromPort <= port && port <= toPort!)),
  );
  return first?.action === "allow";
}

function admitted(egress: NetworkAcl["egress"]): { before: NetworkAcl; after: NetworkAcl; isDone: boolean } {
  const before = aDocument("network-acl", "acl-1", { egress });
  const snapshot = aSnapshot({ "network-acl": [before] });
  const changes = admit(aScope, before, [passage]);
  const patch = combine(carryOut(snapshot, changes).map((change) => change.patch));
  return { before, after: patch["network-acl"]?.put?.[0] ?? before, isDone: changes.length > 0 };
}

describe("whatever an ACL says", () => {
  test("what is to be let through is let through", () => {
    fc.assert(
      fc.property(someEntries, (egress) => {
        const { after, isDone } = admitted(egress);
        if (isDone) expect(admits(after, "10.0.1.7", 443)).toBe(true);
      }),
    );
  });

  test("nothing else is decided otherwise than before", () => {
    fc.assert(
      fc.property(someEntries, (egress) => {
        const { before, after } = admitted(egress);
        for (const place of ["10.0.1.7", "10.9.9.9", "192.0.2.7", "8.8.8.8"] as const)
          for (const port of [22, 443, 450, 3389, 50_000])
            if (place !== "10.0.1.7" || port !== 443)
              expect(admits(after, place, port), `${place}:${port}`).toBe(admits(before, place, port));
      }),
    );
  });

  test("numbers stay unique, in order and within AWS's bounds", () => {
    fc.assert(
      fc.property(someEntries, (egress) => {
        const numbers = admitted(egress).after.egress.map(({ ruleNumber }) => ruleNumber);
        expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other));
        for (const number of numbers) expect(number >= 1 && number <= 32_766).toBe(true);
      }),
    );
  });
});
