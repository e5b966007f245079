import type { Agent } from "../agent.ts";
import type { Condition } from "../condition.ts";

const minuteMs = 60_000;

/** The agent's health ping: its default `HealthFrequencyMinutes`. */
export const heartbeatMs = 5 * minuteMs;

/** From a launch or a reboot until the agent is up and makes its first call. */
export const bootMs = 45_000;

/** How an agent goes on trying while it fails, which decides how soon it notices that something was mended. */
export type RetryHabit = "heartbeat" | "hibernation" | "refused" | "default-host-management" | "restart";

const habitOfCode: Record<string, RetryHabit> = {
  "role-actions-missing": "refused",
  "role-actions-denied": "refused",
  "permissions-boundary-denies": "refused",
  "organization-policy-denies": "refused",
  "endpoint-policy-denies": "refused",
  "default-host-management-broken": "default-host-management",
  "default-host-management-shadowed": "default-host-management",
  "instance-profile-missing": "hibernation",
  "instance-profile-empty": "hibernation",
  "role-trust-wrong": "hibernation",
  "metadata-disabled": "hibernation",
  "metadata-version-unusable": "hibernation",
  "instance-stopped": "restart",
  "agent-silent": "restart",
  "agent-never-registered": "restart",
  "agent-outdated": "restart",
};

export function retryHabit(condition: Condition): RetryHabit {
  const known = condition.code === null ? undefined : habitOfCode[condition.code];
  if (known !== undefined) return known;
  if (condition.effect === "absent") return "restart";
  // An agent that never got through hibernates; one that did keeps its heartbeat and fails at each.
  return condition.effect === "unregistered" ? "hibernation" : "heartbeat";
}

/**
 * How long, at speed 1, until an agent of this habit tries again, when it has been failing since `failingSince`.
 * The phase spreads a fleet: two agents that broke in the same second do not come back in the same second.
 */
export function untilNextTryMs(habit: RetryHabit, agent: Agent, failingSince: number, now: number): number {
  switch (habit) {
    case "restart":
      return bootMs;
    case "heartbeat":
      return untilNextTick(heartbeatMs, agent.pingPhaseMs, now);
    case "default-host-management":
      return untilNextTick(30 * minuteMs, agent.pingPhaseMs * 6, now);
    case "refused":
      return untilNextTick(25 * minuteMs + agent.pingPhaseMs, failingSince, now);
    case "hibernation":
      return untilNextBackOff(failingSince + agent.pingPhaseMs, now);
  }
}

/** The last moment of the period at or before `now`, at speed 1 divided by `speed`. */
export function lastTick(periodMs: number, phaseMs: number, now: number, speed: number): number {
  const period = periodMs / speed;
  const phase = phaseMs / speed;
  return Math.floor((now - phase) / period) * period + phase;
}

/** How long an open channel outlives what closes it: a refused role keeps its socket for up to an hour. */
export function channelSurvivalMs(habit: RetryHabit, agent: Agent): number {
  return habit === "refused" ? 30 * minuteMs + agent.pingPhaseMs * 6 : minuteMs;
}

function untilNextTick(periodMs: number, phaseMs: number, now: number): number {
  return lastTick(periodMs, phaseMs, now, 1) + periodMs - now;
}

/** Tries after 5 minutes, then 10, 20, 40, and from then on every hour. */
function untilNextBackOff(failingSince: number, now: number): number {
  let wait = 5 * minuteMs;
  let next = failingSince + wait;
  while (next <= now && wait < 60 * minuteMs) {
    wait = Math.min(wait * 2, 60 * minuteMs);
    next += wait;
  }
  return next > now ? next - now : untilNextTick(60 * minuteMs, next, now);
}
