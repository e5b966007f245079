import { readOr } from "../../diagnosis/reading.ts";
import type { Snapshot } from "../../model/snapshot.ts";

/**
 * What to know of an instance that its group replaces: the next one is made as its launch template says. Nothing to add for one
 * that stands by itself.
 */
export function launchedAgain(snapshot: Snapshot, nodeId: string): string {
  const member = readOr(() => snapshot.get("auto-scaling-instance", nodeId), undefined);
  if (member === undefined) return "";
  const template = member.launchTemplateId ?? "its launch template";
  return ` Change ${template} as well: Auto Scaling group ${member.autoScalingGroup} makes the next instance from it.`;
}
