import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { collectSnapshot } from "../collect/collect-snapshot.ts";
import type { PlantedFailure } from "../demo/cloud/condition.ts";
import { createDiagnosis } from "../diagnosis/diagnose.ts";
import type { Failure } from "../model/failure.ts";
import { type ScopeKey, scopeKey } from "../model/scope.ts";
import type { World } from "../model/world.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../testing/endpoint.ts";
import { aFailureMemory } from "../testing/failure-memory.ts";
import { explain } from "./explain.ts";
import type { PastLookup } from "./node-history.ts";
import { pastOfWorld } from "./past-of-world.ts";
import { readFailures } from "./sources/index.ts";

let demo: DemoEndpoint;
let past: PastLookup;
const found = new Map<ScopeKey, Failure[]>();

beforeAll(async () => {
  demo = await startDemoEndpoint({ nodes: 300 });
  const connection = demo.connect();
  const snapshots: [ScopeKey, World["snapshots"] extends ReadonlyMap<ScopeKey, infer S> ? S : never][] = [];
  for (const scope of demo.scopes) {
    const reader = connection.reader(scope);
    const memory = aFailureMemory();
    await readFailures(reader, { now: Date.now(), ...memory });
    expect(memory.gaps).toEqual([]);
    found.set(scopeKey(scope), [...memory.failures.values()]);
    snapshots.push([scopeKey(scope), await collectSnapshot(reader, Date.now())]);
  }
  connection.close();
  const world: World = { snapshots: new Map(snapshots), changes: [] };
  const quotas = new Map<ScopeKey, number | undefined>();
  for (const { id, regions } of demo.world.accounts.values())
    for (const { name, ssm } of regions.values()) quotas.set(`${id}:${name}`, ssm.managedNodeQuota);
  const diagnosis = createDiagnosis(world, { managedNodeQuotaOf: (scope) => quotas.get(scope) });
  const verdicts = new Map(
    [...world.snapshots.keys()].map((scope) => [scope, diagnosis.diagnoseScope(scope)]),
  );
  past = pastOfWorld(world, (scope, id) => verdicts.get(scope)?.get(id));
}, 120_000);

afterAll(() => demo.close());

/**
 * What the world of today no longer tells, only history does: which of several faults came first, what was mended since,
 * and of which activation a machine was to be that never registered.
 */
const needsHistory = ({ code, conditionId, targets }: PlantedFailure) => {
  const holding = [...demo.world.conditions.values()].filter(
    ({ code: each, nodes }) => each !== null && targets.some((id) => nodes.includes(id)),
  );
  const isMended = conditionId === undefined && code === "security-group-egress-blocks";
  return holding.length > 1 || isMended || code === "activation-expired";
};

const planted = () => demo.world.plantedFailures ?? [];
const scopeOf = ({ account, region }: PlantedFailure): ScopeKey => `${account}:${region}`;

/** Which failures show the record and name these targets. */
function matches(truth: PlantedFailure): Failure[] {
  return (found.get(scopeOf(truth)) ?? []).filter(
    ({ records, targets }) =>
      records.some(({ id }) => id === truth.recordId) && targets.join() === truth.targets.join(),
  );
}

describe("of the demo's ninety days", () => {
  test("every planted failure is found exactly once", () => {
    expect(planted().length).toBeGreaterThan(2_000);
    expect(planted().filter((truth) => matches(truth).length !== 1)).toEqual([]);
  });

  test("none is invented", () => {
    const known = new Set(planted().flatMap((truth) => matches(truth).map(({ id }) => id)));
    const invented = [...found.values()].flat().filter(({ id }) => !known.has(id));
    expect(invented).toEqual([]);
  });

  test("each says AWS's word, where it is looked for, when it was, and whether anybody was told", () => {
    const told = planted().map((truth) => {
      const [failure] = matches(truth);
      return [failure?.kind, failure?.source, failure?.isSilent, failure?.at];
    });
    expect(told).toEqual(
      planted().map(({ kind, source, silent, at }) => [kind, source, silent, at.getTime()]),
    );
  });

  test("each says which call it was, or which document ran", () => {
    const wrong = planted().filter((truth) => {
      const [failure] = matches(truth);
      return (truth.source === "cloudtrail" ? failure?.operation : failure?.documentName) !== truth.operation;
    });
    expect(wrong).toEqual([]);
  });

  test("each command knows who sent it, by the trail", () => {
    const sent = [...found.values()].flat().filter(({ source }) => source === "run-command");
    expect(sent.filter(({ caller, requestId }) => caller === null || requestId === null)).toEqual([]);
  });
});

describe("explained by what AWS still tells", () => {
  test("each failure has the planted cause, or none where the world no longer tells", () => {
    const wrong = planted().flatMap((truth) => {
      const [failure] = matches(truth);
      const { cause, sentence } = explain(failure!, past);
      return cause === truth.code || cause === "unexplained" || needsHistory(truth)
        ? []
        : [{ truth, cause, sentence }];
    });
    expect(wrong.map(({ truth, cause, sentence }) => `${truth.code} ≠ ${cause}: ${sentence}`)).toEqual([]);
  });

  test("nothing else stays unexplained than what nobody can explain", () => {
    const unexplained = planted().filter((truth) => {
      const [failure] = matches(truth);
      return explain(failure!, past).cause === "unexplained" && !needsHistory(truth);
    });
    expect(new Set(unexplained.map(({ code }) => code))).toEqual(new Set(["unexplained"]));
  });

  test("what only history could tell is the smaller part", () => {
    expect(planted().filter(needsHistory).length).toBeLessThan(planted().length / 5);
  });
});
