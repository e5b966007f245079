import type { NodeHistory } from "../failures/node-history.ts";
import type { InstanceState } from "../model/node.ts";
import { transitionTime } from "../model/transition-time.ts";

export type StateMoment = { state: InstanceState; at: number };

/** Muster sees a state at its next reading; EC2's own time of the same change is a little earlier. */
const seenWithinMs = 60 * 60_000;

/** When a node went into which state, the newest first: as Muster saw it, as CloudTrail tells, and as EC2 says of the last time. */
export function nodeStates({ states, instance }: Pick<NodeHistory, "states" | "instance">): StateMoment[] {
  const told: StateMoment[] = [...states];
  const stoppedAt = transitionTime(instance?.stateTransitionReason ?? null);
  if (instance && stoppedAt !== null && isAtRest(instance.state)) {
    told.push({ state: instance.state, at: stoppedAt });
  }
  if (instance?.launchedAt != null) told.push({ state: "running", at: instance.launchedAt });
  const ordered = told.sort((one, other) => one.at - other.at);
  const kept: StateMoment[] = [];
  for (const moment of ordered) {
    const last = kept.at(-1);
    const isKnown =
      last?.state === moment.state && (isAtRest(moment.state) || moment.at - last.at <= seenWithinMs);
    if (!isKnown) kept.push(moment);
  }
  return kept.reverse();
}

function isAtRest(state: InstanceState): boolean {
  return state === "stopped" || state === "terminated";
}
