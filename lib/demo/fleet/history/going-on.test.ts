import { describe, expect, test } from "vitest";
import { agentView } from "../../cloud/agents/agent-view.ts";
import { settle } from "../../cloud/due.ts";
import type { World } from "../../cloud/world.ts";
import { handClock } from "../../testing/hand-clock.ts";
import { buildWorld } from "../build-world.ts";

const hour = 3_600_000;
const day = 24 * hour;
const began = Date.parse("2026-11-25T12:00:00Z");
const at = (now: number) => ({ now: () => now, speed: 1 });
const first = buildWorld({ nodes: 300, clock: at(began) });

function builtAgain(after: number): World {
  const world = buildWorld({ nodes: 300, clock: at(began + after), began });
  settle(world);
  return world;
}

const regionsOf = (world: World) =>
  [...world.accounts.values()].flatMap(({ regions }) => [...regions.values()]);
const inText = (value: unknown) =>
  JSON.stringify(value, (_, inner) => (inner instanceof Map ? [...inner] : inner));

/** What is recorded, with its moment, by id. */
function recorded(world: World): Map<string, number> {
  const all = new Map<string, number>();
  const add = (id: string | undefined, moment: Date | undefined) => all.set(id ?? "", moment?.getTime() ?? 0);
  for (const { trail, ssm } of regionsOf(world)) {
    for (const { id, at } of trail) add(id, at);
    for (const { CommandId, RequestedDateTime } of ssm.commands) add(CommandId, RequestedDateTime);
    for (const one of ssm.automations) add(one.AutomationExecutionId, one.ExecutionStartTime);
    for (const run of [...ssm.associationExecutions.values()].flat()) add(run.ExecutionId, run.CreatedTime);
    for (const run of [...ssm.maintenanceWindowExecutions.values()].flat())
      add(run.WindowExecutionId, run.StartTime);
  }
  return all;
}

describe.each([
  ["half an hour", hour / 2],
  ["three days", 3 * day],
  ["forty days", 40 * day],
])("a fleet that is built again %s after it began", (_, after) => {
  const again = builtAgain(after);

  test("has every resource as it was, but for what was under way", () => {
    const changed: string[] = [];
    regionsOf(first).forEach(({ ec2, account, name }) => {
      const now = again.accounts.get(account)?.regions.get(name)?.ec2;
      for (const [kind, before] of Object.entries(ec2)) {
        if (!(before instanceof Map)) continue;
        const here = now?.[kind as "instances"];
        for (const [id, resource] of before) if (inText(here?.get(id)) !== inText(resource)) changed.push(id);
      }
      expect(inText(again.accounts.get(account)?.iam)).toBe(inText(first.accounts.get(account)?.iam));
    });
    // An instance that was pending, stopping or shutting down, its status, and the address that it gave back.
    expect(changed.length).toBeLessThan(12);
  });

  test("tells the same past, as far back as AWS tells it", () => {
    const told = recorded(again);
    for (const [id, moment] of recorded(first))
      if (moment > began + after - 30 * day) expect(told.get(id)).toBe(moment);
    const oldest = Math.min(...told.values());
    expect(oldest).toBeGreaterThan(began + after - 90 * day);
  });

  test("has pings that are fresh", () => {
    const now = began + after;
    for (const region of regionsOf(again)) {
      for (const agent of region.ssm.agents.values()) {
        const view = agentView(agent, region, again, now);
        if (view?.ping === "Online" && agent.conditionIds.length === 0)
          expect(now - view.lastPingAt).toBeLessThanOrEqual(5 * 60_000);
      }
    }
  });

  test("knows what failed since, each where AWS keeps it", () => {
    for (const { source, recordId, account, region, at } of again.plantedFailures ?? []) {
      const { ssm, trail } = again.accounts.get(account)?.regions.get(region) ?? regionsOf(again)[0]!;
      const kept = {
        cloudtrail: () => trail.some(({ id }) => id === recordId),
        "run-command": () => ssm.invocations.has(recordId),
        automation: () => ssm.automations.some((one) => one.AutomationExecutionId === recordId),
        "state-manager": () => ssm.associationExecutionTargets.has(recordId),
        "maintenance-window": () => ssm.maintenanceWindowExecutionTasks.has(recordId),
      }[source];
      expect(kept(), `${source} ${recordId}`).toBe(true);
      expect(at.getTime()).toBeLessThanOrEqual(began + after);
    }
  });
});

test.each([3, 40, 100])("after %i days, all the time up to now has calls, commands and runs", (days) => {
  const now = began + days * day;
  const again = builtAgain(days * day);
  type Pick = (region: ReturnType<typeof regionsOf>[number]) => (Date | undefined)[];
  const moments = (pick: Pick, span = day) =>
    new Set(
      regionsOf(again).flatMap((region) =>
        pick(region).map((moment) => Math.floor((now - (moment?.getTime() ?? 0)) / span)),
      ),
    );
  const month = Array.from({ length: 30 }, (_, index) => index);
  const thirds = Array.from({ length: 29 }, (_, index) => index);
  const calls = moments(({ trail }) => trail.map(({ at }) => at), 3 * day);
  const commands = moments(({ ssm }) => ssm.commands.map(({ RequestedDateTime }) => RequestedDateTime));
  const runs = moments(({ ssm }) =>
    [...ssm.associationExecutions.values()].flat().map(({ CreatedTime }) => CreatedTime),
  );
  expect(thirds.filter((ago) => !calls.has(ago))).toEqual([]);
  expect(month.filter((ago) => !commands.has(ago))).toEqual([]);
  expect(month.slice(0, 29).filter((ago) => !runs.has(ago))).toEqual([]);
});

test("a fleet that is served for days records the same as one that is built again after them", () => {
  const clock = handClock(began);
  const served = buildWorld({ nodes: 300, clock });
  for (let passed = 0; passed < 5 * day; passed += 3 * hour) {
    clock.pass(3 * hour);
    settle(served);
  }
  expect([...recorded(served)].sort()).toEqual([...recorded(builtAgain(5 * day))].sort());
});

test("what was mended fails no more in what recurs", () => {
  const clock = handClock(began);
  const world = buildWorld({ nodes: 300, clock });
  const ids = new Set<string>();
  for (const condition of world.conditions.values()) {
    condition.wasMended = true;
    ids.add(condition.id);
  }
  clock.pass(3 * day);
  settle(world);
  const since = world.plantedFailures?.filter(({ at }) => at.getTime() > began) ?? [];
  expect(since.length).toBeGreaterThan(0);
  expect(since.filter(({ conditionId }) => conditionId && ids.has(conditionId))).toEqual([]);
});

test("windows are due in the night to come", () => {
  for (const { ssm } of regionsOf(builtAgain(9 * day)))
    for (const { NextExecutionTime = "" } of ssm.maintenanceWindows.values())
      expect(Date.parse(NextExecutionTime)).toBeGreaterThan(began + 9 * day);
});
