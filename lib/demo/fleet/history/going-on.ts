import type { Region, World } from "../../cloud/world.ts";
import type { Estate } from "../estate.ts";
import { day, hour, minute } from "../estate.ts";
import { nextNight } from "../systems-manager/maintenance-windows.ts";
import { runAssociations } from "./association-history.ts";
import { addEmptyRun, addSparkRun } from "./automation-history.ts";
import { recordEverydayCall } from "./everyday-calls.ts";
import { addCommandWithoutMatch, addRounds, addWrongPlatform } from "./fleet-commands.ts";
import { sortNewestFirst } from "./index.ts";
import { recordDailyMistake } from "./mistakes.ts";
import { refuseOneCall } from "./refused-calls.ts";
import { addNightOfWindows } from "./window-history.ts";

/** How long Run Command, Automation, State Manager and windows tell what ran, and how long CloudTrail does. */
const runsKept = 30 * day;
const callsKept = 90 * day;

type Recurring = {
  name: string;
  /** Its first time after the world began. */
  first: number;
  every: number;
  kept: number;
  record(estate: Estate, ago: number): void;
};

/** What pipelines, schedules and people do again and again: it goes on where the told past leaves off. */
const recurring: readonly Recurring[] = [
  ...[
    { name: "everyday", first: 2 * hour, every: 5 * hour, record: recordEverydayCalls },
    { name: "refused", first: 3 * hour, every: 7 * hour, record: refuseOneCall },
    { name: "mistake", first: 19 * hour, every: day, record: recordDailyMistake },
  ].map((calls) => ({ ...calls, kept: callsKept })),
  ...[
    { name: "rounds", first: 22 * hour, every: day, record: addRound },
    { name: "associations", first: 12 * hour, every: 12 * hour, record: runAssociations },
    { name: "windows", first: 15 * hour, every: day, record: addNightOfWindows },
    { name: "playbooks", first: day - 5 * hour - 26 * minute, every: day, record: addCommandWithoutMatch },
    { name: "spark", first: 3 * day - 4 * hour, every: 4 * day, record: addSparkRun },
    { name: "empty-runs", first: 5 * day - 90 * minute, every: 7 * day, record: addEmptyRun },
    { name: "ansible", first: 6 * day - 3 * hour, every: 7 * day, record: addWrongPlatform },
  ].map((runs) => ({ ...runs, kept: runsKept })),
];

/**
 * Lets the fleet's life go on: what has recurred since the world began is recorded now, and what recurs from now on when
 * the world is settled. Which round it is decides all of its ids and its moment, so a world that is built again later for
 * the same beginning tells the same.
 */
export function goOnFrom(estate: Estate): void {
  const { world, now: began } = estate;
  // The rest of it is only of use while building, and holds much of a large fleet.
  const kept: Estate = { ...estate, shared: new Map(), grounds: new Map(), recorded: new Map() };
  const due = recurring.map((one) => ({ ...one, at: began + one.first }));
  let next = Math.min(...due.map(({ at }) => at));
  world.goOn = (now) => {
    if (now < next) return;
    for (;;) {
      const first = due.reduce((a, b) => (b.at < a.at ? b : a));
      next = first.at;
      if (next > now) break;
      if (next > now - first.kept) {
        kept.round = `${first.name}/${next - began}`;
        first.record(kept, began - next);
        kept.recorded.clear();
      }
      first.at += first.every;
    }
    forget(world, now);
    sortNewestFirst(world);
  };
  world.goOn(world.clock.now());
}

function addRound(estate: Estate, ago: number): void {
  addRounds(estate, [ago]);
}

function recordEverydayCalls(estate: Estate, ago: number): void {
  for (const account of estate.world.accounts.values()) {
    for (const region of account.regions.values()) {
      const nodes = [...region.ssm.agents.values()].filter(({ ping }) => ping === "Online").slice(0, 200);
      if (nodes.length === 0) continue;
      const index = Math.round(-ago / hour);
      const random = estate.random(`everyday/${account.id}/${region.name}/since/${index}`);
      const { nodeId } = random.pick(nodes);
      const place = { accountId: account.id, region: region.name };
      recordEverydayCall(estate, place, { nodeId, index: 10_000 + index, ago, random });
    }
  }
}

/** What AWS would no longer tell is gone. */
function forget(world: World, now: number): void {
  const isKept = (at: Date | number | undefined, kept: number) => Number(at ?? now) > now - kept;
  for (const { regions } of world.accounts.values()) {
    for (const region of regions.values()) {
      region.trail = region.trail.filter(({ at }) => isKept(at, callsKept));
      forgetRuns(region, (at) => isKept(at, runsKept));
      for (const window of region.ssm.maintenanceWindows.values())
        if (Date.parse(window.NextExecutionTime ?? "") <= now) window.NextExecutionTime = nextNight(now);
    }
  }
  world.plantedFailures = world.plantedFailures?.filter(({ at, source }) =>
    isKept(at, source === "cloudtrail" ? callsKept : runsKept),
  );
}

function forgetRuns({ ssm }: Region, isKept: (at: Date | undefined) => boolean): void {
  ssm.commands = ssm.commands.filter((command) => {
    const stays = isKept(command.RequestedDateTime);
    if (!stays) ssm.invocations.delete(command.CommandId ?? "");
    return stays;
  });
  ssm.automations = ssm.automations.filter(({ ExecutionStartTime }) => isKept(ExecutionStartTime));
  for (const [id, runs] of ssm.associationExecutions) {
    for (const { ExecutionId, CreatedTime } of runs)
      if (!isKept(CreatedTime)) ssm.associationExecutionTargets.delete(ExecutionId ?? "");
    ssm.associationExecutions.set(
      id,
      runs.filter(({ CreatedTime }) => isKept(CreatedTime)),
    );
  }
  for (const [id, runs] of ssm.maintenanceWindowExecutions) {
    for (const { WindowExecutionId, StartTime } of runs)
      if (!isKept(StartTime)) ssm.maintenanceWindowExecutionTasks.delete(WindowExecutionId ?? "");
    ssm.maintenanceWindowExecutions.set(
      id,
      runs.filter(({ StartTime }) => isKept(StartTime)),
    );
  }
}
