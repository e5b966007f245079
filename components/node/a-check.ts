import type { NodeDetail } from "../../lib/api/node.ts";
import type { CauseAnswer, CheckResultAnswer } from "../../lib/api/verdict.ts";

/** A check that passes, but for what is changed. */
export function aCheck(changes: Partial<CheckResultAnswer> = {}): CheckResultAnswer {
  return {
    id: "instance-stopped",
    group: "instance",
    outcome: "pass",
    sentence: "The instance runs.",
    evidence: [],
    causes: [],
    gaps: [],
    whoCanTell: null,
    ...changes,
  };
}

export function aCause(changes: Partial<CauseAnswer> = {}): CauseAnswer {
  return {
    code: "security-group-egress-blocks",
    sentence: "Security group sg-0c41a7e8925fb36eb lets nothing out on port 443.",
    subject: { kind: "security-group", id: "sg-0c41a7e8925fb36eb" },
    evidence: [],
    ...changes,
  };
}

/** A node's answer: a lost instance of which nothing more is known, but for what is changed. */
export function aNodeDetail(changes: Partial<NodeDetail> = {}): NodeDetail {
  return {
    scope: "123456789012:us-east-1",
    id: "i-0a1b7c34e95d82f6c",
    name: "api-7",
    status: "lost",
    certainty: "decided",
    awaitsCause: false,
    why: null,
    cause: null,
    expectedUntil: null,
    statusSince: 0,
    state: "running",
    ping: "ConnectionLost",
    lastPingAt: 0,
    channel: null,
    platform: "linux",
    platformName: null,
    agentVersion: null,
    instanceType: null,
    vpc: null,
    subnet: null,
    zone: null,
    securityGroups: [],
    role: null,
    autoScalingGroup: null,
    privateAddress: null,
    publicAddress: null,
    tags: {},
    failures: null,
    failureTrend: null,
    excluded: null,
    readAt: 0,
    accountName: null,
    computerName: null,
    imageId: null,
    launchedAt: null,
    instanceProfileArn: null,
    ipv6Address: null,
    consoleUrl: null,
    sentence: "SSM lost api-7.",
    evidence: [],
    documents: [],
    gaps: [],
    history: [],
    states: [],
    alsoBroken: [],
    changedBy: null,
    since: null,
    checks: [],
    path: null,
    advice: [],
    suspects: [],
    ...changes,
  };
}
