import fc from "fast-check";
import { expect, test } from "vitest";
import { aSnapshot } from "../../testing/a-document.ts";
import { aNode } from "../../testing/documented-vpcs.ts";
import { coveringGroups } from "./covering-groups.ts";

const nobody = aSnapshot({});

test("one group is enough where everybody carries it", () => {
  expect(coveringGroups(nobody, [["sg-1", "sg-2"], ["sg-2"], ["sg-2", "sg-3"]])).toEqual(["sg-2"]);
});

test("of two that cover the same the one that fewer others carry is taken", () => {
  const snapshot = aSnapshot({
    instance: [
      aNode("i-1", "subnet-1", "10.0.1.1", { securityGroupIds: ["sg-all", "sg-own"] }),
      aNode("i-2", "subnet-1", "10.0.1.2", { securityGroupIds: ["sg-all"] }),
    ],
  });
  expect(coveringGroups(snapshot, [["sg-all", "sg-own"]])).toEqual(["sg-own"]);
});

test("everybody who carries any group is covered, and no group is taken for nothing", () => {
  const group = fc.constantFrom("sg-1", "sg-2", "sg-3", "sg-4", "sg-5");
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(group, { maxLength: 3 }), { maxLength: 12 }), (carriers) => {
      const chosen = coveringGroups(nobody, carriers);
      for (const groups of carriers.filter(({ length }) => length > 0))
        expect(groups.some((id) => chosen.includes(id))).toBe(true);
      for (const id of chosen) expect(carriers.flat()).toContain(id);
      expect(new Set(chosen).size).toBe(chosen.length);
    }),
  );
});
