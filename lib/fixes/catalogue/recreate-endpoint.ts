import { createInterfaceEndpoint } from "../network/create-interface-endpoint.ts";
import { defineNetworkFix, onceReady } from "../network/define-network-fix.ts";
import { deleteEndpoint } from "../network/delete-endpoint.ts";
import { existingGroup } from "../network/group-reference.ts";
import { fullAccess } from "../network/planned-endpoint.ts";
import type { Situation } from "../network/situation.ts";
import { costOfEndpoints } from "../prices.ts";

const comesBackNoMore: ReadonlySet<string> = new Set([
  "failed",
  "rejected",
  "expired",
  "deleting",
  "deleted",
]);
const creationMs = 3 * 60_000;

export const recreateEndpoint = defineNetworkFix({
  id: "recreate-endpoint",
  causes: ["endpoint-unavailable"],
  about: {
    does: "An endpoint that failed, was rejected or is being deleted does not come back. A new one stands in the same subnets with the same groups and policy.",
    costs:
      "What the endpoint has cost until it failed: an interface by the hour in each zone, and its traffic by the gigabyte.",
    risk: {
      level: "low",
      sentence: "What is deleted carries nothing today.",
    },
  },
  title: ({ subject }) => `Delete ${subject.id} and create it anew`,
  changes(situation) {
    const { scope } = situation;
    const endpoint = endpointOf(situation);
    if (endpoint?.serviceName == null || endpoint.vpcId === null) return [];
    const { state, serviceName, vpcId, subnetIds, policyDocument } = endpoint;
    const isInterface = endpoint.type === null || endpoint.type === "Interface";
    // What waits for its provider to accept it, or for AWS, would wait again.
    if (!comesBackNoMore.has(state?.toLowerCase() ?? "")) return [];
    if (!isInterface || subnetIds.length === 0 || endpoint.securityGroupIds.length === 0) return [];
    const isGoing = state === "deleting" || state === "deleted";
    const why = "It carries nothing, and its name cannot be given to another one while it stands.";
    return [
      ...(isGoing ? [] : [deleteEndpoint(scope, endpoint, why)]),
      createInterfaceEndpoint(scope, {
        ...{ serviceName, vpcId, subnetIds, groups: endpoint.securityGroupIds.map(existingGroup) },
        isDualStack: endpoint.ipAddressType === "dualstack",
        policy: policyDocument === fullAccess ? null : policyDocument,
        why: "A new endpoint with the settings of the one that does not work.",
      }),
    ];
  },
  cost(situation) {
    const subnets = endpointOf(situation)?.subnetIds.length ?? 0;
    return costOfEndpoints(situation.scope.region, 1, subnets);
  },
  takesEffect: () => onceReady("An endpoint", creationMs),
});

function endpointOf({ snapshot, subject }: Situation) {
  return snapshot.get("vpc-endpoint", subject.id);
}
