import type { Subject } from "../model/cause.ts";
import type { Conclusion, Node } from "../model/node.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { NodePulseRow, NodeRow } from "./schema.ts";

export type NodePulse = Pick<Node, "scope" | "id" | "lastPingAt" | "readAt">;

/** As columns have it; without a scope it stands in that of whom it concerns. */
export function toSubject(kind: string, id: string, scope: ScopeKey | null): Subject {
  return scope === null ? { kind, id } : { kind, id, scope };
}

type ConclusionRow = Pick<
  NodeRow,
  | "status"
  | "certainty"
  | "why"
  | "cause_code"
  | "cause_subject_kind"
  | "cause_subject_id"
  | "cause_subject_scope"
  | "awaits_cause"
  | "expected_until"
>;

export function toConclusion(row: ConclusionRow): Conclusion {
  return {
    status: row.status,
    certainty: row.certainty,
    why: row.why,
    cause:
      row.cause_code === null
        ? null
        : {
            code: row.cause_code,
            subject: toSubject(
              row.cause_subject_kind ?? "",
              row.cause_subject_id ?? "",
              row.cause_subject_scope,
            ),
          },
    awaitsCause: row.awaits_cause === 1,
    expectedUntil: row.expected_until,
  };
}

export function toNodeRow(node: Node, seq: number): NodeRow {
  return {
    scope: node.scope,
    id: node.id,
    name: node.name,
    status: node.status,
    certainty: node.certainty,
    why: node.why,
    cause_code: node.cause?.code ?? null,
    cause_subject_kind: node.cause?.subject.kind ?? null,
    cause_subject_id: node.cause?.subject.id ?? null,
    cause_subject_scope: node.cause?.subject.scope ?? null,
    awaits_cause: node.awaitsCause ? 1 : 0,
    expected_until: node.expectedUntil,
    status_since: node.statusSince,
    state: node.state,
    ping: node.ping,
    channel: node.channel,
    platform: node.platform,
    platform_name: node.platformName,
    agent_version: node.agentVersion,
    instance_type: node.instanceType,
    image_id: node.imageId,
    launched_at: node.launchedAt,
    vpc: node.vpc,
    subnet: node.subnet,
    zone: node.zone,
    security_groups_json: JSON.stringify(node.securityGroups),
    role: node.role,
    instance_profile_arn: node.instanceProfileArn,
    auto_scaling_group: node.autoScalingGroup,
    private_address: node.privateAddress,
    public_address: node.publicAddress,
    ipv6_address: node.ipv6Address,
    computer_name: node.computerName,
    tags_json: JSON.stringify(node.tags),
    failures: node.failures,
    told_json: null,
    seq,
  };
}

export function toNode(row: NodeRow & Pick<NodePulseRow, "last_ping_at" | "read_at">): Node {
  return {
    scope: row.scope,
    id: row.id,
    name: row.name,
    ...toConclusion(row),
    statusSince: row.status_since,
    state: row.state,
    ping: row.ping,
    lastPingAt: row.last_ping_at,
    channel: row.channel,
    platform: row.platform,
    platformName: row.platform_name,
    agentVersion: row.agent_version,
    instanceType: row.instance_type,
    imageId: row.image_id,
    launchedAt: row.launched_at,
    vpc: row.vpc,
    subnet: row.subnet,
    zone: row.zone,
    securityGroups: JSON.parse(row.security_groups_json),
    role: row.role,
    instanceProfileArn: row.instance_profile_arn,
    autoScalingGroup: row.auto_scaling_group,
    privateAddress: row.private_address,
    publicAddress: row.public_address,
    ipv6Address: row.ipv6_address,
    computerName: row.computer_name,
    tags: JSON.parse(row.tags_json),
    failures: row.failures,
    readAt: row.read_at,
  };
}

/** Equal but for `seq`, which says when a row changed and not what it says. */
export function isSameNode(a: NodeRow, b: NodeRow): boolean {
  for (const column in a) {
    if (column !== "seq" && a[column as keyof NodeRow] !== b[column as keyof NodeRow]) return false;
  }
  return true;
}
