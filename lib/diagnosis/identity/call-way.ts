import type { ActionDecision } from "../../iam/decision.ts";
import { addressKeys } from "../../iam/known.ts";
import type { CallWay } from "../../iam/request.ts";
import type { Subject } from "../../model/cause.ts";
import type { NatGateway } from "../../model/documents/nat-gateway.ts";
import type { ServiceName } from "../../model/path.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { Evidence } from "../../model/verdict.ts";
import { formatAddress } from "../../network/address.ts";
import { primaryInterface, primaryOf } from "../../network/node-interface.ts";
import type { PathVerdict } from "../../network/path-verdict.ts";
import { endpointOnPath } from "../endpoint-on-path.ts";
import { evidence } from "../finding.ts";
import type { NodeView, ScopeView } from "../node-view.ts";
import { readOr } from "../reading.ts";

/** By which way a node's calls certainly reach a service, and where each part of that stands. */
export type KnownWay = { way: CallWay; evidence: () => Evidence[] };

/**
 * Undefined where more than one way is possible, or none. Addresses are told only where the condition keys ask for them: nodes
 * that differ in nothing else share what is decided.
 */
export function wayOf(node: NodeView, service: ServiceName, keys: ReadonlySet<string>): KnownWay | undefined {
  const path = node.path(service);
  if (path.answer === "undecided" || path.exits === null) return undefined;
  if (path.way === "endpoint") return overEndpoint(node, path, keys);
  return overInternet(node, path.exits, keys);
}

const shownBy = new WeakMap<ScopeView, Map<ActionDecision, ActionDecision>>();

/** What is decided of a call, shown with its way. Nodes that call by the same way share it. */
export function withWay(scope: ScopeView, decision: ActionDecision, { evidence }: KnownWay): ActionDecision {
  const shown = shownBy.get(scope) ?? new Map<ActionDecision, ActionDecision>();
  shownBy.set(scope, shown);
  const explain = () => {
    const told = decision.explain();
    return { ...told, evidence: [...told.evidence, ...evidence()] };
  };
  const kept = shown.get(decision) ?? { ...decision, explain };
  shown.set(decision, kept);
  return kept;
}

function overEndpoint(node: NodeView, path: PathVerdict, keys: ReadonlySet<string>): KnownWay | undefined {
  const found = endpointOnPath(node.scope, path);
  if (found === null) return undefined;
  const { endpoint, snapshot, subject } = found;
  const addresses = keys.has(addressKeys.endpoint.toLowerCase()) ? privateAddressesOf(node, path) : null;
  return {
    way: { over: "endpoint", endpointId: endpoint.id, vpcId: endpoint.vpcId, addresses },
    evidence: () => [
      evidence(snapshot, {
        sentence: `Its calls go over endpoint ${endpoint.id} of ${endpoint.vpcId ?? "its VPC"}.`,
        ...{ api: "ec2:DescribeVpcEndpoints", field: "VpcEndpointId", value: endpoint.id, document: subject },
      }),
      ...(addresses === null ? [] : [ownAddress(node, "NetworkInterfaces[].PrivateIpAddress", addresses)]),
    ],
  };
}

/** An endpoint of both families may be called by either. */
function privateAddressesOf(node: NodeView, path: PathVerdict): string[] | null {
  const { instance } = node;
  const ipAddressType = endpointOnPath(node.scope, path)?.endpoint.ipAddressType ?? "ipv4";
  const own = instance === null ? undefined : primaryInterface(instance);
  if (instance === null || own === undefined) return null;
  const others = ipAddressType === "ipv4" ? [] : (primaryOf(instance.networkInterfaces)?.ipv6Addresses ?? []);
  return [...new Set([formatAddress(own.address), ...others])];
}

function overInternet(
  node: NodeView,
  exits: NonNullable<PathVerdict["exits"]>,
  keys: ReadonlySet<string>,
): KnownWay | undefined {
  if (exits.length === 0 || !exits.every(({ way }) => internetWays.has(way))) return undefined;
  const different = [...new Map(exits.map((exit) => [exit.gatewayId, exit])).values()];
  const origins = keys.has(addressKeys.internet.toLowerCase())
    ? different.map(({ way, gatewayId }) =>
        way === "nat-gateway" ? behindGateway(node, gatewayId) : fromItself(node),
      )
    : [];
  const known = origins.flatMap((origin) => origin ?? []);
  const isKnown = origins.length > 0 && known.length === origins.length;
  const addresses = isKnown ? [...new Set(known.flatMap((origin) => origin.addresses))].sort() : null;
  return {
    way: { over: "internet", addresses },
    evidence: () => (isKnown ? known.map(({ fact }) => fact()) : []),
  };
}

const internetWays: ReadonlySet<PathVerdict["way"]> = new Set([
  "nat-gateway",
  "internet-gateway",
  "egress-only-gateway",
]);

/** From where calls come to AWS; null where that is not known. */
type Origin = { addresses: readonly string[]; fact: () => Evidence } | null;

/** A gateway with several addresses takes any of them for a connection. */
function behindGateway(node: NodeView, id: string | null): Origin {
  const found = id === null ? undefined : findGateway(node, id);
  const addresses = found === undefined ? null : publicAddressesOf(found.gateway);
  if (found === undefined || addresses === null) return null;
  const fact = () =>
    evidence(found.snapshot, {
      sentence: `Its calls come from ${oneOf(addresses)} of NAT gateway ${id}.`,
      ...{ api: "ec2:DescribeNatGateways", field: "NatGatewayAddresses[].PublicIp" },
      ...{ value: addresses.join(", "), document: found.subject },
    });
  return { addresses, fact };
}

type FoundGateway = { gateway: NatGateway; snapshot: Snapshot; subject: Subject & { kind: "nat-gateway" } };

/** That of a shared VPC stands in its owner's scope. */
function findGateway({ snapshot: own, scope: { world } }: NodeView, id: string): FoundGateway | undefined {
  for (const [scope, snapshot] of world.snapshots) {
    const gateway = readOr(() => snapshot.get("nat-gateway", id), undefined);
    const subject = { kind: "nat-gateway" as const, id, ...(snapshot === own ? {} : { scope }) };
    if (gateway !== undefined) return { gateway, snapshot, subject };
  }
  return undefined;
}

function publicAddressesOf({ connectivityType, addresses }: NatGateway): string[] | null {
  const known = addresses.flatMap(({ publicAddress }) => publicAddress ?? []);
  const isPrivate = connectivityType === "private";
  return isPrivate || known.length === 0 || known.length < addresses.length ? null : known;
}

/** By IPv4 an internet gateway sends with the public counterpart; addresses of IPv6 are public themselves. */
function fromItself(node: NodeView): Origin {
  const { instance } = node;
  const own = instance === null ? undefined : primaryInterface(instance);
  if (own === undefined) return null;
  const address = own.family === 4 ? own.publicAddress : formatAddress(own.address);
  if (address === null) return null;
  const field =
    own.family === 4
      ? "NetworkInterfaces[].Association.PublicIp"
      : "NetworkInterfaces[].Ipv6Addresses[].Ipv6Address";
  return { addresses: [address], fact: () => ownAddress(node, field, [address]) };
}

function ownAddress(node: NodeView, field: string, addresses: readonly string[]): Evidence {
  return evidence(node.snapshot, {
    sentence: `Its calls come from ${oneOf(addresses)} of its primary interface.`,
    ...{ api: "ec2:DescribeInstances", field, value: addresses.join(", ") },
    document: { kind: "instance", id: node.id },
  });
}

function oneOf(addresses: readonly string[]): string {
  return addresses.length > 1 ? `one of the addresses ${addresses.join(", ")}` : `address ${addresses[0]}`;
}
