import { expect, test } from "vitest";
import { anOverview, aScope } from "./a-scope.ts";
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

test("trouble comes and goes", () => {
  const trouble = { code: "no-credentials", message: "No credentials." };
  const troubled = withEvent(anOverview([]), { type: "trouble", trouble });
  expect(troubled.trouble).toEqual(trouble);
  expect(withEvent(troubled, { type: "trouble", trouble: null }).trouble).toBeNull();
});
