import { listed } from "../../diagnosis/identity/role-actions.ts";
import type { VpcEndpoint } from "../../model/documents/vpc-endpoint.ts";
import { createInterfaceEndpoint } from "../network/create-interface-endpoint.ts";
import { defineNetworkFix, onceReady } from "../network/define-network-fix.ts";
import { planEndpoints } from "../network/endpoint-plan.ts";
import { endpointServiceName } from "../network/endpoint-services.ts";
import { existingGroup } from "../network/group-reference.ts";
import { heldServices, type Situation, viewOf } from "../network/situation.ts";
import { costOfEndpoints } from "../prices.ts";

const creationMs = 3 * 60_000;

export const createEndpointsBesideOthers = defineNetworkFix({
  id: "create-endpoints-beside-others",
  causes: ["endpoint-missing"],
  about: {
    does: "Creates the endpoint that is missing beside one by which the nodes reach another service: in the same subnets, with the same groups, which are known to let the nodes in.",
    costs: "An endpoint's interface by the hour in each zone, and its traffic by the gigabyte.",
    risk: {
      level: "medium",
      sentence:
        "From then on everything in the VPC reaches the service through the endpoint: there is no falling back to the internet.",
    },
  },
  title: (situation) => `Create the missing endpoint for ${listed(heldServices(situation))}`,
  summary: (situation) =>
    `The nodes reach another service through ${modelOf(situation)?.id}. The new endpoint stands in the same subnets, with the same groups, which are known to let the nodes in.`,
  changes(situation) {
    const { scope, snapshot } = situation;
    const plan = planEndpoints(situation);
    const model = modelOf(situation);
    if (plan === undefined || model === undefined) return [];
    return plan.services.map((service) =>
      createInterfaceEndpoint(scope, {
        ...{ serviceName: endpointServiceName(snapshot, service), vpcId: plan.vpc.id, policy: null },
        ...{ subnetIds: model.subnetIds, groups: model.securityGroupIds.map(existingGroup) },
        isDualStack: model.ipAddressType === "dualstack",
        why: "Every service needs an endpoint of its own: that of one does not carry another.",
      }),
    );
  },
  risk: ({ nodes }) => ({
    level: "medium",
    sentence: `From then on everything in ${nodes[0]?.instance.vpcId} reaches the service through the endpoint: there is no falling back to the internet.`,
  }),
  cost(situation) {
    const plan = planEndpoints(situation);
    const zones = modelOf(situation)?.subnetIds.length ?? 0;
    if (plan === undefined) return null;
    return costOfEndpoints(situation.scope.region, plan.services.length, plan.services.length * zones);
  },
  takesEffect: () => onceReady("An endpoint", creationMs),
});

/** An endpoint by which every one of the nodes reaches another service. */
function modelOf({ snapshot, nodes }: Situation): VpcEndpoint | undefined {
  const vpcId = nodes[0]?.instance.vpcId ?? "";
  const { network } = viewOf(snapshot);
  const candidates = snapshot
    .of("vpc", vpcId, "vpc-endpoint")
    .filter(({ type, subnetIds }) => type === "Interface" && subnetIds.length > 0);
  return candidates.find(({ id, serviceName }) => {
    const service = serviceName?.slice(serviceName.lastIndexOf(".") + 1) ?? "";
    return nodes.every(({ instance }) => {
      const path = network.judge(instance.id, service);
      return path.endpointId === id && path.answer === "reachable";
    });
  });
}
