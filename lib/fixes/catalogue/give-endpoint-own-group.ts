import { defineNetworkFix } from "../network/define-network-fix.ts";
import { existingGroup } from "../network/group-reference.ts";
import { modifyEndpoint } from "../network/modify-endpoint.ts";
import { allowHttps, createEndpointGroup } from "../network/security-group-changes.ts";
import { type Situation, waysOf } from "../network/situation.ts";
import { isWornByNodes, nodeGroups } from "./allow-endpoint-ingress.ts";

export const giveEndpointOwnGroup = defineNetworkFix({
  id: "give-endpoint-own-group",
  causes: ["endpoint-security-group-blocks"],
  about: {
    does: "Where the endpoint's group is on nodes as well, an inbound rule would open what must stay shut: the endpoint gets one more group of its own, which lets in TCP 443 from the nodes' groups.",
    risk: {
      level: "low",
      sentence: "It only lets more into the endpoint; what comes in today still does.",
    },
  },
  title: () => "Give the endpoint a group of its own that lets the nodes in",
  summary: ({ subject }) =>
    `${subject.id} is on nodes as well, where an inbound rule would open what must stay shut. The endpoint gets one more group, which lets in TCP 443 from the nodes' groups.`,
  changes(situation) {
    const { scope, snapshot, subject } = situation;
    const groups = nodeGroups(situation);
    const endpoints = endpointsOf(situation);
    const vpcId = snapshot.get("security-group", subject.id)?.vpcId ?? null;
    if (!isWornByNodes(situation) || groups.length === 0 || endpoints.length === 0 || vpcId === null)
      return [];
    const { change, group } = createEndpointGroup(
      situation,
      vpcId,
      "A group that only endpoints have can let nodes in without opening anything on a node.",
    );
    return [
      change,
      allowHttps(scope, {
        ...{ group, direction: "ingress", peers: { groups: groups.map(existingGroup) } },
        title: `Let TCP 443 in from ${groups.join(", ")}`,
        why: "An endpoint's groups must let the nodes in.",
      }),
      ...endpoints.map((endpoint) =>
        modifyEndpoint(scope, {
          ...{ endpointId: endpoint.id, name: "add-group", choice: "Manage security groups" },
          title: `Add ${group.name} to ${endpoint.id}`,
          why: "What any group of the endpoint lets in comes in.",
          changes: `${endpoint.id} has ${group.name} besides ${endpoint.securityGroupIds.join(", ")}.`,
          input: { AddSecurityGroupIds: [group.input] },
          undo: { sentence: "Take the group away again.", input: { RemoveSecurityGroupIds: [group.input] } },
          terraform: { security_group_ids: [...endpoint.securityGroupIds, group.terraform] },
          cloudformation: { SecurityGroupIds: [...endpoint.securityGroupIds, group.cloudformation] },
          becomes: (standing) => ({
            ...standing,
            securityGroupIds: [...standing.securityGroupIds, group.id],
          }),
          interfaces: (standing) =>
            standing.map((each) => ({ ...each, securityGroupIds: [...each.securityGroupIds, group.id] })),
        }),
      ),
    ];
  },
});

function endpointsOf(situation: Situation) {
  const ids = new Set(waysOf(situation).flatMap(({ path }) => path.endpointId ?? []));
  return [...ids].flatMap((id) => situation.snapshot.get("vpc-endpoint", id) ?? []);
}
