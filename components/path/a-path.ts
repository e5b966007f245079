import type { HopAnswer, NodePathAnswer, TraceAnswer } from "../../lib/api/verdict.ts";

type Lane = NodePathAnswer["lanes"][number];
type HopChanges = Partial<Omit<HopAnswer, "kind">>;

const ids: Partial<Record<HopAnswer["kind"], [kind: string, id: string, brief: string]>> = {
  instance: ["instance", "i-0a1b7c34e95d82f6c", "running"],
  name: ["vpc-endpoint", "vpce-0a95c3d2e1f02460a", "private"],
  interface: ["network-interface", "eni-0b4f1c2d3a4b5e530", "10.20.14.37"],
  "security-group-out": ["security-group", "sg-0c41a7e8925fb36eb", "rule for 443"],
  "network-acl-out": ["network-acl", "acl-02f8a1b2c3d4e91c4", "rule 100"],
  route: ["route-table", "rtb-0a1b2c3d4e5f60718", "local"],
  "nat-network-acl-in": ["network-acl", "acl-0e11a1b2c3d4e0002", "rule 100"],
  "nat-gateway": ["nat-gateway", "nat-0a1b2c3d4e5f60001", "available"],
  "nat-route": ["route-table", "rtb-0a1b2c3d4e5f60002", "0.0.0.0/0"],
  "nat-network-acl-out": ["network-acl", "acl-0e11a1b2c3d4e0002", "rule 100"],
  "internet-gateway": ["internet-gateway", "igw-0a1b2c3d4e5f60003", "attached"],
  "transit-gateway": ["transit-gateway-attachment", "tgw-attach-0a1b2c3d4e5f60004", "its tables decide"],
  "network-acl-in": ["network-acl", "acl-0d96a1b2c3d4e35bb", "rule 100"],
  "security-group-in": ["security-group", "sg-07b2a1b2c3d4ee94d", "rule for 443"],
  endpoint: ["vpc-endpoint", "vpce-0a95c3d2e1f02460a", "available"],
};

/** A hop that passes, but for what is changed. */
export function aHop(kind: HopAnswer["kind"], changes: HopChanges = {}): HopAnswer {
  const direction = changes.direction ?? "out";
  const [resource, id, brief] = ids[kind] ?? ["service", kind, "passes"];
  return {
    id: `${direction}/${kind}`,
    kind,
    direction,
    resources: kind === "service" ? [] : [{ kind: resource, id }],
    state: "pass",
    isReached: true,
    brief,
    sentence: `${id} lets it pass.`,
    code: null,
    rules: [],
    evidence: [],
    ...changes,
  };
}

export const endpointKinds = [
  "interface",
  "security-group-out",
  "network-acl-out",
  "route",
  "network-acl-in",
  "security-group-in",
  "endpoint",
  "service",
] as const;

export const natKinds = [
  "interface",
  "security-group-out",
  "network-acl-out",
  "route",
  "nat-network-acl-in",
  "nat-gateway",
  "nat-route",
  "nat-network-acl-out",
  "internet-gateway",
  "service",
] as const;

/** The hops of a way, there alone; each may be changed. Behind the first one that blocks, none is reached. */
export function hopsOf(
  kinds: readonly HopAnswer["kind"][],
  changes: Partial<Record<HopAnswer["kind"], HopChanges>> = {},
): HopAnswer[] {
  let isReached = true;
  return kinds.map((kind) => {
    const hop = aHop(kind, { isReached, ...changes[kind] });
    if (hop.state === "block") isReached = false;
    return hop;
  });
}

export function aTrace(hops: HopAnswer[], changes: Partial<TraceAnswer> = {}): TraceAnswer {
  const isBlocked = hops.some((hop) => hop.state === "block");
  const isUndecided = hops.some((hop) => hop.state === "unknown");
  return {
    source: {
      instanceId: "i-0a1b7c34e95d82f6c",
      interfaceId: "eni-0b4f1c2d3a4b5e530",
      address: "10.20.14.37",
    },
    destination: { service: "ssm", addresses: ["10.20.3.11"] },
    protocol: "tcp",
    port: 443,
    family: "ipv4",
    answer: isBlocked ? "blocked" : isUndecided ? "undecided" : "reachable",
    hops,
    blockers: [],
    doubts: [],
    warnings: [],
    ...changes,
  };
}

export function aLane(service: string, hops: HopAnswer[], changes: Partial<Lane> = {}): Lane {
  return {
    service,
    isRequired: true,
    purpose: "heartbeat",
    trace: aTrace(hops, { destination: { service, addresses: ["10.20.3.11"] } }),
    ...changes,
  };
}
