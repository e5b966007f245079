import { expect, test } from "vitest";
import { aGap, anOverview, aScope, aSync } from "./a-scope.ts";
import { withEvent } from "./use-sync-overview.ts";

test("a scope's event replaces that scope and leaves the others where they are", () => {
  const overview = anOverview([aScope({ key: "1:a" }), aScope({ key: "1:b" })]);
  const next = withEvent(overview, { type: "sync", scope: aScope({ key: "1:a", nodes: 99 }) });
  expect(next.scopes.map((scope) => [scope.key, scope.nodes])).toEqual([
    ["1:a", 99],
    ["1:b", 10],
  ]);
});

test("a scope that was not known comes at the end", () => {
  const next = withEvent(anOverview([aScope({ key: "1:a" })]), {
    type: "sync",
    scope: aScope({ key: "1:c" }),
  });
  expect(next.scopes.map((scope) => scope.key)).toEqual(["1:a", "1:c"]);
});

test("while a scope is read again, its nodes and its gaps are those of the last read", () => {
  const sync = aSync({ outcome: "running", finishedAt: null });
  const known = anOverview([aScope({ nodes: 10, gaps: [aGap()] })]);
  const underWay = withEvent(known, { type: "sync", scope: aScope({ nodes: 0, gaps: [], sync }) });
  expect(underWay.scopes[0]).toMatchObject({ nodes: 10, gaps: [aGap()], sync });
  const done = withEvent(underWay, { type: "sync", scope: aScope({ nodes: 11, gaps: [], sync: aSync() }) });
  expect(done.scopes[0]).toMatchObject({ nodes: 11, gaps: [] });
});

test("the first read of a scope counts up", () => {
  const sync = aSync({ outcome: "running", finishedAt: null });
  const known = anOverview([aScope({ readAt: null, nodes: 0 })]);
  const told = withEvent(known, { type: "sync", scope: aScope({ readAt: null, nodes: 7, sync }) });
  expect(told.scopes[0]!.nodes).toBe(7);
});

test("trouble comes and goes", () => {
  const trouble = { code: "no-credentials", message: "No credentials." };
  const troubled = withEvent(anOverview([]), { type: "trouble", trouble });
  expect(troubled.trouble).toEqual(trouble);
  expect(withEvent(troubled, { type: "trouble", trouble: null }).trouble).toBeNull();
});
