import { describe, expect, test } from "vitest";
import { aGap, anOverview, aScope, aSync } from "./a-scope.ts";
import { deniedByAccount, judgeScope, shareRead, summariseFreshness, toStatement } from "./scope-health.ts";

describe("a scope is", () => {
  test("fresh when all of it was read", () => expect(judgeScope(aScope())).toBe("fresh"));
  test("fresh although its Region does not offer everything", () =>
    expect(judgeScope(aScope({ gaps: [aGap({ reason: "unsupported" })] }))).toBe("fresh"));
  test("denied when one permission is missing", () =>
    expect(judgeScope(aScope({ gaps: [aGap({ reason: "throttled" }), aGap()] }))).toBe("denied"));
  test("partial when something was throttled", () =>
    expect(judgeScope(aScope({ gaps: [aGap({ reason: "throttled" })] }))).toBe("partial"));
  test("waiting before its first read", () =>
    expect(judgeScope(aScope({ readAt: null, sync: aSync({ outcome: "running" }) }))).toBe("waiting"));
  test("stale rather than denied", () =>
    expect(judgeScope(aScope({ isStale: true, gaps: [aGap()] }))).toBe("stale"));
  test("failed rather than anything else", () =>
    expect(judgeScope(aScope({ isStale: true, consecutiveFailures: 2 }))).toBe("failed"));
});

describe("the freshness of all", () => {
  test("is that of the scope which was read longest ago", () => {
    const overview = anOverview([aScope({ readAt: 5000 }), aScope({ readAt: 3000 })]);
    expect(summariseFreshness(overview)).toMatchObject({ readAt: 3000, scopes: 2, nodes: 20 });
  });

  test("is not that of a failed scope, which is counted beside", () => {
    const overview = anOverview([aScope({ readAt: 5000 }), aScope({ readAt: 1000, consecutiveFailures: 1 })]);
    const freshness = summariseFreshness(overview);
    expect(freshness.readAt).toBe(5000);
    expect(freshness.byHealth).toMatchObject({ failed: 1, fresh: 1 });
  });

  test("is that of what there is when every scope failed", () => {
    expect(summariseFreshness(anOverview([aScope({ consecutiveFailures: 1 })])).readAt).toBe(1000);
  });

  test("is a first run until one scope was read", () => {
    expect(summariseFreshness(anOverview([aScope({ readAt: null })])).isFirstRun).toBe(true);
    expect(summariseFreshness(anOverview([aScope({ readAt: null }), aScope()])).isFirstRun).toBe(false);
    expect(summariseFreshness(anOverview([])).isFirstRun).toBe(false);
  });
});

test("a read is as far as the share of its calls that have ended", () => {
  const call = { action: "a", kind: "k", pages: 0, items: 0, retries: 0, throttles: 0 };
  const sync = aSync({
    outcome: "running",
    calls: [
      { ...call, state: "done" },
      { ...call, state: "gap" },
      { ...call, state: "reading" },
      { ...call, state: "waiting" },
    ],
  });
  expect(shareRead(aScope({ sync }))).toBe(0.5);
  expect(shareRead(aScope({ sync: null, readAt: null }))).toBe(0);
});

test("missing permissions are gathered by account, each once", () => {
  const gaps = [
    aGap({ action: "ssm:B" }),
    aGap({ action: "ec2:A" }),
    aGap({ action: "ec2:C", reason: "failed" }),
  ];
  const denied = deniedByAccount([
    aScope({ gaps }),
    aScope({ region: "us-east-1", gaps: [aGap({ action: "ssm:B" })] }),
    aScope({ account: "210987654321" }),
  ]);
  expect(denied).toHaveLength(1);
  expect(denied[0]!.actions).toEqual(["ec2:A", "ssm:B"]);
  expect(denied[0]!.scopes).toHaveLength(2);
});

test("a statement names one action plainly and several as a list", () => {
  expect(JSON.parse(toStatement(["ssm:B"]))).toEqual({ Effect: "Allow", Action: "ssm:B", Resource: "*" });
  expect(JSON.parse(toStatement(["ec2:A", "ssm:B"])).Action).toEqual(["ec2:A", "ssm:B"]);
});
