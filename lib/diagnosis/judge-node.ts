import type { Gap } from "../model/gap.ts";
import type { InstanceState } from "../model/node.ts";
import type { Evidence, Verdict } from "../model/verdict.ts";

/** How long after its launch a node may take to register by itself (ssm-targets 3.1: within about 5 minutes). */
export const launchAllowanceMs = 5 * 60_000;
/** A ping that is older is no proof any more: the agent's heartbeat is 5 minutes, and three may not fail (SSM-03). */
export const freshPingMs = 15 * 60_000;

/** A fact as far as it was read: its value (null: AWS has none), or the gap and the last value there was. */
export type Reading<T> =
  | { gap: null; value: T | null; observedAt: number }
  | { gap: Gap; last: { value: T | null; observedAt: number } | null };

export type NodeReadings = {
  id: string;
  /** The moment of the snapshot, in milliseconds since the epoch: every age counts from here. */
  at: number;
  /** Facts older than this are not held against anyone any more. */
  maxAgeMs: number;
  instance: Reading<{ state: InstanceState; launchedAt: number | null; stateReason: string | null }>;
  registration: Reading<{ ping: "Online" | "ConnectionLost" | "Inactive"; lastPingAt: number | null }>;
  /** Null where it was not asked: SSM is asked for the channel of online nodes, and after all else. */
  channel: Reading<{ status: "connected" | "notconnected" }> | null;
};

/**
 * What EC2's state, SSM's record, the ping's age and the session channel say of a node by themselves; the rules are
 * ssm-targets 3.0 (signals), 3.1 (times) and steps 2 to 4 of section 8. Older facts stand in for a failed read until
 * they are older than `maxAgeMs`; then the node is `unknown`, and the missing permission is named.
 */
export function judgeNode(readings: NodeReadings): Verdict {
  const judgement = readings.id.startsWith("mi-")
    ? judgeRegistration(readings, null)
    : judgeInstance(readings);
  return { ...judgement, evidence: evidenceOf(readings) };
}

type Judgement = Omit<Verdict, "evidence">;

function judgeInstance(readings: NodeReadings): Judgement {
  const instance = known(readings.instance, readings);
  if (!instance.isKnown) return unreadable(instance.gap, "its state in EC2");
  if (instance.value === null) {
    return plain("gone", "SSM still lists it, and EC2 no longer knows it in this account and Region.");
  }
  const { state, stateReason } = instance.value;
  switch (state) {
    case "pending":
      return launching(readings, instance.value.launchedAt);
    case "stopping":
    case "stopped":
      return plain("off", sentenceOf(state === "stopped" ? "It is stopped" : "It is stopping", stateReason));
    case "shutting-down":
    case "terminated":
      return plain(
        "gone",
        sentenceOf(state === "terminated" ? "It was terminated" : "It is being terminated", stateReason),
      );
    case "running":
      return judgeRegistration(readings, instance.value.launchedAt);
  }
}

function judgeRegistration(readings: NodeReadings, launchedAt: number | null): Judgement {
  const registration = known(readings.registration, readings);
  if (!registration.isKnown) return unreadable(registration.gap, "its record in SSM");
  if (registration.value === null) {
    if (launchedAt !== null && registration.observedAt - launchedAt < launchAllowanceMs)
      return launching(readings, launchedAt);
    return plain("unregistered", "It is running, and SSM has no record of it.");
  }
  const { ping, lastPingAt } = registration.value;
  if (ping !== "Online") return plain("lost", "SSM no longer hears from its agent.");
  // From when SSM said so, not from now: facts that could not be renewed age, and no node turns amber for that.
  if (lastPingAt !== null && registration.observedAt - lastPingAt > freshPingMs) {
    return {
      ...plain("degraded", "SSM calls it online, and its last ping is older than 15 minutes."),
      sure: "likely",
    };
  }
  return judgeChannel(readings);
}

function judgeChannel(readings: NodeReadings): Judgement {
  if (readings.channel === null) return { ...plain("reachable", null), sure: "likely" };
  const channel = known(readings.channel, readings);
  if (!channel.isKnown) {
    return {
      ...plain(
        "reachable",
        `It answers; whether its session channel is open could not be read (${channel.gap.action}).`,
      ),
      sure: "likely",
    };
  }
  if (channel.value?.status === "notconnected") {
    return plain(
      "degraded",
      "It answers, and its session channel is closed: sessions and commands do not arrive.",
    );
  }
  return plain("reachable", null);
}

function launching(readings: NodeReadings, launchedAt: number | null): Judgement {
  return {
    status: "unregistered",
    sure: "decided",
    why: "It was started moments ago; an agent registers within about five minutes.",
    cause: {
      code: "instance-launching",
      sentence: "The instance was started moments ago.",
      subject: { kind: "instance", id: readings.id },
      evidence: [],
    },
    alsoBroken: [],
    expected: (launchedAt ?? readings.at) + launchAllowanceMs,
    since: null,
  };
}

function plain(status: Verdict["status"], why: string | null): Judgement {
  return { status, sure: "decided", why, cause: null, alsoBroken: [], expected: null, since: null };
}

function unreadable(gap: Gap, what: string): Judgement {
  const why =
    gap.reason === "denied"
      ? `Unknown: ${what} could not be read, because ${gap.action} is denied.`
      : `Unknown: ${what} could not be read (${gap.action}: ${gap.code ?? gap.reason}).`;
  return {
    status: "unknown",
    sure: "undecided",
    why,
    cause: null,
    alsoBroken: [],
    expected: null,
    since: null,
  };
}

function sentenceOf(words: string, stateReason: string | null): string {
  return stateReason ? `${words}: ${stateReason.replace(/\.$/, "")}.` : `${words}.`;
}

type Known<T> = { isKnown: true; value: T | null; observedAt: number } | { isKnown: false; gap: Gap };

function known<T>(reading: Reading<T>, { at, maxAgeMs }: NodeReadings): Known<T> {
  if (reading.gap === null) return { isKnown: true, ...reading };
  if (reading.last !== null && at - reading.last.observedAt <= maxAgeMs)
    return { isKnown: true, ...reading.last };
  return { isKnown: false, gap: reading.gap };
}

function evidenceOf(readings: NodeReadings): Evidence[] {
  return [instanceEvidence(readings), registrationEvidence(readings), channelEvidence(readings)].flatMap(
    (evidence) => evidence ?? [],
  );
}

function lastOf<T>(reading: Reading<T>): { value: T | null; observedAt: number } | null {
  return reading.gap === null ? reading : reading.last;
}

function instanceEvidence({ id, instance }: NodeReadings): Evidence | undefined {
  const fact = id.startsWith("mi-") ? null : lastOf(instance);
  if (!fact) return undefined;
  return {
    sentence:
      fact.value === null ? "EC2 does not know this id here." : `EC2 says that it is ${fact.value.state}.`,
    api: "ec2:DescribeInstances",
    field: "State.Name",
    value: fact.value?.state ?? "no such instance",
    document: { kind: "instance", id },
    observedAt: fact.observedAt,
  };
}

function registrationEvidence({ id, registration }: NodeReadings): Evidence | undefined {
  const fact = lastOf(registration);
  if (!fact) return undefined;
  return {
    sentence: fact.value === null ? "SSM has no record of it." : `SSM calls it ${fact.value.ping}.`,
    api: "ssm:DescribeInstanceInformation",
    field: "PingStatus",
    value: fact.value?.ping ?? "no record",
    document: { kind: "managed-node", id },
    observedAt: fact.observedAt,
  };
}

function channelEvidence({ id, channel }: NodeReadings): Evidence | undefined {
  const fact = channel && lastOf(channel);
  if (!fact?.value) return undefined;
  return {
    sentence:
      fact.value.status === "connected" ? "Its session channel is open." : "Its session channel is closed.",
    api: "ssm:GetConnectionStatus",
    field: "Status",
    value: fact.value.status,
    document: { kind: "connection-status", id },
    observedAt: fact.observedAt,
  };
}
