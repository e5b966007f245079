import type { DocumentKind } from "../model/document-kind.ts";
import type { Association } from "../model/documents/association.ts";
import type { Instance } from "../model/documents/instance.ts";
import type { MaintenanceWindow } from "../model/documents/maintenance-window.ts";
import type { ManagedNode } from "../model/documents/managed-node.ts";
import type { NetworkInterface } from "../model/documents/network-interface.ts";
import type { VpcEndpoint } from "../model/documents/vpc-endpoint.ts";
import type { Owner, Snapshot } from "../model/snapshot.ts";
import { aimedAt, referencesOf } from "./node-ids.ts";
import { readOr } from "./reading.ts";
import { needsContent } from "./session/content-needs.ts";

/** Ids of nodes, or all of the scope's. */
export type Dependents = ReadonlySet<string> | "all";

const none: Dependents = new Set();

/**
 * The nodes whose verdict may change with one document: those that are it, carry it, stand in it, or whose way leads over
 * it. It may name too many and never too few.
 */
export function findDependents(snapshot: Snapshot, kind: DocumentKind, id: string): Dependents {
  switch (kind) {
    case "instance":
    case "managed-node":
    case "instance-status":
    case "connection-status":
    case "auto-scaling-instance":
      return new Set([id]);
    case "profile-association":
      return idsOf([find(snapshot, kind, id)?.instanceId]);
    case "security-group":
      return union(
        carrying(snapshot, id),
        behindEndpoints(snapshot, (each) => each.securityGroupIds.includes(id)),
      );
    case "subnet":
      return union(standingIn(snapshot, [id]), behindShared(snapshot, [id]));
    case "network-acl": {
      const subnets = find(snapshot, kind, id)?.subnetIds ?? [];
      return union(standingIn(snapshot, subnets), behindShared(snapshot, subnets));
    }
    case "network-interface":
      return ofInterface(snapshot, find(snapshot, kind, id));
    case "vpc":
      return inVpcs(snapshot, [id]);
    case "route-table":
    case "vpc-endpoint":
    case "nat-gateway":
    case "transit-gateway-attachment":
    case "hosted-zone":
      return inVpcs(snapshot, [find(snapshot, kind, id)?.vpcId]);
    case "internet-gateway":
    case "egress-only-gateway":
      return inVpcs(snapshot, find(snapshot, kind, id)?.attachments.map(({ vpcId }) => vpcId) ?? []);
    case "peering-connection": {
      const connection = find(snapshot, kind, id);
      return inVpcs(snapshot, [connection?.requester.vpcId, connection?.accepter.vpcId]);
    }
    case "dhcp-options":
      return inVpcs(
        snapshot,
        list(snapshot, "vpc").flatMap((vpc) => (vpc.dhcpOptionsId === id ? [vpc.id] : [])),
      );
    case "instance-profile":
      return idsOf(withProfileOf(snapshot, id));
    case "role":
    case "role-simulation":
      return ofRole(snapshot, id);
    case "image":
      return withInstances(snapshot, ({ imageId }) => imageId === id);
    case "managed-prefix-list":
    case "block-public-access":
    case "service-setting":
    case "session-preferences":
      return "all";
    case "association":
    case "maintenance-window":
      return ofPlan(find(snapshot, kind, id));
    case "activation":
      return idsOf([...referencesOf(snapshot).keys()].filter((nodeId) => nodeId.startsWith("mi-")));
  }
}

/** The document as it is; undefined where it went, or was not read. */
function find<Kind extends DocumentKind>(snapshot: Snapshot, kind: Kind, id: string) {
  return readOr(() => snapshot.get(kind, id), undefined);
}

function list<Kind extends DocumentKind>(snapshot: Snapshot, kind: Kind) {
  return readOr(() => snapshot.all(kind), []);
}

function listOf<Kind extends DocumentKind>(snapshot: Snapshot, owner: Owner, id: string, kind: Kind) {
  return readOr(() => snapshot.of(owner, id, kind), []);
}

function idsOf(ids: Iterable<string | null | undefined>): ReadonlySet<string> {
  return new Set([...ids].filter((id) => id != null));
}

/** The nodes that hang on one or the other. */
export function union(left: Dependents, right: Dependents): Dependents {
  if (left === "all" || right === "all") return "all";
  return left.size === 0 ? right : right.size === 0 ? left : left.union(right);
}

function carrying(snapshot: Snapshot, groupId: string): Dependents {
  return idsOf(listOf(snapshot, "security-group", groupId, "instance").map(({ id }) => id));
}

function standingIn(snapshot: Snapshot, subnetIds: readonly string[]): Dependents {
  return idsOf(
    subnetIds.flatMap((subnetId) => listOf(snapshot, "subnet", subnetId, "instance").map(({ id }) => id)),
  );
}

/** A VPC or nothing: a document that has gone does not say any more whose it was. */
function inVpcs(snapshot: Snapshot, vpcIds: readonly (string | null | undefined)[]): Dependents {
  const known = vpcIds.filter((id) => id != null);
  if (known.length === 0) return "all";
  return idsOf(known.flatMap((vpcId) => listOf(snapshot, "vpc", vpcId, "instance").map(({ id }) => id)));
}

/** The endpoints and NAT gateways of a subnet serve all of its VPC. */
function behindShared(snapshot: Snapshot, subnetIds: readonly string[]): Dependents {
  const wanted = new Set(subnetIds);
  const gateways = list(snapshot, "nat-gateway").filter(
    ({ subnetId }) => subnetId !== null && wanted.has(subnetId),
  );
  const behindGateways =
    gateways.length === 0
      ? none
      : inVpcs(
          snapshot,
          gateways.map(({ vpcId }) => vpcId),
        );
  return union(
    behindGateways,
    behindEndpoints(snapshot, (endpoint) => endpoint.subnetIds.some((id) => wanted.has(id))),
  );
}

function behindEndpoints(snapshot: Snapshot, isMeant: (endpoint: VpcEndpoint) => boolean): Dependents {
  const meant = list(snapshot, "vpc-endpoint").filter(isMeant);
  return meant.length === 0
    ? none
    : inVpcs(
        snapshot,
        meant.map(({ vpcId }) => vpcId),
      );
}

function ofInterface(snapshot: Snapshot, networkInterface: NetworkInterface | undefined): Dependents {
  const instanceId = networkInterface?.attachment?.instanceId ?? null;
  return instanceId === null ? inVpcs(snapshot, [networkInterface?.vpcId]) : new Set([instanceId]);
}

function withInstances(snapshot: Snapshot, isMeant: (instance: Instance) => boolean): Dependents {
  return idsOf(
    list(snapshot, "instance")
      .filter(isMeant)
      .map(({ id }) => id),
  );
}

const byProfile = new WeakMap<readonly Instance[], ReadonlyMap<string | null, readonly Instance[]>>();

/** Patched snapshots share the list of instances as long as none of them changes, and with it who has which profile. */
function withProfileOf(snapshot: Snapshot, profileArn: string): string[] {
  const instances = list(snapshot, "instance");
  const known = byProfile.get(instances) ?? Map.groupBy(instances, (each) => each.instanceProfileArn);
  byProfile.set(instances, known);
  return (known.get(profileArn) ?? []).map(({ id }) => id);
}

/**
 * What aims at nodes by their ids keeps them listed. What needs content from S3 may aim at any node, by tags or by all, and
 * one that has gone, or aims elsewhere now, does not say any more at which.
 */
function ofPlan(plan: Association | MaintenanceWindow | undefined): Dependents {
  return plan === undefined || needsContent(plan) ? "all" : idsOf(aimedAt(plan));
}

const byHybridRole = new WeakMap<readonly ManagedNode[], ReadonlyMap<string, readonly ManagedNode[]>>();

function withHybridRole(snapshot: Snapshot, roleName: string): Dependents {
  const records = list(snapshot, "managed-node");
  const known =
    byHybridRole.get(records) ??
    Map.groupBy(
      records.filter(({ iamRole }) => iamRole !== null),
      ({ iamRole }) => lastPart(iamRole ?? ""),
    );
  byHybridRole.set(records, known);
  return idsOf((known.get(roleName) ?? []).map(({ id }) => id));
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The role of default host management signs for whoever has no profile that does, so that takes in all of those. */
function ofRole(snapshot: Snapshot, roleArn: string): Dependents {
  const profiles = new Set(
    list(snapshot, "instance-profile").flatMap(({ id, roles }) =>
      roles.some(({ arn }) => arn === roleArn) ? [id] : [],
    ),
  );
  const name = lastPart(roleArn);
  const settings = list(snapshot, "service-setting");
  const isOfRegion = settings.some(({ value }) => value?.endsWith(name));
  if (isOfRegion) return "all";
  const withProfile = [...profiles].flatMap((arn) => withProfileOf(snapshot, arn));
  return union(idsOf(withProfile), withHybridRole(snapshot, name));
}
