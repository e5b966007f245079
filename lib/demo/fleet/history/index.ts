import type { SsmState, TrailEvent, World } from "../../cloud/world.ts";
import type { Estate } from "../estate.ts";
import { addAssociationHistory } from "./association-history.ts";
import { addAutomationHistory } from "./automation-history.ts";
import { recordBadMoments } from "./bad-moments.ts";
import { recordChanges } from "./changes.ts";
import { recordEverydayCalls } from "./everyday-calls.ts";
import { addFleetCommands } from "./fleet-commands.ts";
import { recordMistakes } from "./mistakes.ts";
import { recordRefusedCalls } from "./refused-calls.ts";
import { addWindowHistory } from "./window-history.ts";

/** Ninety days of what was called and what became of it; it agrees with what is wrong now, and since when. */
export function addHistory(estate: Estate): void {
  recordChanges(estate);
  recordRefusedCalls(estate);
  recordMistakes(estate);
  recordBadMoments(estate);
  addFleetCommands(estate);
  addAssociationHistory(estate);
  addWindowHistory(estate);
  addAutomationHistory(estate);
  recordEverydayCalls(estate);
  sortNewestFirst(estate.world);
}

export function sortNewestFirst(world: World): void {
  for (const { regions } of world.accounts.values()) {
    for (const { ssm, trail } of regions.values()) sortRegion(ssm, trail);
  }
}

function sortRegion(ssm: SsmState, trail: TrailEvent[]): void {
  const time = (date: Date | undefined) => date?.getTime() ?? 0;
  trail.sort((a, b) => time(b.at) - time(a.at));
  ssm.commands.sort((a, b) => time(b.RequestedDateTime) - time(a.RequestedDateTime));
  ssm.automations.sort((a, b) => time(b.ExecutionStartTime) - time(a.ExecutionStartTime));
  for (const executions of ssm.maintenanceWindowExecutions.values())
    executions.sort((a, b) => time(b.StartTime) - time(a.StartTime));
}
