import type { Snapshot } from "../../model/snapshot.ts";
import type { Advice } from "../../model/verdict.ts";
import { agentMilestones, compareAgentVersions } from "../agent-version.ts";
import { evidence } from "../finding.ts";
import type { NodeView } from "../node-view.ts";
import { isHeardNow } from "../signal.ts";

/**
 * An endpoint for `ec2messages` costs money for each zone and hour, and some of AWS's pages still ask for it. It is told
 * superfluous only where every instance of the VPC that runs is heard, by an agent which is known to do without.
 */
export function adviseOnLegacyEndpoint(node: NodeView): Advice[] {
  const { instance, snapshot } = node;
  const vpcId = instance?.vpcId ?? null;
  if (vpcId === null || node.channel !== "connected") return [];
  const endpoint = snapshot
    .of("vpc", vpcId, "vpc-endpoint")
    .find(({ serviceName, type }) => type === "Interface" && serviceName?.endsWith(".ec2messages"));
  if (endpoint === undefined) return [];
  const running = isHeardNow(node) ? countDoingWithout(snapshot, vpcId) : null;
  if (running === null) return [];
  return [
    {
      id: "legacy-endpoint-superfluous",
      sentence: `Nothing in ${vpcId} needs endpoint ${endpoint.id}: agents from ${agentMilestones.withoutLegacyChannel} on get their commands over ssmmessages, and all ${running} here are.`,
      subject: { kind: "vpc-endpoint", id: endpoint.id },
      evidence: [
        evidence(snapshot, {
          sentence: "It is an endpoint of the older message channel.",
          api: "ec2:DescribeVpcEndpoints",
          field: "ServiceName",
          value: endpoint.serviceName,
          document: { kind: "vpc-endpoint", id: endpoint.id },
        }),
      ],
    },
  ];
}

const known = new WeakMap<Snapshot, Map<string, number | null>>();

/** How many instances run in the VPC; null unless all of them do without. Each of them asks, and a VPC may have thousands. */
function countDoingWithout(snapshot: Snapshot, vpcId: string): number | null {
  const ofVpcs = known.get(snapshot) ?? new Map<string, number | null>();
  known.set(snapshot, ofVpcs);
  let count = ofVpcs.get(vpcId);
  if (count === undefined) {
    const running = snapshot.of("vpc", vpcId, "instance").filter(({ state }) => state === "running");
    const all = running.every(({ id }) => doesWithout(snapshot.get("managed-node", id)?.agentVersion));
    count = all ? running.length : null;
    ofVpcs.set(vpcId, count);
  }
  return count;
}

function doesWithout(version: string | null | undefined): boolean {
  const order = version == null ? null : compareAgentVersions(version, agentMilestones.withoutLegacyChannel);
  return order !== null && order >= 0;
}
