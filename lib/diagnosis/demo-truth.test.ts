import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readChanges } from "../changes/read-changes.ts";
import { tellChanges } from "../changes/tell-changes.ts";
import { collectSnapshot } from "../collect/collect-snapshot.ts";
import type { Condition } from "../demo/cloud/condition.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import { type ScopeKey, scopeKey } from "../model/scope.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { TrailChange } from "../model/trail-change.ts";
import type { Change } from "../model/world.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../testing/endpoint.ts";
import type { Judgement } from "./decide.ts";
import { createDiagnosis, type Diagnosis } from "./diagnose.ts";

const minute = 60_000;

let demo: DemoEndpoint;
let conditions: Condition[];
let diagnosis: Diagnosis;
let judgements: Map<string, Judgement>;

beforeAll(async () => {
  demo = await startDemoEndpoint({ nodes: 300 });
  conditions = [...demo.world.conditions.values()];
  const { snapshots, changes } = await collectAll(demo);
  const quotas = new Map<ScopeKey, number | undefined>();
  for (const { id, regions } of demo.world.accounts.values())
    for (const { name, ssm } of regions.values()) quotas.set(`${id}:${name}`, ssm.managedNodeQuota);
  diagnosis = createDiagnosis({ snapshots, changes }, { managedNodeQuotaOf: (scope) => quotas.get(scope) });
  judgements = new Map();
  for (const scope of snapshots.keys())
    for (const [id, judgement] of diagnosis.judgeScope(scope)) judgements.set(`${scope} ${id}`, judgement);
}, 120_000);

afterAll(() => demo.close());

/** One reading of everything, and of CloudTrail with it: nobody watched the demo before it began. */
async function collectAll({
  scopes,
  connect,
}: DemoEndpoint): Promise<{ snapshots: Map<ScopeKey, Snapshot>; changes: Change[] }> {
  const connection = connect();
  const read = await Promise.all(
    scopes.map(async (scope) => {
      const reader = connection.reader(scope);
      const at = Date.now();
      const found = new Map<string, { kind: DocumentKind; id: string; body: unknown }>();
      const snapshot = await collectSnapshot(reader, at, {
        seen: (kind, id, body) => void found.set(`${kind} ${id}`, { kind, id, body }),
      });
      const told: TrailChange[] = [];
      for await (const page of readChanges(reader, { now: at, checkpoint: null })) told.push(...page.changes);
      return { key: scopeKey(scope), snapshot, changes: tellChanges(told, found, at) };
    }),
  );
  connection.close();
  return {
    snapshots: new Map(read.map(({ key, snapshot }) => [key, snapshot])),
    changes: read.flatMap(({ changes }) => changes).sort((one, other) => other.at - one.at),
  };
}

const scopeOf = ({ account, region }: Condition): ScopeKey => `${account}:${region}`;
const keysOf = (condition: Condition) => condition.nodes.map((id) => `${scopeOf(condition)} ${id}`);

/** What was planted first on a node is its root cause: a condition, or undefined for a node with which all is well. */
function rootCauses(): Map<string, Condition> {
  const roots = new Map<string, Condition>();
  for (const condition of conditions) {
    if (condition.code === null) continue;
    for (const key of keysOf(condition)) if (!roots.has(key)) roots.set(key, condition);
  }
  return roots;
}

/** The organization's own id stands in no answer that a member account may read. */
const blamed = ({ kind, id }: { kind: string; id: string }) =>
  kind === "organization" ? kind : `${kind}/${id}`;

describe("every condition of the demo", () => {
  test("is the cause of every node that it holds back first", () => {
    const expected = [...rootCauses()].map(([key, { code, subject }]) => `${key} ${code} ${blamed(subject)}`);
    const found = [...rootCauses().keys()].map((key) => {
      const cause = judgements.get(key)?.cause;
      return `${key} ${cause?.code} ${cause && blamed(cause.subject)}`;
    });
    expect(found).toEqual(expected);
  });

  test("is broken besides where another one holds the node back first", () => {
    const hidden = conditions.flatMap((condition) =>
      condition.code === null || condition.effect === "waiting"
        ? []
        : keysOf(condition).flatMap((key) =>
            rootCauses().get(key) === condition ? [] : [{ key, condition }],
          ),
    );
    expect(hidden.length).toBeGreaterThan(5);
    for (const { key, condition } of hidden) {
      const besides = judgements
        .get(key)
        ?.alsoBroken.map(({ code, subject }) => `${code} ${blamed(subject)}`);
      expect(besides, key).toContain(`${condition.code} ${blamed(condition.subject)}`);
    }
  });

  test.each([
    ["lost", ["lost"]],
    ["unregistered", ["unregistered", "gone"]],
    ["channel-closed", ["degraded"]],
    ["absent", ["off", "gone"]],
  ] as const)("with the effect %s shows as %j", (effect, statuses) => {
    const held = conditions.filter((condition) => condition.effect === effect);
    expect(held.length).toBeGreaterThan(0);
    for (const condition of held) {
      for (const key of keysOf(condition)) {
        if (rootCauses().get(key) !== condition) continue;
        expect(statuses, `${condition.id} ${key}`).toContain(judgements.get(key)?.status);
      }
    }
  });

  test("for which waiting is right says until when", () => {
    for (const condition of conditions.filter(({ effect }) => effect === "waiting")) {
      for (const key of keysOf(condition)) {
        expect(judgements.get(key)?.expected, condition.id).toBeGreaterThan(Date.now() - minute);
      }
    }
  });
});

test("a cause began when CloudTrail says that somebody brought it about, and who is named", () => {
  const known = conditions.flatMap((condition) => {
    const [scope, id] = [scopeOf(condition), condition.nodes[0] ?? ""];
    const judgement = judgements.get(`${scope} ${id}`);
    if (condition.effect === "waiting" || judgement?.cause?.code !== condition.code) return [];
    const { since, changedBy, cause } = diagnosis.explain(scope, id, judgement);
    return changedBy === null || since === null
      ? []
      : [{ condition, since, evidence: cause?.evidence ?? [] }];
  });
  expect(known.length).toBeGreaterThan(20);
  for (const { condition, since, evidence } of known) {
    // Agents that were lost with it are given as much time.
    expect(Math.abs(since - condition.since.getTime()), condition.id).toBeLessThan(minute);
    expect(evidence.at(-1)?.api).toBe("cloudtrail:LookupEvents");
  }
});

test("every decoy is reachable, and so is everyone else with whom nothing is wrong", () => {
  const roots = rootCauses();
  const worse = [...judgements].filter(
    ([key, { status }]) => !roots.has(key) && status !== "reachable" && status !== "off",
  );
  expect(worse.map(([key, { status, cause }]) => `${key} ${status} ${cause?.code}`)).toEqual([]);
  const decoys = conditions.filter(({ code }) => code === null).flatMap(keysOf);
  expect(decoys.filter((key) => !roots.has(key) && judgements.get(key)?.status !== "reachable")).toEqual([]);
});

test("only causes that one fact on the only path proves are decided", () => {
  const evaluated =
    /^(role-actions|permissions-boundary|organization|endpoint-policy|agent-silent|agent-never|session-channel|hybrid)/;
  for (const [key, { cause, sure }] of judgements) {
    if (cause === null) continue;
    if (evaluated.test(cause.code)) expect(sure, key).toBe("likely");
    if (cause.code.endsWith("-unprovable")) expect(sure, key).toBe("undecided");
  }
});

test("one node in full is judged as it is among all", () => {
  for (const [key, lean] of judgements) {
    const [scope, id] = key.split(" ") as [ScopeKey, string];
    const full = diagnosis.diagnoseNode(scope, id);
    const words = diagnosis.explain(scope, id, lean);
    const { checks, path, advice, suspects, ...verdict } = full;
    expect(verdict).toEqual(words);
    expect(checks.length).toBeGreaterThan(0);
  }
});
