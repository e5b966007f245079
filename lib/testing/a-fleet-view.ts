import type { Node } from "../model/node.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { FleetView, KnownScope } from "../preflight/fleet-view.ts";
import { aMoment } from "./a-document.ts";

export const home: ScopeKey = "123456789012:eu-west-1";

/** A node as the fleet's table has it, reachable unless the test says otherwise. */
export function aFleetNode(id: string, changes: Partial<Node> = {}): Node {
  return {
    scope: home,
    id,
    name: null,
    status: "reachable",
    certainty: "decided",
    awaitsCause: false,
    why: null,
    cause: null,
    expectedUntil: null,
    statusSince: aMoment,
    state: "running",
    ping: "Online",
    lastPingAt: aMoment - 60_000,
    channel: "connected",
    platform: "linux",
    platformName: null,
    agentVersion: "3.3.1957.0",
    instanceType: null,
    imageId: null,
    launchedAt: null,
    vpc: null,
    subnet: null,
    zone: null,
    securityGroups: [],
    role: null,
    instanceProfileArn: null,
    autoScalingGroup: null,
    privateAddress: null,
    publicAddress: null,
    ipv6Address: null,
    computerName: null,
    tags: {},
    failures: null,
    readAt: aMoment,
    ...changes,
  };
}

/** A fleet in memory as a preflight asks for it. */
export function aFleetView(nodes: readonly Node[], changes: Partial<FleetView> = {}): FleetView {
  const keys = [...new Set([home, ...nodes.map(({ scope }) => scope)])];
  const scopes: KnownScope[] = keys.map((key) => ({ key, accountName: null, isComplete: true }));
  return {
    now: aMoment,
    scopes,
    find: (id) => nodes.filter((node) => node.id === id),
    nodesOf: (scope) => nodes.filter((node) => scope === null || node.scope === scope),
    similar: (id) => nodes.filter((node) => differsInOne(node.id, id)),
    called: (name) => nodes.filter((node) => node.name === name || node.privateAddress === name),
    targetsOf: () => undefined,
    membersOf: () => null,
    document: () => null,
    hasAdvancedTier: () => null,
    ...changes,
  };
}

function differsInOne(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  return [...one].filter((character, index) => character !== other[index]).length === 1;
}
