import { coveringGroups } from "../network/covering-groups.ts";
import { defineNetworkFix } from "../network/define-network-fix.ts";
import { existingGroup } from "../network/group-reference.ts";
import { allowHttps, quotaWarning } from "../network/security-group-changes.ts";
import type { Situation } from "../network/situation.ts";

export const allowEndpointIngress = defineNetworkFix({
  id: "allow-endpoint-ingress",
  causes: ["endpoint-security-group-blocks"],
  about: {
    does: "One inbound rule for TCP 443 on the endpoint's own group, from the nodes' groups rather than from addresses: nodes that come later with these groups are let in as well, and nothing opens on a node.",
    risk: {
      level: "low",
      sentence: "It only lets more into the endpoint, from whatever carries the nodes' groups.",
    },
  },
  title: ({ subject }) => `Let the nodes into the endpoint's group ${subject.id}`,
  changes(situation) {
    const { scope, snapshot, subject } = situation;
    const group = snapshot.get("security-group", subject.id);
    // On a node an inbound rule opens what must stay shut: then the endpoint gets another group.
    if (group === undefined || isWornByNodes(situation)) return [];
    const groups = nodeGroups(situation);
    if (groups.length === 0) return [];
    return [
      allowHttps(scope, {
        ...{ group: existingGroup(subject.id), direction: "ingress" },
        peers: { groups: groups.map(existingGroup) },
        title: `Let TCP 443 in from ${groups.join(", ")} on ${subject.id}`,
        why: "An endpoint has groups of its own, and they must let the nodes in.",
      }),
    ];
  },
  risk(situation) {
    const { snapshot, subject } = situation;
    const group = snapshot.get("security-group", subject.id)!;
    const quota = quotaWarning(group, "ingress", nodeGroups(situation).length);
    return {
      level: quota === null ? "low" : "medium",
      sentence: ["It only lets more into the endpoint, from whatever carries the nodes' groups.", quota]
        .filter(Boolean)
        .join(" "),
    };
  },
});

export function nodeGroups({ snapshot, nodes }: Situation): string[] {
  return coveringGroups(
    snapshot,
    nodes.map(({ instance }) => instance.securityGroupIds),
  );
}

export function isWornByNodes({ snapshot, subject }: Situation): boolean {
  return snapshot.of("security-group", subject.id, "instance").length > 0;
}
