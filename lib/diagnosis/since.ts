import type { CauseCode, Subject } from "../model/cause.ts";
import { scopeKey } from "../model/scope.ts";
import { transitionTime } from "../model/transition-time.ts";
import type { Change } from "../model/world.ts";
import { placeOf } from "./cause-order.ts";
import type { FoundCause } from "./check.ts";
import { isDeciding } from "./deciding-change.ts";
import type { NodeView, ScopeView } from "./node-view.ts";
import { readOr } from "./reading.ts";
import { obstaclesOf, requiredPaths } from "./required-services.ts";
import type { Signal } from "./signal.ts";
import { timing } from "./timing.ts";
import { findBackOff } from "./waiting.ts";

/** When a cause began, and the change that brought it about where history tells one. */
export type Beginning = { at: number; change: Change | null };

/**
 * Since when a cause holds: when the resource to blame last changed in what decides, as far as history tells. A node that was
 * lost before cannot have been lost by that, so for it only changes up to its last ping count, and SSM's patience.
 */
export function beginningOf(node: NodeView, cause: FoundCause, signal: Signal): Beginning | null {
  switch (placeOf(cause.code)?.part) {
    case "host":
    case "quota":
    case "side-path":
      return null;
    case "waiting":
      return cause.code === "agent-backing-off" ? beginningOfWait(node) : null;
  }
  if (cause.code === "instance-status-impaired") return withoutChange(impairedSince(node));
  const latest = signal.kind === "lost" ? lastMomentOfLoss(node) : node.at;
  const change = changesBehind(node, cause)
    .filter(({ at }) => at <= latest)
    .slice(0, mostTried)
    .find((each) => broughtAbout(node, cause, each));
  if (change !== undefined) return { at: change.at, change };
  // EC2 tells when an instance was stopped or terminated, as far as somebody asked for it.
  const isOfState = cause.code === "instance-stopped" || cause.code === "instance-terminated";
  return withoutChange(isOfState ? transitionTime(node.instance?.stateTransitionReason ?? null) : null);
}

/** What is changed all the time tells no beginning, and each try judges the scope as it was. */
const mostTried = 10;

const held = new WeakMap<ScopeView, Map<string, boolean>>();

/**
 * A change before which the cause stood there already is not where it began, whatever else it did. Nodes that share a cause
 * share the answer.
 */
function broughtAbout(node: NodeView, { code, subject }: FoundCause, { at, before }: Change): boolean {
  if (before === undefined) return true;
  const ofScope = held.get(node.scope) ?? new Map<string, boolean>();
  held.set(node.scope, ofScope);
  const key = `${code} ${subject.scope ?? ""} ${subject.id} ${at}`;
  const known = ofScope.get(key);
  if (known !== undefined) return !known;
  const isHeld = node.scope
    .blockersBefore(node.id, at)
    .some((cause) => cause.code === code && cause.subject.id === subject.id);
  ofScope.set(key, isHeld);
  return !isHeld;
}

function withoutChange(at: number | null): Beginning | null {
  return at === null ? null : { at, change: null };
}

function beginningOfWait(node: NodeView): Beginning | null {
  const backOff = findBackOff(node);
  if (backOff === null) return null;
  return { at: backOff.since, change: backOff.because.what === "change" ? backOff.because.change : null };
}

/** Of some causes only these fields can be the reason; of the others any that decides. */
const fields: { [Code in CauseCode]?: RegExp } = {
  "instance-stopped": /^State\b/,
  "instance-terminated": /^State\b/,
  "metadata-disabled": /^MetadataOptions\b/,
  "metadata-version-unusable": /^MetadataOptions\b/,
  "instance-profile-missing": /^IamInstanceProfile\b/,
  "role-trust-wrong": /^AssumeRolePolicyDocument\b/,
  "role-actions-missing": /Polic(y|ies)|PolicyVersions/,
  "role-actions-denied": /Polic(y|ies)|PolicyVersions/,
  "permissions-boundary-denies": /^PermissionsBoundary\b|PolicyVersions/,
  "security-group-egress-blocks": /^IpPermissionsEgress\b/,
  "endpoint-security-group-blocks": /^IpPermissions\b/,
  "vpc-dns-disabled": /^EnableDns|^DhcpOptionsId\b/,
  "endpoint-policy-denies": /^PolicyDocument\b/,
};

/** What may have brought a cause about, the newest first. */
function changesBehind(node: NodeView, { code, subject }: FoundCause): readonly Change[] {
  const { scope } = node;
  const place = subject.scope ?? scopeKey(node.snapshot.scope);
  switch (code) {
    // Whoever deletes an endpoint changes no document of the VPC that lacks it then.
    case "endpoint-missing":
      return scope.changes.filter(
        (change) => change.scope === place && tookEndpoint(change, subject.id, node),
      );
    case "public-access-blocked":
      return scope
        .changesOf(place.slice(place.indexOf(":") + 1), place)
        .filter(({ kind }) => kind === "block-public-access");
  }
  const field = fields[code];
  const ofSubject = changesOfSubject(node, subject).filter(
    (change) =>
      change.kind === subject.kind &&
      (change.field === "*" || (field === undefined ? isDeciding(change) : field.test(change.field))),
  );
  if (code !== "security-group-egress-blocks") return ofSubject;
  return [...ofSubject, ...groupsPutOn(node, subject.id)].sort((one, other) => other.at - one.at);
}

/**
 * Where it stands in another scope, what is known of its past there; where that is nothing, what was seen of it from the node's
 * own, as both see the tables of a VPC that they share.
 */
function changesOfSubject({ scope }: NodeView, { id, scope: place }: Subject): readonly Change[] {
  const there = scope.changesOf(id, place);
  return there.length > 0 || place === undefined ? there : scope.changesOf(id);
}

/** A group that lets nothing out blocks from when it is put on. */
function groupsPutOn({ id, instance, scope }: NodeView, groupId: string): Change[] {
  const carriers = [id, ...(instance?.networkInterfaces ?? []).map((each) => each.id)];
  return carriers
    .flatMap((carrier) => scope.changesOf(carrier))
    .filter(({ field, to }) => (field === "Groups" || field === "SecurityGroups") && names(to, groupId));
}

function names(groups: unknown, groupId: string): boolean {
  return Array.isArray(groups) && groups.some((group) => Object(group).GroupId === groupId);
}

/** The endpoint as it was, or what its creation named of it; where neither tells whose it was, it may be anybody's. */
function tookEndpoint(change: Change, vpcId: string, node: NodeView): boolean {
  const { kind, to, before } = change;
  if (kind !== "vpc-endpoint" || to !== null) return false;
  if (before != null) return "vpcId" in before && before.vpcId === vpcId;
  const { VpcId, ServiceName } = namedAtCreation(node, change);
  return VpcId === vpcId && missingServices(node).some((service) => ServiceName?.endsWith(`.${service}`));
}

function namedAtCreation(
  { scope }: NodeView,
  { id, scope: place }: Change,
): { VpcId?: string; ServiceName?: string } {
  const creation = scope
    .changesOf(id, place)
    .find(({ kind, field, to }) => kind === "vpc-endpoint" && field === "*" && to !== null);
  return Object(creation?.to);
}

function missingServices(node: NodeView): readonly string[] {
  return obstaclesOf(requiredPaths(node))
    .filter(({ obstacle }) => obstacle.cause === "endpoint-missing")
    .flatMap(({ services }) => services);
}

/** EC2 itself tells it. */
function impairedSince({ id, snapshot }: NodeView): number | null {
  return readOr(() => snapshot.get("instance-status", id)?.impairedSince ?? null, null);
}

function lastMomentOfLoss(node: NodeView): number {
  const lastPingAt = node.registration?.lastPingAt ?? null;
  return lastPingAt === null ? node.at : lastPingAt + timing.pingStaysFreshMs;
}
