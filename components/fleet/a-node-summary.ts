import type { NodeSummary } from "../../lib/api/node.ts";

/** A healthy node for tests. */
export function aNodeSummary(parts: Partial<NodeSummary> = {}): NodeSummary {
  return {
    scope: "123456789012:eu-west-1",
    id: "i-0a1b7c34e95d82f6c",
    name: "api-7",
    status: "reachable",
    certainty: "decided",
    awaitsCause: false,
    why: null,
    cause: null,
    expectedUntil: null,
    statusSince: 0,
    state: "running",
    ping: "Online",
    lastPingAt: 0,
    channel: "connected",
    platform: "linux",
    platformName: "Amazon Linux 2023",
    agentVersion: "3.3.1957.0",
    instanceType: "m7g.large",
    vpc: "vpc-0f3a91c2d4e5e805a",
    subnet: "subnet-0a77b1c2d3e4fc3d2",
    zone: "eu-west-1a",
    securityGroups: [],
    role: "app-workers",
    autoScalingGroup: null,
    privateAddress: "10.20.14.37",
    publicAddress: null,
    tags: {},
    failures: 0,
    failureTrend: null,
    excluded: null,
    readAt: 0,
    ...parts,
  };
}
