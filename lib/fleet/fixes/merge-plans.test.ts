import fc from "fast-check";
import { expect, test } from "vitest";
import { mergePlans } from "./merge-plans.ts";

test("what brings back most comes first, whichever scope it is in", () => {
  const steps = mergePlans([
    { needs: ["a"], nodes: 3 },
    { needs: ["b"], nodes: 1 },
    { needs: ["c"], nodes: 5 },
  ]);
  expect(steps).toEqual([
    { id: "c", freed: 5, after: [] },
    { id: "a", freed: 3, after: [] },
    { id: "b", freed: 1, after: [] },
  ]);
});

test("a fix that several scopes need is one step", () => {
  const steps = mergePlans([
    { needs: ["role"], nodes: 2 },
    { needs: ["group"], nodes: 3 },
    { needs: ["role"], nodes: 2 },
  ]);
  expect(steps.map(({ id, freed }) => [id, freed])).toEqual([
    ["role", 4],
    ["group", 3],
  ]);
});

test("what goes on from steps that are made anyway counts on from them, and says which of them it needs", () => {
  const groups = [
    { needs: ["role"], nodes: 9 },
    { needs: ["role", "logs"], nodes: 2 },
    { needs: ["dns"], nodes: 1 },
  ];
  expect(mergePlans(groups, ["group", "role"])).toEqual([
    { id: "logs", freed: 2, after: [1] },
    { id: "dns", freed: 1, after: [] },
  ]);
});

test("nodes that need two come with the second one, which names the first", () => {
  const steps = mergePlans([
    { needs: ["role"], nodes: 4 },
    { needs: ["role", "group"], nodes: 6 },
    { needs: ["other"], nodes: 4 },
  ]);
  expect(steps).toEqual([
    { id: "role", freed: 4, after: [] },
    { id: "group", freed: 6, after: [0] },
    { id: "other", freed: 4, after: [] },
  ]);
});

test("two that free nobody alone go after what frees more for each", () => {
  const steps = mergePlans([
    { needs: ["role", "group"], nodes: 4 },
    { needs: ["other"], nodes: 3 },
  ]);
  expect(steps.map(({ id, freed }) => [id, freed])).toEqual([
    ["other", 3],
    ["role", 0],
    ["group", 4],
  ]);
});

test("whatever the plans, every node comes back once, after all that it needs", () => {
  const group = fc.record({
    needs: fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"), { minLength: 1, maxLength: 3 }),
    nodes: fc.nat(9),
  });
  fc.assert(
    fc.property(fc.array(group), (groups) => {
      const steps = mergePlans(groups);
      const places = new Map(steps.map(({ id }, place) => [id, place]));
      expect(places.size).toBe(steps.length);
      expect(steps.reduce((sum, { freed }) => sum + freed, 0)).toBe(
        groups.reduce((sum, { nodes }) => sum + nodes, 0),
      );
      for (const [place, { freed }] of steps.entries()) {
        const due = groups.filter(
          ({ needs }) => Math.max(...needs.map((need) => places.get(need)!)) === place,
        );
        expect(freed).toBe(due.reduce((sum, { nodes }) => sum + nodes, 0));
      }
    }),
  );
});
