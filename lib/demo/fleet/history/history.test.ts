import { describe, expect, test } from "vitest";
import { buildWorld } from "../build-world.ts";

const now = Date.parse("2026-11-25T12:00:00Z");
const world = buildWorld({ nodes: 1200, clock: { now: () => now, speed: 1 } });
const failures = world.plantedFailures ?? [];
const regions = [...world.accounts.values()].flatMap(({ regions }) => [...regions.values()]);
const day = 86_400_000;

const regionOf = ({ account, region }: { account: string; region: string }) => {
  const found = world.accounts.get(account)?.regions.get(region);
  if (!found) throw new Error(`no ${account}:${region}`);
  return found;
};

describe("the planted failures", () => {
  test("have every cause that only a failure has, and every source", () => {
    const codes = new Set(failures.map(({ code }) => code));
    const ofFailures = `target-malformed target-expression-invalid target-matches-nothing target-duplicate
      caller-not-authorized platform-unsupported notification-invalid advanced-tier-required unexplained
      instance-not-found instance-in-other-scope instance-terminated instance-stopped instance-launching security-group-egress-blocks`.split(
      /\s+/,
    );
    expect(ofFailures.filter((code) => !codes.has(code))).toEqual([]);
    expect(new Set(failures.map(({ source }) => source)).size).toBe(5);
  });

  test("include misses in silence", () => {
    expect(failures.filter(({ silent }) => silent).length).toBeGreaterThan(30);
  });

  test("stand in what AWS keeps, as long as AWS keeps it", () => {
    for (const failure of failures) {
      const { ssm, trail } = regionOf(failure);
      const kept = {
        cloudtrail: () => trail.some(({ id }) => id === failure.recordId),
        "run-command": () => ssm.invocations.has(failure.recordId),
        automation: () => ssm.automations.some((one) => one.AutomationExecutionId === failure.recordId),
        "state-manager": () => ssm.associationExecutionTargets.has(failure.recordId),
        "maintenance-window": () => ssm.maintenanceWindowExecutionTasks.has(failure.recordId),
      }[failure.source];
      expect(kept(), `${failure.source} ${failure.recordId}`).toBe(true);
      const days = (now - failure.at.getTime()) / day;
      expect(days).toBeGreaterThan(0);
      expect(days).toBeLessThan(failure.source === "cloudtrail" ? 90 : 30.5);
    }
  });

  test("have the reason that had begun by then", () => {
    for (const { conditionId, code, at, targets } of failures) {
      if (!conditionId) continue;
      const condition = world.conditions.get(conditionId);
      expect(condition?.code).toBe(code);
      expect(condition?.since.getTime()).toBeLessThanOrEqual(at.getTime() + 1000);
      expect(condition?.nodes).toEqual(expect.arrayContaining(targets));
    }
  });

  test("say AWS's own word, without the suffix that only some SDKs add", () => {
    for (const { kind } of failures) expect(kind).toMatch(/^[A-Z][A-Za-z.]+$/);
    expect(failures.some(({ kind }) => kind.endsWith("Exception") && kind !== "ValidationException")).toBe(
      false,
    );
  });
});

test("no healthy node has a failure without a reason, but for the unexplained ones", () => {
  const held = new Set(
    [...world.conditions.values()].filter(({ code }) => code !== null).flatMap(({ nodes }) => nodes),
  );
  const byTarget = new Set([
    ...[
      "target-malformed",
      "target-expression-invalid",
      "target-matches-nothing",
      "target-duplicate",
      "unexplained",
    ],
    ...[
      "caller-not-authorized",
      "platform-unsupported",
      "notification-invalid",
      "instance-launching",
      "advanced-tier-required",
      "instance-stopped",
    ],
  ]);
  for (const { targets, code } of failures) {
    if (byTarget.has(code)) continue;
    for (const id of targets) expect(held.has(id), `${code}: ${id}`).toBe(true);
  }
});

test("the trail is newest first, and its records are complete", () => {
  for (const { trail, account, name } of regions) {
    for (const [index, { at, record, id }] of trail.entries()) {
      const next = trail[index + 1];
      if (next) expect(at.getTime()).toBeGreaterThanOrEqual(next.at.getTime());
      expect(at.getTime()).toBeLessThanOrEqual(now);
      expect(record).toMatchObject({
        eventID: id,
        awsRegion: name,
        recipientAccountId: account,
        eventType: "AwsApiCall",
      });
      if (record.errorCode) expect(record.responseElements).toBeNull();
    }
  }
});

test("the changes that broke things stand in the trail at the moment when they did", () => {
  const condition = world.conditions.get("app-workers-egress");
  const change = regions
    .flatMap(({ trail }) => trail)
    .find(
      ({ name, record }) =>
        name === "RevokeSecurityGroupEgress" && JSON.stringify(record).includes(condition?.subject.id ?? ""),
    );
  expect(Math.abs((change?.at.getTime() ?? 0) - (condition?.since.getTime() ?? now))).toBeLessThan(2000);
  expect(change?.username).toBe("gh-run-88214");
});

test("commands and their invocations agree", () => {
  for (const { ssm } of regions) {
    for (const { CommandId = "", TargetCount, StatusDetails } of ssm.commands) {
      const invocations = ssm.invocations.get(CommandId) ?? [];
      expect(invocations).toHaveLength(TargetCount ?? 0);
      if (TargetCount === 0) expect(StatusDetails).toBe("NoInstancesInTag");
    }
  }
});

test("automations that fail have children that say where", () => {
  for (const { ssm } of regions) {
    for (const {
      AutomationExecutionId,
      AutomationExecutionStatus,
      ParentAutomationExecutionId,
    } of ssm.automations) {
      if (ParentAutomationExecutionId || AutomationExecutionStatus !== "Failed") continue;
      const children = ssm.automations.filter(
        (child) => child.ParentAutomationExecutionId === AutomationExecutionId,
      );
      expect(children.some(({ StepExecutions }) => StepExecutions?.[0]?.StepStatus === "Failed")).toBe(true);
    }
  }
});

test("windows, their targets, tasks and executions name each other", () => {
  for (const { ssm } of regions) {
    for (const { WindowId = "" } of [
      ...ssm.maintenanceWindowTargets.values(),
      ...ssm.maintenanceWindowTasks.values(),
    ])
      expect(ssm.maintenanceWindows.has(WindowId)).toBe(true);
    for (const executions of ssm.maintenanceWindowExecutions.values()) {
      for (const { WindowExecutionId = "" } of executions) {
        const [task] = ssm.maintenanceWindowExecutionTasks.get(WindowExecutionId) ?? [];
        const [invocation] = ssm.maintenanceWindowInvocations.get(task?.TaskExecutionId ?? "") ?? [];
        expect(ssm.invocations.has(invocation?.ExecutionId ?? "")).toBe(true);
      }
    }
  }
});
