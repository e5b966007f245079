import { listed } from "../../diagnosis/identity/role-actions.ts";
import type { Vpc } from "../../model/documents/vpc.ts";
import type { MakeChange } from "../network/change.ts";
import { createInterfaceEndpoint } from "../network/create-interface-endpoint.ts";
import { defineNetworkFix, onceReady } from "../network/define-network-fix.ts";
import { groupsOfCallers, planEndpoints, subnetsForEndpoint } from "../network/endpoint-plan.ts";
import { endpointServiceName } from "../network/endpoint-services.ts";
import { existingGroup } from "../network/group-reference.ts";
import { allowHttps, createEndpointGroup, type Peers } from "../network/security-group-changes.ts";
import { heldServices, type Situation } from "../network/situation.ts";
import { switchOnDns } from "../network/vpc-dns-changes.ts";
import { costOfEndpoints } from "../prices.ts";

/** As many peers as leave room in a group of 60 rules; with more the VPC's own blocks are named. */
const mostGroups = 50;
const creationMs = 3 * 60_000;

export const createInterfaceEndpoints = defineNetworkFix({
  id: "create-interface-endpoints",
  causes: [
    "endpoint-missing",
    "route-missing",
    "route-blackhole",
    "nat-gateway-unavailable",
    "nat-gateway-has-no-way-out",
    "nat-network-acl-blocks",
    "internet-gateway-detached",
    "public-address-missing",
    "public-access-blocked",
    "ipv6-path-missing",
    "path-unprovable",
  ],
  about: {
    does: "Private ways to the services, with a narrow group of their own: the nodes need no way to the internet for Systems Manager, and get none.",
    costs:
      "Each endpoint's interface by the hour in each zone, and their traffic by the gigabyte. Often less than a NAT gateway where Systems Manager is all that is needed.",
    risk: {
      level: "medium",
      sentence:
        "From then on everything in the VPC reaches these services through the endpoints, what works today included: there is no falling back to the internet.",
    },
  },
  title: (situation) =>
    `Create interface endpoints for ${listed(heldServices(situation))} in ${listed(planned(situation).map(({ vpc }) => vpc.id))}`,
  changes: (situation) => byVpc(situation).flatMap(createIn),
  risk: (situation) => ({
    level: "medium",
    sentence: `From then on everything in ${listed(planned(situation).map(({ vpc }) => vpc.id))} reaches these services through the endpoints, what works today included: there is no falling back to the internet.`,
  }),
  cost(situation) {
    const plans = planned(situation);
    const endpoints = plans.flatMap(({ services }) => services).length;
    const interfaces = plans.map(({ services, subnetIds }) => services.length * subnetIds.length);
    return costOfEndpoints(
      situation.scope.region,
      endpoints,
      interfaces.reduce((sum, each) => sum + each, 0),
    );
  },
  takesEffect: () => onceReady("An endpoint", creationMs),
});

/** A subject may stand in the way of several VPCs, as a transit gateway does; each needs endpoints of its own. */
function byVpc(situation: Situation): Situation[] {
  const groups = Map.groupBy(situation.nodes, ({ instance }) => instance.vpcId);
  return [...groups.values()].map((nodes) => ({ ...situation, nodes }));
}

function planned(situation: Situation) {
  return byVpc(situation).flatMap((each) => {
    const plan = planEndpoints(each);
    return plan === undefined ? [] : { ...plan, subnetIds: subnetsForEndpoint(each, plan) };
  });
}

function createIn(situation: Situation): MakeChange[] {
  const { scope, snapshot } = situation;
  const [plan] = planned(situation);
  if (plan === undefined || plan.subnetIds.length === 0) return [];
  const { vpc, services, subnetIds, isDualStack } = plan;
  const { changes, group } = groupFor(situation, vpc);
  return [
    ...switchOnDns(
      scope,
      snapshot,
      vpc,
      ["enableDnsSupport", "enableDnsHostnames"],
      "The private names of endpoints hold only where the VPC has both.",
    ),
    ...changes,
    ...services.map((service) =>
      createInterfaceEndpoint(scope, {
        ...{ serviceName: endpointServiceName(snapshot, service), vpcId: vpc.id, subnetIds, isDualStack },
        ...{ groups: [group], policy: null },
        why: "Every service needs an endpoint of its own, with private DNS, so that its name leads there.",
      }),
    ),
  ];
}

function groupFor(situation: Situation, { id: vpcId, cidrBlocks: ipv4, ipv6CidrBlocks: ipv6 }: Vpc) {
  const { change, group } = createEndpointGroup(
    situation,
    vpcId,
    "Without a group of their own the endpoints would get the VPC's default group.",
  );
  const callers = groupsOfCallers(situation.snapshot, vpcId);
  const isNarrow = callers.length > 0 && callers.length <= mostGroups;
  const peers: Peers = isNarrow ? { groups: callers.map(existingGroup) } : { ipv4, ipv6 };
  const admission = allowHttps(situation.scope, {
    ...{ group, direction: "ingress", peers },
    title: `Let TCP 443 in from ${isNarrow ? callers.join(", ") : [...ipv4, ...ipv6].join(", ")}`,
    why: "Everything in the VPC will call through the endpoints, so its groups are let in, and nothing else.",
  });
  return { changes: [change, admission], group };
}
