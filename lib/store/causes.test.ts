import { expect, test } from "vitest";
import type { Evidence } from "../model/verdict.ts";
import { describeStores } from "../testing/describe-stores.ts";
import type { FoundCause } from "./causes.ts";

const scope = "123456789012:eu-west-1";
const role = "arn:aws:iam::123456789012:role/ci";

function evidence(observedAt: number): Evidence {
  return {
    sentence: "It has no rule for 443.",
    api: "ec2:DescribeSecurityGroups",
    field: "IpPermissionsEgress",
    value: "[]",
    document: { kind: "security-group", id: "sg-1" },
    observedAt,
  };
}

function aCause(facts: Partial<FoundCause> = {}): FoundCause {
  return {
    code: "security-group-egress-blocks",
    subject: { kind: "security-group", id: "sg-1" },
    sentence: "Security group sg-1 lets nothing out.",
    evidence: [evidence(1)],
    since: null,
    ...facts,
  };
}

const ofGroup = { code: "security-group-egress-blocks", subjectId: "sg-1", scope } as const;
const ofRole = { code: "role-actions-missing", subject: { kind: "role", id: role } } as const;

describeStores(({ open }) => {
  test("a cause keeps its beginning for as long as it is found, whatever is said of it", async () => {
    const store = await open();
    expect(await store.saveCauses(scope, [aCause()], 10)).toEqual({ opened: 1, closed: 0 });
    expect(await store.saveCauses(scope, [aCause({ sentence: "It lets out 80 only." })], 20)).toEqual({
      opened: 0,
      closed: 0,
    });
    expect(await store.loadOpenCauses()).toEqual([
      {
        scope,
        code: "security-group-egress-blocks",
        subject: { kind: "security-group", id: "sg-1" },
        sentence: "It lets out 80 only.",
        since: 10,
        firstSeen: 10,
        closedAt: null,
      },
    ]);
  });

  test("a cause that is no more is closed, and one that comes back begins anew", async () => {
    const store = await open();
    await store.saveCauses(scope, [aCause()], 10);
    expect(await store.saveCauses(scope, [], 20)).toEqual({ opened: 0, closed: 1 });
    expect(await store.loadOpenCauses()).toEqual([]);
    await store.saveCauses(scope, [aCause()], 30);
    const periods = await store.loadCauseHistory(ofGroup);
    expect(periods.map(({ firstSeen, closedAt }) => [firstSeen, closedAt])).toEqual([
      [30, null],
      [10, 20],
    ]);
  });

  test("it began when history says so, and never later than that", async () => {
    const store = await open();
    await store.saveCauses(scope, [aCause({ since: 4 })], 10);
    await store.saveCauses(scope, [aCause()], 20);
    await store.saveCauses(scope, [aCause({ since: 3 })], 30);
    expect((await store.loadCauseHistory(ofGroup)).map(({ since }) => since)).toEqual([3]);
  });

  test("judging some nodes closes nothing that was not judged", async () => {
    const store = await open();
    await store.saveCauses(scope, [aCause()], 10);
    await store.saveCauses(scope, [aCause(ofRole)], 20, { others: "kept" });
    expect((await store.loadOpenCauses()).map(({ code }) => code).sort()).toEqual([
      "role-actions-missing",
      "security-group-egress-blocks",
    ]);
  });

  test("evidence is kept, and written anew only where it says something else", async () => {
    const store = await open();
    await store.saveCauses(scope, [aCause()], 10);
    await store.saveCauses(scope, [aCause({ evidence: [evidence(20)] })], 20);
    expect((await store.loadCauseHistory(ofGroup))[0]!.evidence).toEqual([evidence(1)]);
    const other = { ...evidence(30), value: "[80]" };
    await store.saveCauses(scope, [aCause({ evidence: [other] })], 30);
    expect((await store.loadCauseHistory(ofGroup))[0]!.evidence).toEqual([other]);
  });

  test("scopes are apart, and a role's history is that of all of them", async () => {
    const store = await open();
    await store.saveCauses(scope, [aCause(ofRole)], 10);
    await store.saveCauses("123456789012:us-east-1", [aCause(ofRole)], 5);
    await store.saveCauses("123456789012:us-east-1", [], 20);
    const asked = { code: "role-actions-missing", subjectId: role, scope: null } as const;
    expect((await store.loadCauseHistory(asked)).map((cause) => [cause.scope, cause.closedAt])).toEqual([
      [scope, null],
      ["123456789012:us-east-1", 20],
    ]);
    expect(await store.loadOpenCauses([asked])).toHaveLength(1);
    expect(await store.loadOpenCauses([{ ...asked, subjectId: "sg-1" }])).toEqual([]);
    expect(await store.loadOpenCauses([])).toEqual([]);
  });

  test("a scope that is read no more has no causes", async () => {
    const store = await open();
    await store.saveCauses(scope, [aCause()], 10);
    await store.deleteScope(scope, 20);
    expect(await store.loadOpenCauses()).toEqual([]);
  });

  test("retention forgets what was closed long ago, and nothing that is open", async () => {
    const store = await open();
    const dayMs = 86_400_000;
    await store.saveCauses(scope, [aCause(), aCause(ofRole)], dayMs);
    await store.saveCauses(scope, [aCause()], 2 * dayMs);
    await store.applyRetention(100 * dayMs, { documents: 90, failures: 400, syncs: 14 });
    expect(await store.loadCauseHistory({ ...ofGroup })).toHaveLength(1);
    const gone = { code: "role-actions-missing", subjectId: role, scope: null } as const;
    expect(await store.loadCauseHistory(gone)).toEqual([]);
  });
});
