import type { Gap } from "../model/gap.ts";
import type { InstanceState } from "../model/node.ts";
import type { NodeView } from "./node-view.ts";
import { read, readOr } from "./reading.ts";
import { timing } from "./timing.ts";

/**
 * What EC2's state, SSM's record, the age of the ping and the session channel say of a node by themselves (ssm-targets 3.0).
 * EC2 speaks first: a stale record of SSM never overrides it.
 */
export type Signal =
  | { kind: "unreadable"; gap: Gap; what: "instance" | "registration" }
  /** EC2, or of a hybrid node SSM, has no such id. */
  | { kind: "absent" }
  | { kind: "off" | "gone"; state: InstanceState }
  /** It runs or starts, and SSM has no record of it. */
  | { kind: "unregistered" }
  | { kind: "lost" }
  /** SSM calls it online, and has not heard of it for longer than a living agent keeps quiet. */
  | { kind: "stale" }
  /** It pings, and its session channel is closed: commands and sessions do not arrive. */
  | { kind: "half" }
  | { kind: "answering"; isChannelKnown: boolean };

export function readSignal(node: NodeView): Signal {
  return node.once(findSignal);
}

function findSignal(node: NodeView): Signal {
  if (node.isHybrid) return readRegistration(node, { kind: "absent" });
  const instance = read(() => node.instance);
  if (instance.gap !== null) return { kind: "unreadable", gap: instance.gap, what: "instance" };
  if (instance.value === null) return { kind: "absent" };
  const { state } = instance.value;
  switch (state) {
    case "stopping":
    case "stopped":
      return { kind: "off", state };
    case "shutting-down":
    case "terminated":
      return { kind: "gone", state };
    case "pending":
      // Whatever SSM still has of it is from before it was stopped.
      return { kind: "unregistered" };
    case "running":
      return readRegistration(node, { kind: "unregistered" });
  }
}

function readRegistration(node: NodeView, withoutRecord: Signal): Signal {
  const registration = read(() => node.registration);
  if (registration.gap !== null) return { kind: "unreadable", gap: registration.gap, what: "registration" };
  if (registration.value === null) return withoutRecord;
  if (registration.value.pingStatus !== "Online") return { kind: "lost" };
  if (pingAgeMs(node) > timing.pingStaysFreshMs) return { kind: "stale" };
  const channel = read(() => node.channel);
  if (channel.value === "notconnected") return { kind: "half" };
  return { kind: "answering", isChannelKnown: channel.value !== null };
}

/**
 * How old the last ping was when SSM said so, not now: a record that could not be read again ages, and no node turns amber
 * for that. Zero where SSM does not tell.
 */
export function pingAgeMs(node: NodeView): number {
  return node.once(findPingAgeMs);
}

function findPingAgeMs(node: NodeView): number {
  const lastPingAt = node.registration?.lastPingAt ?? null;
  if (lastPingAt === null) return 0;
  return (node.snapshot.observedAt("managed-node", node.id) ?? node.at) - lastPingAt;
}

/** Whether an agent may still be on its way to its first ping. */
export function isLaunching(node: NodeView): boolean {
  const instance = node.instance;
  if (instance === null || !node.isRunning) return false;
  if (instance.launchedAt === null) return instance.state === "pending";
  return instance.state === "pending" || node.at - instance.launchedAt < timing.registersWithinMs;
}

/** Whether SSM hears its agent now. Throws the gap where SSM's record was not read. */
export function isHeard(node: NodeView): boolean {
  return node.registration?.pingStatus === "Online" && pingAgeMs(node) <= timing.pingStaysFreshMs;
}

/** The same for whom it only words something: false where SSM's record was not read, as then nothing speaks for the agent. */
export function isHeardNow(node: NodeView): boolean {
  return node.once(isKnownToBeHeard);
}

function isKnownToBeHeard(node: NodeView): boolean {
  return readOr(() => isHeard(node), false);
}
