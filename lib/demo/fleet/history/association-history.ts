import type { AssociationDescription, AssociationExecution } from "@aws-sdk/client-ssm";
import type { Region } from "../../cloud/world.ts";
import { accountIds } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { hour, minute } from "../estate.ts";
import { addAssociation } from "../systems-manager/associations.ts";
import type { HeldNode } from "./reasons.ts";
import { heldNodes, reasonAt } from "./reasons.ts";
import { plantFailure } from "./trail.ts";

type Fleet = { held: Map<string, HeldNode>; everywhere: Set<string> };
type Result = { nodeId: string; status: string; details: string; code?: string; conditionId?: string };

/** State Manager's associations and their runs: every twelve hours, for a month. */
export function addAssociationHistory(estate: Estate): void {
  const fleet = fleetOf(estate);
  for (const region of regionsWithNodes(estate)) {
    addFleetAssociations(estate, region);
    for (const association of region.ssm.associations.values()) addRuns(estate, region, association, fleet);
  }
}

/** Every association runs once more. */
export function runAssociations(estate: Estate, ago: number): void {
  const fleet = fleetOf(estate);
  for (const region of regionsWithNodes(estate)) {
    for (const association of region.ssm.associations.values()) {
      const id = association.AssociationId ?? "";
      const run = addRun(estate, region, association, fleet, ago);
      if (!run) continue;
      region.ssm.associationExecutions.set(id, [run, ...(region.ssm.associationExecutions.get(id) ?? [])]);
      showLastRun(region, association);
    }
  }
}

function fleetOf(estate: Estate): Fleet {
  const accounts = [...estate.world.accounts.values()];
  return {
    held: new Map(heldNodes(estate).map((node) => [node.agent.nodeId, node])),
    everywhere: new Set(
      accounts.flatMap(({ regions }) => [...regions.values()].flatMap(({ ssm }) => [...ssm.agents.keys()])),
    ),
  };
}

function regionsWithNodes(estate: Estate): Region[] {
  const regions = [...estate.world.accounts.values()].flatMap((account) => [...account.regions.values()]);
  return regions.filter(({ ssm }) => ssm.agents.size > 0);
}

function addFleetAssociations(estate: Estate, region: Region): void {
  addAssociation(estate, region.account, region.name, {
    name: "fleet-inventory",
    document: "AWS-GatherSoftwareInventory",
    targets: [{ Key: "InstanceIds", Values: ["*"] }],
    schedule: "rate(12 hours)",
    ageDays: 340,
  });
  // Only the two big scopes kept the association of a tier that nobody has any more.
  if (region.name !== "us-east-1" || region.account === accountIds.staging) return;
  addAssociation(estate, region.account, region.name, {
    name: "retired-tier",
    document: "AWS-UpdateSSMAgent",
    targets: [{ Key: "tag:Tier", Values: ["legacy"] }],
    schedule: "rate(12 hours)",
    ageDays: 340,
  });
}

function addRuns(estate: Estate, region: Region, association: AssociationDescription, fleet: Fleet): void {
  const times = Array.from({ length: 60 }, (_, index) => (index === 0 ? 40 * minute : index * 12 * hour));
  const runs = times.flatMap((ago) => addRun(estate, region, association, fleet, ago) ?? []);
  region.ssm.associationExecutions.set(association.AssociationId ?? "", runs);
  showLastRun(region, association);
}

/** One run with its targets; undefined before there was the association. */
function addRun(
  estate: Estate,
  region: Region,
  association: AssociationDescription,
  fleet: Fleet,
  ago: number,
): AssociationExecution | undefined {
  const id = association.AssociationId ?? "";
  const at = estate.now - ago;
  if (at < (association.Date?.getTime() ?? estate.now)) return undefined;
  const executionId = estate.ids.uuid(`${id}/run/${Math.round(ago / minute)}`);
  const results = resultsAt(region, association, fleet, at);
  region.ssm.associationExecutionTargets.set(
    executionId,
    results.map(({ nodeId, status, details }) => ({
      AssociationId: id,
      AssociationVersion: "1",
      ExecutionId: executionId,
      ResourceId: nodeId,
      ResourceType: "ManagedInstance",
      Status: status,
      DetailedStatus: details,
      LastExecutionDate: new Date(at),
    })),
  );
  plantResults(estate, region, association, executionId, new Date(at), results);
  const isGreen = results.every(({ status }) => status === "Success");
  return {
    AssociationId: id,
    AssociationVersion: "1",
    ExecutionId: executionId,
    CreatedTime: new Date(at),
    LastExecutionDate: new Date(at),
    Status: isGreen ? "Success" : "Failed",
    DetailedStatus: results.length === 0 ? "NoInstancesInTag" : isGreen ? "Success" : "Failed",
    ResourceCountByStatus: `{${[...countsOf(results)].map(([status, count]) => `${status}=${count}`).join(", ")}}`,
  };
}

/** The association itself tells how its last run ended. */
function showLastRun({ ssm }: Region, association: AssociationDescription): void {
  const [last] = ssm.associationExecutions.get(association.AssociationId ?? "") ?? [];
  if (!last) return;
  const { ExecutionId, Status, DetailedStatus, CreatedTime } = last;
  const counts = countsOf(
    ssm.associationExecutionTargets.get(ExecutionId ?? "")?.map(({ Status = "" }) => ({ status: Status })) ??
      [],
  );
  association.LastExecutionDate = CreatedTime;
  if (Status === "Success") association.LastSuccessfulExecutionDate = CreatedTime;
  association.Overview = {
    Status,
    DetailedStatus,
    AssociationStatusAggregatedCount: Object.fromEntries(counts),
  };
}

function countsOf(results: { status: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { status } of results) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
}

/** Which nodes the run met, and how it went with each: named ids, or some of those that were registered. */
function resultsAt(
  region: Region,
  association: AssociationDescription,
  { held, everywhere }: Fleet,
  at: number,
): Result[] {
  const [target] = association.Targets ?? [];
  if (target?.Key !== "InstanceIds") return [];
  const ids = target.Values?.includes("*") ? sampleOf(region, at) : (target.Values ?? []);
  return ids.map((nodeId) => {
    const node = held.get(nodeId);
    const isHere = region.ssm.agents.has(nodeId);
    if (!isHere) {
      const code = everywhere.has(nodeId) ? "instance-in-other-scope" : "instance-not-found";
      return { nodeId, status: "Failed", details: "Undeliverable", code };
    }
    const reason = node && reasonAt(node, at);
    if (!reason || reason.effect === "waiting") return { nodeId, status: "Success", details: "Success" };
    const details =
      reason.effect === "absent" || reason.effect === "unregistered" ? "Undeliverable" : "DeliveryTimedOut";
    return { nodeId, status: "Failed", details, code: reason.code ?? "unexplained", conditionId: reason.id };
  });
}

function sampleOf(region: Region, at: number): string[] {
  const nodes = [...region.ssm.agents.values()].filter(
    ({ registeredAt }) => registeredAt !== null && registeredAt < at,
  );
  const standing = nodes.filter(({ ping }) => ping !== "absent");
  const healthy = standing.filter(({ conditionIds }) => conditionIds.length === 0).slice(0, 12);
  const lost = standing.filter(({ ping }) => ping === "ConnectionLost").slice(0, 40);
  return [...healthy, ...lost].map(({ nodeId }) => nodeId);
}

function plantResults(
  estate: Estate,
  region: Region,
  association: AssociationDescription,
  recordId: string,
  at: Date,
  results: Result[],
): void {
  const place = { accountId: region.account, region: region.name };
  const common = { source: "state-manager" as const, recordId, operation: association.Name ?? "", at };
  if (results.length === 0) {
    const targets = (association.Targets ?? []).map(({ Key, Values }) => `${Key}=${Values?.join(",")}`);
    plantFailure(estate, place, {
      ...common,
      targets,
      kind: "NoInstancesInTag",
      code: "target-matches-nothing",
      silent: true,
    });
  }
  for (const { nodeId, details, code, conditionId } of results) {
    if (!code) continue;
    plantFailure(estate, place, {
      ...common,
      targets: [nodeId],
      kind: details,
      code,
      ...(conditionId ? { conditionId } : {}),
    });
  }
}
