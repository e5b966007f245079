import { judgeNode, type Reading } from "../diagnosis/judge-node.ts";
import type { Instance } from "../model/documents/instance.ts";
import type { ManagedNode } from "../model/documents/managed-node.ts";
import type { Node } from "../model/node.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Verdict } from "../model/verdict.ts";
import type { ScopeFacts } from "./scope-facts.ts";

export type DeriveOptions = { scope: ScopeKey; at: number; maxAgeMs: number };

/** A record that is younger than the list of instances may belong to an instance that was launched after it. */
const launchedMeanwhileMs = 10 * 60_000;

/**
 * The rows of a scope's nodes, of all or of those named. Empty as long as instances and SSM's records were not both tried:
 * half of the facts would call a whole fleet unregistered.
 */
export function deriveNodes(facts: ScopeFacts, options: DeriveOptions, ids?: Iterable<string>): Node[] {
  if (!facts.wasTried("instance") || !facts.wasTried("managed-node")) return [];
  const wanted = ids ?? new Set([...facts.ids("instance"), ...facts.ids("managed-node")]);
  return [...wanted].flatMap((id) => deriveNode(facts, options, id) ?? []);
}

function deriveNode(facts: ScopeFacts, options: DeriveOptions, id: string): Node | undefined {
  const instance = facts.find("instance", id)?.document;
  const managed = facts.find("managed-node", id)?.document;
  if (!instance && !managed) return undefined;
  if (!instance && !id.startsWith("mi-") && mayBeNew(facts, managed!)) return undefined;
  const verdict = judgeStored(facts, options, id);
  if (!verdict) return undefined;
  return toNode(facts, options, { id, instance, managed, verdict });
}

/** The verdict of one node from what the store holds; undefined where its deciding reads were not even tried. */
export function judgeStored(
  facts: ScopeFacts,
  { at, maxAgeMs }: Pick<DeriveOptions, "at" | "maxAgeMs">,
  id: string,
): Verdict | undefined {
  const readings = {
    instance: facts.reading("instance", id),
    registration: facts.reading("managed-node", id),
    channel: facts.reading("connection-status", id),
  };
  if (!readings.instance || !readings.registration) return undefined;
  return judgeNode({
    id,
    at,
    maxAgeMs,
    instance: map(readings.instance, ({ state, launchedAt, stateTransitionReason }) => ({
      state,
      launchedAt,
      stateReason: stateTransitionReason,
    })),
    registration: map(readings.registration, ({ pingStatus }) => ({
      ping: pingStatus,
      lastPingAt: facts.pings.get(id) ?? null,
    })),
    // Online nodes only are asked for their channel: one without an answer was not asked, which says nothing.
    channel:
      readings.channel?.gap === null && readings.channel.value === null ? null : (readings.channel ?? null),
  });
}

function mayBeNew(facts: ScopeFacts, managed: ManagedNode): boolean {
  const listedAt = facts.readAt("instance");
  return (
    listedAt !== null &&
    managed.registeredAt !== null &&
    managed.registeredAt > listedAt - launchedMeanwhileMs
  );
}

function map<From, To>(reading: Reading<From>, change: (value: From) => To): Reading<To> {
  const changed = (value: From | null) => (value === null ? null : change(value));
  if (reading.gap === null) return { ...reading, value: changed(reading.value) };
  return { gap: reading.gap, last: reading.last && { ...reading.last, value: changed(reading.last.value) } };
}

type Parts = {
  id: string;
  instance: Instance | undefined;
  managed: ManagedNode | undefined;
  verdict: Verdict;
};

function toNode(
  facts: ScopeFacts,
  { scope, at }: DeriveOptions,
  { id, instance, managed, verdict }: Parts,
): Node {
  const profileArn = instance?.instanceProfileArn ?? null;
  const profile = profileArn === null ? undefined : facts.find("instance-profile", profileArn)?.document;
  return {
    scope,
    id,
    ...conclusion(verdict, at),
    ...identity(instance, managed),
    ping: managed?.pingStatus ?? null,
    lastPingAt: facts.pings.get(id) ?? null,
    channel: facts.find("connection-status", id)?.document.status ?? null,
    role: profile?.roles[0]?.name ?? managed?.iamRole ?? null,
    instanceProfileArn: profileArn,
    autoScalingGroup: facts.find("auto-scaling-instance", id)?.document.autoScalingGroup ?? null,
    failures: null,
    readAt: Math.min(...verdict.evidence.map(({ observedAt }) => observedAt), at),
  };
}

function conclusion({ status, sure, why, cause, expected }: Verdict, at: number) {
  const named = cause && { code: cause.code, subject: cause.subject };
  return { status, certainty: sure, why, cause: named, expectedUntil: expected, statusSince: at };
}

function identity(instance: Instance | undefined, managed: ManagedNode | undefined) {
  const platformName = [managed?.platformName, managed?.platformVersion].filter(Boolean).join(" ");
  return {
    name: instance?.tags.Name || managed?.name || null,
    state: instance?.state ?? null,
    platform: managed?.platform ?? instance?.platform ?? null,
    platformName: platformName || (instance?.platformDetails ?? null),
    agentVersion: managed?.agentVersion ?? null,
    instanceType: instance?.instanceType ?? null,
    imageId: instance?.imageId ?? null,
    launchedAt: instance?.launchedAt ?? null,
    vpc: instance?.vpcId ?? null,
    subnet: instance?.subnetId ?? null,
    zone: instance?.zone ?? null,
    securityGroups: instance?.securityGroupIds ?? [],
    privateAddress: instance?.privateAddress ?? managed?.address ?? null,
    publicAddress: instance?.publicAddress ?? null,
    ipv6Address: instance?.ipv6Address ?? null,
    computerName: managed?.computerName ?? null,
    tags: instance?.tags ?? {},
  };
}
