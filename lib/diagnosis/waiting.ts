import type { CauseCode } from "../model/cause.ts";
import type { Change } from "../model/world.ts";
import { concernsOthers } from "./concerns-others.ts";
import { credentialsOf } from "./identity/credentials.ts";
import type { NodeView } from "./node-view.ts";
import { readOr } from "./reading.ts";
import { timing } from "./timing.ts";

/** Why an agent may still be asleep although nothing stands in its way any more, and until when. */
export type BackOff = { since: number; until: number; because: BackOffReason };
export type BackOffReason =
  | { what: "host-management"; settingId: string }
  | { what: "profile"; associationId: string }
  | { what: "change"; change: Change };

/**
 * The last thing that let the agent through, if that was so short ago that it may not have tried since. AWS itself tells
 * when default host management was switched on and when a profile was attached; of all else only history tells.
 */
export function findBackOff(node: NodeView): BackOff | null {
  const found = [hostManagementSwitchedOn(node), profileAttached(node), changed(node)].filter(
    (backOff) => backOff !== null && backOff.since <= node.at && node.at < backOff.until,
  );
  return found.reduce(
    (latest, each) => (latest === null || each!.until > latest.until ? each : latest),
    null,
  );
}

function hostManagementSwitchedOn(node: NodeView): BackOff | null {
  // Also a node whose profile does not allow the heartbeat has to come to it.
  const credentials = readOr(() => credentialsOf(node), null);
  if (credentials?.from !== "host-management") return null;
  const { setting } = credentials.hostManagement;
  if (setting.changedAt === null) return null;
  const until = setting.changedAt + timing.hostManagementReachesNodesWithinMs;
  return { since: setting.changedAt, until, because: { what: "host-management", settingId: setting.id } };
}

function profileAttached(node: NodeView): BackOff | null {
  if (node.snapshot.gapOf("profile-association") !== undefined) return null;
  const launchedAt = node.instance?.launchedAt ?? null;
  const [latest] = node.snapshot
    .of("instance", node.id, "profile-association")
    .filter(({ state }) => state === "associated" || state === "associating")
    .toSorted((left, right) => (right.since ?? 0) - (left.since ?? 0));
  const since = latest?.since ?? null;
  if (latest === undefined || since === null || launchedAt === null) return null;
  if (since - launchedAt < timing.profileCountsAsThereAtBootMs) return null;
  const until = since + timing.triesAgainWithinMs;
  return { since, until, because: { what: "profile", associationId: latest.id } };
}

function changed(node: NodeView): BackOff | null {
  const change = node.scope
    .recentChangesOf(node.id)
    .find((each) => mayBeUnnoticed(node, each) && wouldHaveBlocked(node, each));
  if (change === undefined) return null;
  // Whoever tells of the switch, AWS names the same half hour for it.
  const isSwitch = change.kind === "service-setting";
  const lasts = isSwitch ? timing.hostManagementReachesNodesWithinMs : timing.triesAgainWithinMs;
  return { since: change.at, until: change.at + lasts, because: { what: "change", change } };
}

/** An agent tries at once when it starts, so what was mended before its node was started kept it from nothing. */
function mayBeUnnoticed({ instance }: NodeView, { kind, at }: Change): boolean {
  return kind === "service-setting" || at >= (instance?.launchedAt ?? 0);
}

/** Whether the node was blocked before a change. Where only CloudTrail told of it, it may have been. */
function wouldHaveBlocked(node: NodeView, change: Change): boolean {
  if (change.before === undefined) return !concernsOthers(node, change);
  return node.scope.blockersBefore(node.id, change.at).length > 0;
}

/** The moment until which waiting is right; null where it is already over, or waiting is no answer. */
export function expectedUntil(node: NodeView, code: CauseCode): number | null {
  if (code === "agent-backing-off") return findBackOff(node)?.until ?? null;
  if (code !== "instance-launching") return null;
  const until = (node.instance?.launchedAt ?? node.at) + timing.registersWithinMs;
  return until > node.at ? until : null;
}
