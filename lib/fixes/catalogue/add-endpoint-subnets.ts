import { defineNetworkFix } from "../network/define-network-fix.ts";
import { plannedInterfaces } from "../network/endpoint-interfaces.ts";
import { subnetsForEndpoint } from "../network/endpoint-plan.ts";
import { modifyEndpoint } from "../network/modify-endpoint.ts";
import type { Situation } from "../network/situation.ts";
import { costOfEndpoints } from "../prices.ts";

export const addEndpointSubnets = defineNetworkFix({
  id: "add-endpoint-subnets",
  causes: ["endpoint-unavailable"],
  about: {
    does: "The endpoint is there and stands in no subnet, so that it has no address. Any subnet of the VPC serves all of it; one in each zone of the nodes saves traffic between zones.",
    costs: "An endpoint's interface by the hour in each zone, and its traffic by the gigabyte.",
    risk: { level: "low", sentence: "Its name leads nowhere today." },
  },
  title: ({ subject }) => `Put ${subject.id} into subnets of the nodes' zones`,
  changes(situation) {
    const { scope, snapshot, subject } = situation;
    const endpoint = snapshot.get("vpc-endpoint", subject.id);
    const subnetIds = subnetsFor(situation);
    if (endpoint?.state !== "available" || endpoint.subnetIds.length > 0 || subnetIds.length === 0) return [];
    const { id, securityGroupIds, ipAddressType } = endpoint;
    const planned = plannedInterfaces(
      snapshot,
      id,
      subnetIds,
      securityGroupIds,
      ipAddressType === "dualstack",
    );
    return [
      modifyEndpoint(scope, {
        ...{ endpointId: id, name: "add-subnets", choice: "Manage subnets" },
        title: `Add ${subnetIds.join(", ")} to ${id}`,
        why: "An endpoint has an interface, and with it an address, in each of its subnets.",
        changes: `${id} has an interface in ${subnetIds.join(", ")}.`,
        input: { AddSubnetIds: subnetIds },
        undo: { sentence: "Take it out of them again.", input: { RemoveSubnetIds: subnetIds } },
        terraform: { subnet_ids: subnetIds },
        cloudformation: { SubnetIds: subnetIds },
        becomes: (standing) => ({
          ...{ ...standing, subnetIds },
          networkInterfaceIds: planned.map((each) => each.id),
        }),
        interfaces: () => planned,
      }),
    ];
  },
  cost: (situation) => costOfEndpoints(situation.scope.region, 1, subnetsFor(situation).length),
});

function subnetsFor(situation: Situation): string[] {
  const isDualStack =
    situation.snapshot.get("vpc-endpoint", situation.subject.id)?.ipAddressType === "dualstack";
  return subnetsForEndpoint(situation, { isDualStack });
}
